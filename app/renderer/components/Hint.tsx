import './Hint.css';
import { Tooltip } from 'radix-ui';
import { type ReactNode } from 'react';
import { Keys } from './Keys.tsx';

export interface HintProps {
  readonly text: string;
  readonly keys?: string | null;
  /** One element that takes a ref, such as a button. */
  readonly children: ReactNode;
}

/** Says in words what the pointer or the focus is on. */
export function Hint({ text, keys = null, children }: HintProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="hint" sideOffset={4} collisionPadding={4}>
          {text}
          {keys !== null && <Keys keys={keys} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
