import './NumberField.css';
import './Select.css';
import { useId } from 'react';
import { type Choice } from './Segmented.tsx';

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  /** What it is for, or what the choice means. */
  readonly hint?: string;
  readonly onChange: (value: Value) => void;
}

/** One of several, on the platform's own list box. */
export function Select<Value extends string>({ label, value, choices, hint, onChange }: SelectProps<Value>) {
  const id = useId();
  return (
    <div className="select-box">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const choice = choices.find((candidate) => candidate.value === event.target.value);
          if (choice !== undefined) onChange(choice.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
