import { expect, it } from 'vitest';
import { type Change, codeOf } from '../context.fixture.ts';
import { paused } from './paused.ts';

it.each<[string, Change, string | undefined]>([
  ['none', {}, undefined],
  ['buys', { pauses: { buys: true } }, 'paused.buys'],
  ['sells, for a buy', { pauses: { sells: true } }, undefined],
  ['sells, for a sale', { pauses: { sells: true }, order: { side: 'sell' } }, 'paused.sells'],
  ['its strategy', { pauses: { strategy: true }, order: { side: 'sell' } }, 'paused.strategy'],
  ['the line', { pauses: { line: true } }, 'paused.line'],
])('pauses: %s', (_, change, expected) => {
  expect(codeOf(paused, change)).toBe(expected);
});
