import './Badge.css';
import { type ReactNode } from 'react';

export type BadgeTone = 'neutral' | 'quiet' | 'accent' | 'up' | 'down' | 'warning' | 'stop';

export interface BadgeProps {
  readonly tone?: BadgeTone;
  readonly children: ReactNode;
}

/** A short word on a tinted ground. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
