import { expect, it } from 'vitest';
import { type Change, codeOf, NOW } from '../context.fixture.ts';
import { clockSkew } from './clock-skew.ts';

it.each<[string, Change, string | undefined]>([
  ['by what is allowed', { quote: { time: (NOW + 5_000) as never } }, undefined],
  ['by a millisecond less', { quote: { time: (NOW + 4_999) as never } }, undefined],
  ['by a millisecond more', { quote: { time: (NOW + 5_001) as never } }, 'clockSkew.ahead'],
  ['no quote', { quote: undefined }, undefined],
])('a quote ahead of our clock: %s', (_, change, expected) => {
  expect(codeOf(clockSkew, change)).toBe(expected);
});
