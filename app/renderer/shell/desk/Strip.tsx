import { type LucideIcon } from 'lucide-react';
import { type ReactNode } from 'react';

export interface StripProps {
  readonly level: 'info' | 'warning' | 'stop';
  readonly icon: LucideIcon;
  readonly turning?: boolean;
  readonly testId: string;
  readonly children: ReactNode;
}

/** One thing that stands in the way, in one line where it can be. */
export function Strip({ level, icon: Icon, turning = false, testId, children }: StripProps) {
  return (
    <section className="strip selectable" data-level={level} data-testid={testId} role={level === 'stop' ? 'alert' : 'status'}>
      <Icon size={16} className={turning ? 'turning' : undefined} aria-hidden />
      <div className="strip-body">{children}</div>
    </section>
  );
}
