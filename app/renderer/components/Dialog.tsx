import './Dialog.css';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';

export interface DialogProps {
  readonly title: string;
  readonly titleHidden?: boolean;
  readonly className?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A modal dialog on the platform's own `<dialog>`: it keeps the focus inside, makes the rest inert, closes on Escape,
 * and needs no style injected past the content security policy. Mounted is open; the element marked `data-autofocus` gets the focus.
 */
export function Dialog({ title, titleHidden = false, className, onClose, children }: DialogProps) {
  const { t } = useTranslation();
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    const dialog = element.current;
    // The backdrop belongs to the dialog, its content does not.
    const press = (event: MouseEvent): void => {
      if (event.target === dialog) onClose();
    };
    dialog?.addEventListener('mousedown', press);
    return () => dialog?.removeEventListener('mousedown', press);
  }, [onClose]);

  return (
    <dialog
      ref={element}
      className={classes('dialog', className)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {titleHidden ? (
        <h2 id={titleId} className="visually-hidden">
          {title}
        </h2>
      ) : (
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <Button tone="quiet" small className="button-icon" aria-label={t('common.close')} onClick={onClose}>
            <X size={16} />
          </Button>
        </header>
      )}
      {children}
    </dialog>
  );
}
