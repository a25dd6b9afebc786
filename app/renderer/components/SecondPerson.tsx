import { useTranslation } from 'react-i18next';
import { type Credentials } from '../../preload/contract.ts';
import { useAccess } from '../stores/access.ts';
import { PasswordField } from './PasswordField.tsx';
import { Select } from './Select.tsx';

export interface SecondPersonProps {
  readonly value: Credentials;
  readonly onChange: (value: Credentials) => void;
}

/** Another user with the duty of a risk officer agrees by name and password. */
export function SecondPerson({ value, onChange }: SecondPersonProps) {
  const { t } = useTranslation();
  const user = useAccess((state) => state.user);
  const users = useAccess((state) => state.users);
  const others = users.filter(({ name, duties }) => name !== user && duties.includes('riskOfficer'));
  if (others.length === 0) return <p className="warning">{t('access.nobodyElse')}</p>;
  const choices = [{ value: '', label: t('access.choose') }, ...others.map(({ name }) => ({ value: name, label: name }))];
  return (
    <fieldset className="second-person">
      <legend className="field-label">{t('access.second')}</legend>
      <Select label={t('access.user')} value={value.name} choices={choices} onChange={(name) => onChange({ ...value, name })} />
      <PasswordField label={t('access.password')} value={value.password} onChange={(password) => onChange({ ...value, password })} />
    </fieldset>
  );
}
