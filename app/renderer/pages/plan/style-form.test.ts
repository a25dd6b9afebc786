import { describe, expect, it } from 'vitest';
import { type StyleInput } from '../../../preload/contract.ts';
import { formOf, readPercent, styleOf } from './style-form.ts';

const STYLES: readonly StyleInput[] = [
  { style: 'limit', price: null },
  { style: 'limit', price: 193_800 },
  { style: 'bestFive', rest: 'limit', bound: 2_500_000 },
  { style: 'callAuction', offset: 1_000_000, then: null },
  { style: 'closingAuction', from: 'last', offset: 0, price: null },
  { style: 'callAuction', offset: 0, then: { style: 'pegged', to: 'own', ticks: 1, bound: 0, repriceMs: null }, from: 'limitUp' },
  { style: 'callAuction', offset: 0, then: { style: 'bestFive', rest: 'cancel', bound: 1_000_000 } },
];

describe('a style on the form', () => {
  it.each(STYLES)('comes back as it was: %j', (style) => {
    expect(styleOf(formOf(style))).toEqual(style);
  });

  it('is none while a number is not one', () => {
    expect(styleOf({ ...formOf({ style: 'limit', price: 100 }), limit: '1O.5' })).toBeNull();
    expect(styleOf({ ...formOf({ style: 'bestFive', rest: 'limit', bound: 0 }), bound: '' })).toBeNull();
  });
});

it('reads percent up to a hundred', () => {
  expect(readPercent('0.25')).toBe(250_000);
  expect(readPercent('100')).toBe(100_000_000);
  expect(readPercent('100.1')).toBeNull();
  expect(readPercent('-1')).toBeNull();
});
