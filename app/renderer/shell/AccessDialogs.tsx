import './LockScreen.css';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Duty, type UserRow } from '../../preload/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Section } from '../components/Panel.tsx';
import { PasswordField } from '../components/PasswordField.tsx';
import { Select } from '../components/Select.tsx';
import { changePassword, removeUser, saveUser, setAutoLock, showAccessDialog, useAccess } from '../stores/access.ts';

const close = (): void => showAccessDialog(null);
const CHOICES: readonly Duty[] = ['trader', 'riskOfficer'];
const MINUTES = ['1', '5', '10', '30', '60', 'never'] as const;

/** The users' own matters: a password, and for a risk officer who there is. */
export function AccessDialogs() {
  const dialog = useAccess((state) => state.dialog);
  if (dialog === 'password') return <PasswordDialog />;
  return dialog === 'users' ? <UsersDialog /> : null;
}

function PasswordDialog() {
  const { t } = useTranslation();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await changePassword(old, next)) close();
  };
  return (
    <Dialog title={t('access.changePassword')} onClose={close}>
      <form className="users" onSubmit={(event) => void submit(event)}>
        <PasswordField label={t('access.oldPassword')} value={old} autoFocus onChange={setOld} />
        <PasswordField label={t('access.newPassword')} value={next} onChange={setNext} />
        <Button submit tone="primary" disabled={old === '' || next === ''}>
          {t('common.save')}
        </Button>
      </form>
    </Dialog>
  );
}

function UsersDialog() {
  const { t } = useTranslation();
  const users = useAccess((state) => state.users);
  const minutes = useAccess((state) => state.autoLockMinutes);
  const chosen = MINUTES.find((value) => value === String(minutes)) ?? 'never';
  return (
    <Dialog title={t('access.users')} onClose={close}>
      <div className="users">
        {users.length === 0 ? (
          <p className="muted">{t('access.noUsersNote')}</p>
        ) : (
          <ul aria-label={t('access.users')}>
            {users.map((user) => (
              <User key={user.name} user={user} />
            ))}
          </ul>
        )}
        <NewUser first={users.length === 0} />
        {users.length > 0 && (
          <Select
            label={t('access.autoLock')}
            value={chosen}
            choices={MINUTES.map((value) => ({ value, label: value === 'never' ? t('access.never') : t('access.minutes', { count: Number(value) }) }))}
            onChange={(value) => void setAutoLock(value === 'never' ? null : Number(value))}
          />
        )}
      </div>
    </Dialog>
  );
}

function User({ user: { name, duties } }: { readonly user: UserRow }) {
  const { t } = useTranslation();
  const own = useAccess((state) => state.user === name);
  const toggle = (duty: Duty, on: boolean): void =>
    void saveUser(name, on ? [...duties, duty] : duties.filter((other) => other !== duty), null);
  return (
    <li className="user-row">
      <span className="ellipsis">{name}</span>
      <Duties duties={duties} onToggle={toggle} />
      <Button small disabled={own} onClick={() => void removeUser(name)}>
        {t('access.remove')}
      </Button>
    </li>
  );
}

interface DutiesProps {
  readonly duties: readonly Duty[];
  readonly onToggle: (duty: Duty, on: boolean) => void;
}

function Duties({ duties, onToggle }: DutiesProps) {
  const { t } = useTranslation();
  return (
    <span className="user-duties">
      {CHOICES.map((duty) => (
        <label key={duty}>
          <input type="checkbox" checked={duties.includes(duty)} onChange={(event) => onToggle(duty, event.target.checked)} /> {t(`words.duty.${duty}`)}
        </label>
      ))}
    </span>
  );
}

/** The first user has to manage the others, so both duties are proposed. */
function NewUser({ first }: { readonly first: boolean }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [duties, setDuties] = useState<readonly Duty[]>(first ? CHOICES : ['trader']);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!(await saveUser(name.trim(), duties, password))) return;
    setName('');
    setPassword('');
  };
  return (
    <Section title={t('access.newUser')}>
      <form className="lock-form" onSubmit={(event) => void submit(event)}>
        <label className="trading-reason">
          <span className="field-label">{t('access.user')}</span>
          <input value={name} maxLength={40} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </label>
        <PasswordField label={t('access.newPassword')} value={password} onChange={setPassword} />
        <Duties duties={duties} onToggle={(duty, on) => setDuties(on ? [...duties, duty] : duties.filter((other) => other !== duty))} />
        <Button submit tone="primary" disabled={name.trim() === '' || password === ''}>
          {t('access.add')}
        </Button>
      </form>
    </Section>
  );
}
