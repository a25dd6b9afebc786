import './Splitter.css';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

export interface SplitterProps {
  readonly label: string;
  /** `vertical`: a line between left and right. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Size in pixels of the pane it belongs to, and how far that may go. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  /** -1 when the pane lies after the line, so that moving towards it makes it smaller. */
  readonly direction?: 1 | -1;
  readonly onSize: (size: number) => void;
}

const KEY_STEP = 16;
const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** A line between two panes that can be dragged, and moved with the arrow keys. */
export function Splitter({ label, orientation, size, least, most, direction = 1, onSize }: SplitterProps) {
  const start = useRef({ at: 0, size });
  const [dragging, setDragging] = useState(false);
  const place = (event: PointerEvent): number => (orientation === 'vertical' ? event.clientX : event.clientY);
  const resize = (wanted: number): void => onSize(Math.min(most, Math.max(least, Math.round(wanted))));

  return (
    <div
      role="separator"
      tabIndex={0}
      className="splitter"
      data-dragging={dragging}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: place(event), size };
        setDragging(true);
      }}
      onPointerMove={(event) => {
        if (dragging) resize(start.current.size + (place(event) - start.current.at) * direction);
      }}
      onPointerUp={() => setDragging(false)}
      onKeyDown={(event: KeyboardEvent) => {
        const steps = KEYS[event.key];
        if (steps === undefined) return;
        event.preventDefault();
        resize(size + steps * KEY_STEP * direction);
      }}
    />
  );
}
