import './Panel.css';
import { X } from 'lucide-react';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button.tsx';

export interface PanelProps {
  readonly title: ReactNode;
  readonly label: string;
  readonly width: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Actions at the foot. */
  readonly foot?: ReactNode;
}

/** A pane beside the page's table. */
export function Panel({ title, label, width, onClose, children, foot }: PanelProps) {
  const { t } = useTranslation();
  return (
    <aside className="panel" aria-label={label} style={{ width }}>
      <header className="panel-head">
        <h2 className="panel-title">{title}</h2>
        <IconButton label={t('common.close')} small onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div className="panel-body">{children}</div>
      {foot !== undefined && <footer className="panel-foot">{foot}</footer>}
    </aside>
  );
}

export interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Section({ title, children }: SectionProps) {
  return (
    <section className="section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
