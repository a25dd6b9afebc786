import { expect, it } from 'vitest';
import { type WindowState, boundsFor } from './window-bounds.ts';

const screen = { x: 0, y: 0, width: 1_920, height: 1_080 };
const state = (x: number, y: number, width = 1_500, height = 900): WindowState => ({ x, y, width, height, maximized: false });

it('opens in the middle of the first screen at first', () => {
  expect(boundsFor(null, [screen])).toEqual({ x: 240, y: 90, width: 1_440, height: 900 });
});

it('opens where it was left', () => {
  expect(boundsFor(state(10, 20), [screen])).toEqual({ x: 10, y: 20, width: 1_500, height: 900 });
  expect(boundsFor(state(2_000, 20), [screen, { ...screen, x: 1_920 }])).toMatchObject({ x: 2_000 });
});

it.each([
  ['on a screen that is gone', state(2_500, 0)],
  ['with its title bar above the screen', state(0, -500)],
  ['below the screen', state(0, 1_079)],
  ['off to the left', state(-1_450, 0)],
])('comes back to the middle when it was left %s', (_where, left) => {
  expect(boundsFor(left, [screen])).toMatchObject({ x: 240, y: 90 });
});

it('is never smaller than a page', () => {
  expect(boundsFor(state(0, 0, 300, 200), [screen])).toMatchObject({ width: 1_280, height: 800 });
  expect(boundsFor(null, [{ x: 0, y: 0, width: 1_024, height: 700 }])).toEqual({ x: 0, y: 0, width: 1_280, height: 800 });
});
