import { type ReactNode, useState } from 'react';
import { classes } from './classes.ts';

export interface ChangingProps {
  readonly value: number;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A number that lights up in the direction it moved and settles. */
export function Changing({ value, className, children }: ChangingProps) {
  const [seen, setSeen] = useState({ value, flash: '', count: 0 });
  if (seen.value !== value) {
    const count = seen.count + 1;
    const flash = `flash-${value > seen.value ? 'up' : 'down'}-${count % 2 === 0 ? 'even' : 'odd'}`;
    setSeen({ value, flash, count });
  }
  return <span className={classes(className, seen.flash)}>{children}</span>;
}
