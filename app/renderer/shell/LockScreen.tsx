import './LockScreen.css';
import { LockKeyhole } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { PasswordField } from '../components/PasswordField.tsx';
import { Select } from '../components/Select.tsx';
import { unlockScreen, useAccess } from '../stores/access.ts';
import { cancelAll, setTrading, togglePause } from '../stores/risk.ts';
import { useTerminal } from '../stores/terminal.ts';

/** Stands before the terminal while nobody is logged in. Stopping needs no password. */
export function LockScreen() {
  const { t } = useTranslation();
  return (
    <main className="lock" aria-label={t('access.locked')}>
      <section className="lock-box">
        <h1>
          <LockKeyhole size={20} /> {t('access.locked')}
        </h1>
        <Login />
        <StopAnyway />
      </section>
    </main>
  );
}

function Login() {
  const { t } = useTranslation();
  const users = useAccess((state) => state.users);
  const [chosen, setChosen] = useState('');
  const [password, setPassword] = useState('');
  const [trying, setTrying] = useState(false);
  const name = chosen === '' ? (users[0]?.name ?? '') : chosen;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (password === '' || trying) return;
    setTrying(true);
    await unlockScreen({ name, password });
    setTrying(false);
    setPassword('');
  };
  if (users.length === 0) return <p className="stop">{t('access.unreadable')}</p>;
  return (
    <form className="lock-form" onSubmit={(event) => void submit(event)}>
      <Select label={t('access.user')} value={name} choices={users.map((user) => ({ value: user.name, label: user.name }))} onChange={setChosen} />
      <PasswordField label={t('access.password')} value={password} autoFocus onChange={setPassword} />
      <Button submit tone="primary" disabled={password === '' || trying}>
        {t('access.unlock')}
      </Button>
    </form>
  );
}

/** What only stops is open to whoever stands here. */
function StopAnyway() {
  const { t } = useTranslation();
  const pauses = useTerminal((state) => state.status?.pauses);
  const halted = useTerminal((state) => state.status?.trading === 'halted');
  return (
    <section className="lock-stop" aria-label={t('access.stopAnyway')}>
      <p className="muted">{t('access.stopAnyway')}</p>
      <div className="lock-buttons">
        <Button disabled={pauses?.buys !== false} onClick={() => void togglePause('buys')}>
          {t('access.pauseBuys')}
        </Button>
        <Button disabled={pauses?.sells !== false} onClick={() => void togglePause('sells')}>
          {t('access.pauseSells')}
        </Button>
        <Button onClick={() => void cancelAll()}>{t('command.cancelAll')}</Button>
        <Button tone="stop" disabled={halted} onClick={() => void setTrading('halted', t('access.haltReason'))}>
          {t('access.halt')}
        </Button>
      </div>
    </section>
  );
}
