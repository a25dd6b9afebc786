import './ReasonDialog.css';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

const LONGEST_REASON = 200;

export interface ReasonDialogProps {
  readonly title: string;
  /** What the button says that does it. */
  readonly action: string;
  /** Whether what stands above the reason is complete. */
  readonly complete: boolean;
  readonly children: ReactNode;
  readonly className?: string;
  readonly onClose: () => void;
  /** False: it was refused, and the dialog stays. */
  readonly onSubmit: (reason: string) => Promise<boolean>;
}

/** Something that needs a person's reason before it is done. */
export function ReasonDialog({ title, action, complete, className, children, onClose, onSubmit }: ReasonDialogProps) {
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
    if (done) onClose();
  };
  return (
    <Dialog title={title} {...(className === undefined ? {} : { className })} onClose={onClose}>
      <form className="reason-form" onSubmit={(event) => void submit(event)}>
        {children}
        <label className="reason-field">
          <span className="field-label">{t('common.reason')}</span>
          <input
            data-autofocus
            value={reason}
            maxLength={LONGEST_REASON}
            autoComplete="off"
            placeholder={t('common.reasonNote')}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <footer className="reason-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button submit tone="primary" disabled={!ready}>
            {action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
