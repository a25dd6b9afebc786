import './NumberField.css';
import { useId } from 'react';

export interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

/** What is typed here is shown to nobody and kept nowhere. */
export function PasswordField({ label, value, onChange, autoFocus = false }: PasswordFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-row">
        <input
          id={id}
          type="password"
          autoComplete="off"
          maxLength={256}
          value={value}
          className="field-text"
          data-autofocus={autoFocus || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}
