import { expect, it } from 'vitest';
import { type Change, codeOf, yuan } from '../context.fixture.ts';
import { referenceData } from './reference-data.ts';

it.each<[string, Change, string | undefined]>([
  ['known', {}, undefined],
  ['of one tick', { reference: { prevClose: yuan(0.01) } }, undefined],
  ['missing', { reference: { prevClose: yuan(0) } }, 'referenceData.noPrevClose'],
])('the previous close: %s', (_, change, expected) => {
  expect(codeOf(referenceData, change)).toBe(expected);
});
