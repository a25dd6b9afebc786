import { describe, expect, it } from 'vitest';
import { type StyleInput } from '../../../preload/contract.ts';
import { FIELDS, FIELD_NAMES, STYLES, fieldsOf, problemOf } from './style-fields.ts';
import { type StyleForm, formOf, styleOf } from './style-form.ts';

const SLICED = {
  start: 36_000_000,
  end: 53_700_000,
  slices: 24,
  intervalMs: 90_000,
  cap: 5_000_000,
  bound: 2_500_000,
  sizeJitter: 20_000_000,
  timeJitter: 0,
  catchUp: 'atOnce',
  rest: 'closingAuction',
} as const;

const EXAMPLES: readonly StyleInput[] = [
  { style: 'script', script: 'patient-chaser', params: { bound: '0.5%', mostTicks: 3, quiet: true } },
  { style: 'limit', price: null },
  { style: 'limit', price: 193_800 },
  { style: 'pegged', to: 'opposite', ticks: -2, bound: 2_500_000, repriceMs: 5_000 },
  { style: 'bestFive', rest: 'limit', bound: 2_500_000 },
  { style: 'twap', ...SLICED },
  { style: 'vwap', ...SLICED, start: null, slices: null, cap: null, catchUp: 'skip', rest: 'cancel' },
  { style: 'iceberg', shown: 300, price: 101_000, bound: 0, refillAt: 25_000_000 },
  { style: 'closingAuction', from: 'last', offset: 0, price: null },
  { style: 'closingAuction', from: 'reference', offset: 0, price: 101_000 },
  { style: 'callAuction', offset: 1_000_000, then: null },
  { style: 'callAuction', offset: 0, then: { style: 'pegged', to: 'own', ticks: 1, bound: 0, repriceMs: null }, from: 'limitUp' },
  { style: 'callAuction', offset: 0, then: { style: 'twap', ...SLICED }, price: 101_000 },
];

/** The form with another text in one field of its style. */
function typed(form: StyleForm, name: string, text: string): StyleForm {
  return { ...form, texts: { ...form.texts, [form.style]: { ...form.texts[form.style], [name]: text } } };
}

describe('a style on the form', () => {
  it.each(EXAMPLES)('comes back as it was: %j', (style) => {
    expect(styleOf(formOf(style))).toEqual(style);
  });

  it.each(STYLES)('begins as one that can be saved: %s', (style) => {
    expect(styleOf({ ...formOf({ style: 'limit', price: null }), style })).toMatchObject({ style });
  });

  it('has a base or a price of its own, not both', () => {
    const form = typed(formOf({ style: 'closingAuction', from: 'limitUp', offset: 0, price: null }), 'from', 'fixed');
    expect(fieldsOf('closingAuction', form.texts.closingAuction).map(({ name }) => name)).toEqual(['from', 'fixed']);
    expect(styleOf(form)).toBeNull();
    expect(styleOf(typed(form, 'fixed', '10.10'))).toMatchObject({ price: 101_000 });
  });
});

describe('a field', () => {
  const form = formOf({ style: 'twap', ...SLICED });
  const problem = (name: string, text: string): string | null => {
    const field = FIELDS.twap.find((one) => one.name === name);
    return field === undefined ? 'no such field' : problemOf(field, text);
  };

  it.each([
    ['end', '', 'notATime'],
    ['end', '25:00', 'notATime'],
    ['end', '14:55', null],
    ['start', '', null],
    ['start', '9:30', 'notATime'],
    ['slices', '', null],
    ['slices', '0', 'notSlices'],
    ['slices', '14401', 'notSlices'],
    ['interval', '', 'notSeconds'],
    ['interval', '1.5', 'notSeconds'],
    ['cap', '0', 'notACap'],
    ['cap', '100', null],
    ['bound', '100', 'notAPercent'],
    ['bound', '0.25', null],
    ['bound', '-1', 'notAPercent'],
  ])('%s with "%s": %s', (name, text, expected) => {
    expect(problem(name, text)).toBe(expected);
    expect(styleOf(typed(form, name, text)) === null).toBe(expected !== null);
  });

  it('has a name of its own in every style', () => {
    for (const style of STYLES) {
      const names = FIELDS[style].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(FIELD_NAMES).toEqual(expect.arrayContaining(names));
    }
  });
});
