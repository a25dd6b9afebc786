import { expect, it } from 'vitest';
import { type Change, codeOf } from '../context.fixture.ts';
import { instrument } from './instrument.ts';

it.each<[string, Change, string | undefined]>([
  ['known', {}, undefined],
  ['without rules', { rules: undefined }, 'instrument.unknown'],
  ['without reference', { reference: undefined }, 'instrument.unknown'],
])('the instrument: %s', (_, change, expected) => {
  expect(codeOf(instrument, change)).toBe(expected);
});
