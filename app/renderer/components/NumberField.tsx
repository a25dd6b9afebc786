import './NumberField.css';
import { Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';

export interface NumberFieldProps {
  readonly label: string;
  /** What is typed, kept as text: half a number must not be mended under the trader's fingers. */
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Moves the number by so many steps; null: it has no steps. */
  readonly onStep: ((steps: number) => void) | null;
  readonly unit?: string;
  /** What it is for, in sight until there is a problem. */
  readonly hint?: string;
  readonly problem?: string | null;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  /** Where the focus can be sent to. */
  readonly id?: string;
}

const BIG_STEP = 10;
const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: BIG_STEP, PageDown: -BIG_STEP };

/** A number that is typed, or moved by its buttons and the arrow keys. */
export function NumberField(props: NumberFieldProps) {
  const { label, text, onText, onStep, unit, hint, problem = null, disabled = false, placeholder } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const step = (event: KeyboardEvent): void => {
    const steps = STEPS[event.key];
    if (steps === undefined || onStep === null) return;
    event.preventDefault();
    onStep(steps);
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-row" data-invalid={problem !== null}>
        {onStep !== null && <Step sign={-1} name={label} disabled={disabled} onStep={onStep} />}
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={text}
          disabled={disabled}
          placeholder={placeholder}
          aria-invalid={problem !== null}
          aria-describedby={problem === null && hint === undefined ? undefined : `${id}-note`}
          onChange={(event) => onText(event.target.value)}
          onFocus={(event) => event.target.select()}
          onKeyDown={step}
        />
        {unit !== undefined && <span className="field-unit">{unit}</span>}
        {onStep !== null && <Step sign={1} name={label} disabled={disabled} onStep={onStep} />}
      </div>
      <FieldNote id={`${id}-note`} problem={problem} hint={hint} />
    </div>
  );
}

interface FieldNoteProps {
  readonly id: string;
  readonly problem: string | null;
  readonly hint: string | undefined;
}

function FieldNote({ id, problem, hint }: FieldNoteProps) {
  const note = problem ?? hint;
  if (note === undefined) return null;
  return (
    <p className={problem === null ? 'field-hint' : 'field-problem'} id={id}>
      {note}
    </p>
  );
}

interface StepProps {
  readonly sign: 1 | -1;
  readonly name: string;
  readonly disabled: boolean;
  readonly onStep: (steps: number) => void;
}

/** Left out of the tab order: the arrow keys of the field do the same. */
function Step({ sign, name, disabled, onStep }: StepProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="field-step"
      tabIndex={-1}
      disabled={disabled}
      aria-label={sign > 0 ? t('common.more', { name }) : t('common.less', { name })}
      onClick={() => onStep(sign)}
    >
      {sign > 0 ? <Plus size={12} /> : <Minus size={12} />}
    </button>
  );
}
