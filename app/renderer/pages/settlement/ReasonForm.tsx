import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { askFor } from '../../stores/settlement.ts';

const LONGEST_REASON = 200;
const close = (): void => askFor(null);

export interface ReasonFormProps {
  readonly title: string;
  /** What the button says that does it. */
  readonly action: string;
  /** Whether what stands above the reason is complete. */
  readonly complete: boolean;
  readonly children: ReactNode;
  /** False: it was refused, and the dialog stays. */
  readonly onSubmit: (reason: string) => Promise<boolean>;
}

/** Something that needs a person's reason before it is done. */
export function ReasonForm({ title, action, complete, children, onSubmit }: ReasonFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const ready = complete && reason.trim() !== '' && !sending;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setSending(true);
    const done = await onSubmit(reason.trim());
    setSending(false);
    if (done) close();
  };
  return (
    <Dialog title={title} onClose={close}>
      <form className="settle-form" onSubmit={(event) => void submit(event)}>
        {children}
        <label className="trading-reason">
          <span className="field-label">{t('settlement.reason')}</span>
          <input
            data-autofocus
            value={reason}
            maxLength={LONGEST_REASON}
            autoComplete="off"
            placeholder={t('settlement.reasonNote')}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <footer className="trading-actions">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button submit tone="primary" disabled={!ready}>
            {action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
