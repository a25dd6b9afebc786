import './ConditionField.css';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Refusal } from '../../../preload/contract.ts';
import { useDescribe } from '../../i18n/refusal.ts';

export interface ConditionFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What is wrong with it, as it was last read; null: nothing. */
  readonly problem: Refusal | null;
}

/** What must hold before the line acts, as it is written. The cursor goes to the place of what is wrong. */
export function ConditionField({ text, onText, problem }: ConditionFieldProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const at = problem?.params['at'];
    if (typeof at !== 'number') return;
    input.current?.focus();
    input.current?.setSelectionRange(at - 1, at);
  }, [problem]);
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t('plan.hand.condition')}
      </label>
      <textarea
        ref={input}
        id={id}
        className="condition-text"
        rows={2}
        spellCheck={false}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-note`}
        onChange={(event) => onText(event.target.value)}
      />
      <p className={problem === null ? 'field-hint' : 'field-problem'} id={`${id}-note`}>
        {problem === null ? t('plan.hand.conditionHint') : describe(problem)}
      </p>
    </div>
  );
}
