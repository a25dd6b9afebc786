import './GatewayDialog.css';
import { type SubmitEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GatewayFormRow, type Refusal } from '../../preload/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { PasswordField } from '../components/PasswordField.tsx';
import { useDescribe } from '../i18n/refusal.ts';
import { connectGateway, gatewayForm } from '../stores/gateway.ts';
import { showOverlay } from '../stores/ui.ts';

const close = (): void => showOverlay(null);

/** Where an account's gateway is, and its token. */
export function GatewayDialog() {
  const { t } = useTranslation();
  const [known, setKnown] = useState<GatewayFormRow | null>(null);
  useEffect(() => void gatewayForm().then(setKnown), []);
  return (
    <Dialog title={t('gateway.title')} onClose={close}>
      {known !== null && <GatewayForm known={known} />}
    </Dialog>
  );
}

function GatewayForm({ known }: { readonly known: GatewayFormRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const [url, setUrl] = useState(known.url);
  const [account, setAccount] = useState(known.account);
  const [token, setToken] = useState('');
  const [connecting, setConnecting] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const hasToken = known.hasToken && account === known.account;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setConnecting(true);
    setRefused(await connectGateway({ url, account: account.trim(), token }));
    setConnecting(false);
  };
  return (
    <form className="gateway-form" onSubmit={(event) => void submit(event)}>
      <Field label={t('gateway.url')} value={url} placeholder="ws://127.0.0.1:PORT" autoFocus onChange={setUrl} />
      <p className="muted">{t('gateway.urlNote')}</p>
      <Field label={t('shell.account')} value={account} placeholder="alice" onChange={setAccount} />
      <PasswordField label={t(hasToken ? 'gateway.tokenKnown' : 'gateway.token')} value={token} onChange={setToken} />
      <p className="muted">{t(known.keepsSecrets ? 'gateway.tokenKept' : 'gateway.tokenNotKept')}</p>
      {refused !== null && (
        <p className="stop" role="alert">
          {describe(refused)}
        </p>
      )}
      <footer className="gateway-foot">
        <Button onClick={close}>{t('common.cancel')}</Button>
        <Button submit tone="primary" disabled={connecting || url.trim() === '' || account.trim() === '' || (token === '' && !hasToken)}>
          {t('gateway.connect')}
        </Button>
      </footer>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly autoFocus?: boolean;
  readonly onChange: (value: string) => void;
}

function Field({ label, value, placeholder, autoFocus = false, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-row">
        <input
          id={id}
          value={value}
          placeholder={placeholder}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className="field-text"
          data-autofocus={autoFocus || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}
