import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlertSettings } from '../../../preload/contract.ts';
import { saveAlertSettings } from '../../stores/log.ts';

const FIELDS = ['host', 'user', 'from', 'to'] as const;

/** Where mail is handed in, and to whom it goes; kept when a field is left. */
export function MailFields({ settings }: { readonly settings: AlertSettings }) {
  const { t } = useTranslation();
  const { mail } = settings;
  const keep = (change: Partial<AlertSettings['mail']>): void => void saveAlertSettings({ ...settings, mail: { ...mail, ...change } });
  return (
    <div className="log-mail">
      {FIELDS.map((name) => (
        <Field key={name} label={t(`log.mail.${name}`)} value={mail[name]} onKeep={(value) => keep({ [name]: value })} />
      ))}
      <Field label={t('log.mail.port')} value={String(mail.port)} onKeep={(value) => keep({ port: Number(value) })} />
      <label className="log-secure">
        <input type="checkbox" checked={mail.secure} onChange={({ target }) => keep({ secure: target.checked })} />
        {t('log.mail.secure')}
      </label>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onKeep: (value: string) => void;
}

function Field({ label, value, onKeep }: FieldProps) {
  const id = useId();
  const keep = (typed: string): void => {
    if (typed.trim() !== value) onKeep(typed.trim());
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-row">
        <input id={id} className="field-text" maxLength={200} defaultValue={value} onBlur={({ target }) => keep(target.value)} />
      </div>
    </div>
  );
}
