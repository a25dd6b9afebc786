import { z } from 'zod';

/** The smallest window that shows a whole page. */
export const MIN_SIZE = { width: 1_280, height: 800 };
const FIRST_SIZE = { width: 1_440, height: 900 };
/** At least this much of the window must be on a screen, or nobody could reach it. */
const REACHABLE = 100;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const windowStateSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** Where the window opens: where it was left, if that is still on a screen; else in the middle of the first one. */
export function boundsFor(state: WindowState | null, screens: readonly Rectangle[]): Rectangle {
  const first = screens[0] ?? { x: 0, y: 0, ...FIRST_SIZE };
  if (state !== null && screens.some((screen) => reaches(state, screen))) {
    const { x, y, width, height } = state;
    return { x, y, width: Math.max(width, MIN_SIZE.width), height: Math.max(height, MIN_SIZE.height) };
  }
  const width = Math.max(MIN_SIZE.width, Math.min(FIRST_SIZE.width, first.width));
  const height = Math.max(MIN_SIZE.height, Math.min(FIRST_SIZE.height, first.height));
  return {
    x: first.x + Math.max(0, Math.round((first.width - width) / 2)),
    y: first.y + Math.max(0, Math.round((first.height - height) / 2)),
    width,
    height,
  };
}

function reaches(window: Rectangle, screen: Rectangle): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  // The title bar is what a window is moved by.
  const titleIsOn = window.y >= screen.y && window.y < screen.y + screen.height - REACHABLE;
  return across >= REACHABLE && titleIsOn;
}
