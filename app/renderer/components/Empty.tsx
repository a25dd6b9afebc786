import './Empty.css';
import { type ReactNode } from 'react';

export interface EmptyProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: string;
  /** What the trader can do about it. */
  readonly children?: ReactNode;
}

/** What stands where there is nothing to show yet, or where something failed. */
export function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div className="empty">
      {icon !== undefined && <span className="empty-icon">{icon}</span>}
      <p className="empty-title">{title}</p>
      {text !== undefined && <p className="empty-text">{text}</p>}
      {children !== undefined && <div className="empty-actions">{children}</div>}
    </div>
  );
}
