import './ConditionEditor.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConditionCheckRow, type LineRow } from '../../../../preload/contract.ts';
import { Segmented } from '../../../components/Segmented.tsx';
import { ConditionClicks } from './ConditionClicks.tsx';
import { ConditionNow } from './ConditionNow.tsx';
import { ConditionText } from './ConditionText.tsx';
import { GuardsNote } from './GuardsNote.tsx';
import { useConditionLanguage } from './useConditionCheck.ts';

export interface ConditionEditorProps {
  readonly side: LineRow['side'];
  /** Empty: nothing has to hold. */
  readonly text: string;
  readonly check: ConditionCheckRow | null;
  readonly onText: (text: string) => void;
}

/** What has to hold before a line may act: put together by clicking, or typed. Both show the same text. */
export function ConditionEditor({ side, text, check, onText }: ConditionEditorProps) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<'click' | 'text'>('click');
  const { terms, guards } = useConditionLanguage();
  return (
    <div className="condition" role="group" aria-label={t('condition.title')}>
      <div className="condition-head">
        <span className="field-label">{t('condition.title')}</span>
        <Segmented
          label={t('condition.mode')}
          value={mode}
          choices={[
            { value: 'click', label: t('condition.click') },
            { value: 'text', label: t('condition.text') },
          ]}
          onChange={setMode}
        />
      </div>
      {mode === 'text' && <ConditionText text={text} terms={terms} problem={check?.ok === false ? check.problem : null} onText={onText} />}
      {mode === 'click' && terms.length > 0 && <ConditionClicks text={text} check={check} terms={terms} onText={onText} />}
      <ConditionNow text={text} check={check} />
      {guards !== null && <GuardsNote guards={guards} side={side} />}
    </div>
  );
}
