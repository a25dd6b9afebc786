import { type SubmitEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SyncRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Facts } from '../../components/Figure.tsx';
import { Section } from '../../components/Panel.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { connectCloud, leaveCloud, useSync } from '../../stores/sync.ts';

/** The cloud that the account's days go up to, and who we are there. */
export function Cloud({ sync }: { readonly sync: SyncRow }) {
  const { t } = useTranslation();
  const { cloud, state, keepsSecrets } = sync;
  return (
    <Section title={t('sync.cloud')}>
      {cloud === null || state === 'off' ? <Connect known={cloud} /> : <Connected cloud={cloud} />}
      <p className={keepsSecrets ? 'faint' : 'warning'}>{t(keepsSecrets ? 'sync.keySafe' : 'sync.keyInMemory')}</p>
    </Section>
  );
}

function Connected({ cloud }: { readonly cloud: NonNullable<SyncRow['cloud']> }) {
  const { t } = useTranslation();
  return (
    <div className="sync-connected">
      <Facts
        facts={[
          [t('sync.address'), cloud.address],
          [t('sync.user'), cloud.user],
          [t('sync.terminal'), cloud.terminal],
        ]}
      />
      <Button small onClick={() => void leaveCloud()}>
        {t('sync.leave')}
      </Button>
    </div>
  );
}

/** `known`: the cloud of before, whose key is gone. */
function Connect({ known }: { readonly known: SyncRow['cloud'] }) {
  const { t } = useTranslation();
  const connecting = useSync((ui) => ui.connecting);
  const [address, setAddress] = useState(known?.address ?? '');
  const [user, setUser] = useState(known?.user ?? '');
  const [terminal, setTerminal] = useState(known?.terminal ?? '');
  const [token, setToken] = useState('');
  const connect = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await connectCloud({ address, user, terminal, token })) setToken('');
  };
  return (
    <form className="sync-connect" onSubmit={(event) => void connect(event)}>
      <TextField label={t('sync.address')} value={address} onChange={setAddress} placeholder="https://" />
      <TextField label={t('sync.user')} value={user} onChange={setUser} />
      <TextField label={t('sync.terminal')} value={terminal} onChange={setTerminal} />
      <PasswordField label={t('sync.token')} value={token} onChange={setToken} />
      <p className="field-hint">{t('sync.tokenNote')}</p>
      <Button submit tone="primary" disabled={connecting || address === '' || user === '' || terminal === ''}>
        {t(connecting ? 'sync.connecting' : 'sync.connect')}
      </Button>
    </form>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

function TextField({ label, value, placeholder, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-row">
        <input id={id} className="field-text" spellCheck={false} maxLength={500} value={value} placeholder={placeholder} onChange={({ target }) => onChange(target.value.trim())} />
      </div>
    </div>
  );
}
