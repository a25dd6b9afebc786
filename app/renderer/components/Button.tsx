import './Button.css';
import { type ComponentProps } from 'react';
import { Hint } from './Hint.tsx';
import { classes } from './classes.ts';

export type Tone = 'neutral' | 'quiet' | 'primary' | 'buy' | 'sell' | 'stop';

export interface ButtonProps extends Readonly<Omit<ComponentProps<'button'>, 'type'>> {
  readonly tone?: Tone;
  readonly small?: boolean;
  readonly submit?: boolean;
}

export function Button({ tone = 'neutral', small = false, submit = false, className, ...rest }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={classes('button', `button-${tone}`, small && 'button-small', className)}
      {...rest}
    />
  );
}

export interface IconButtonProps extends ButtonProps {
  /** What it does: its name for screen readers and its hint. */
  readonly label: string;
  readonly keys?: string | null;
}

/** A button that shows only an icon; the hint says its name and shortcut. */
export function IconButton({ label, keys = null, tone = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Hint text={label} keys={keys}>
      <Button tone={tone} aria-label={label} className={classes('button-icon', className)} {...rest} />
    </Hint>
  );
}
