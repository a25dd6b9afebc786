import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARITHMETIC, COMPARISONS, type Condition, type Value, type ValueType } from './condition.ts';
import { condition } from './conditions.fixture.ts';
import { parseCondition } from './parse-condition.ts';
import { printCondition } from './print.ts';
import { TERMS, type TermEntry } from './terms.ts';

describe('what people write', () => {
  it.each([
    ['change <= -1%', 'change <= -1%'],
    ['LAST<1840', 'price < 1840.00'],
    ['price == 12.5 元', 'price = 12.50'],
    ['(change>1.5%)', 'change > 1.5%'],
    ['not limit_up for 30s', 'not limit_up for 30s'],
    ['not (limit_up for 2m)', 'not (limit_up for 120s)'],
    ['a', null],
    ['time >= 9:45 and time < 14:56:30', 'time >= 09:45 and time < 14:56:30'],
    ['limit_up and (limit_down and suspended)', 'limit_up and limit_down and suspended'],
    ['limit_up and limit_down or suspended', 'limit_up and limit_down or suspended'],
    ['limit_up and (limit_down or suspended)', 'limit_up and (limit_down or suspended)'],
    ['price > high(20)', 'price > high(20)'],
    ['price > (prev_close + open) * 50%', 'price > (prev_close + open) * 50%'],
    ['price - (open - low) > 0.5 yuan', 'price - (open - low) > 0.50'],
    ['volume >= 10000 shares', 'volume >= 10000'],
    ['volume > avg_volume(5) * 1.5', 'volume > avg_volume(5) * 1.5'],
    ['price / prev_close >= 99%', 'price / prev_close >= 99%'],
    ['index_change > -1%', 'index_change(000300.SH) > -1%'],
    ['index_change(000905.sh) > -1%', 'index_change(000905.SH) > -1%'],
    ['profit_rate <= -8% or holding_days >= 10 days', 'profit_rate <= -8% or holding_days >= 10'],
    ['1000 < profit', '1000.00 < profit'],
    ['-change > --2%', '-change > 2%'],
    ['market.limit_down_count < 50', 'market.limit_down_count < 50'],
  ])('%s is read as %s', (text, canonical) => {
    const parsed = parseCondition(text);
    expect(parsed.ok ? printCondition(parsed.value) : null).toBe(canonical);
  });

  it('is plain data', () => {
    expect(condition('price < 10 and not limit_down')).toEqual({
      kind: 'and',
      operands: [
        {
          kind: 'compare',
          operator: '<',
          type: 'price',
          left: { kind: 'term', name: 'price', argument: null },
          right: { kind: 'literal', type: 'price', value: 100_000 },
        },
        { kind: 'not', operand: { kind: 'is', name: 'limit_down', argument: null } },
      ],
    });
  });
});

describe('what is wrong is said with its place', () => {
  it.each([
    ['', 'empty', { at: 1 }],
    ['   ', 'empty', { at: 1 }],
    ['change <= ', 'endsEarly', { at: 10, expected: 'value' }],
    ['chnage <= -1%', 'misspeltName', { at: 1, found: 'chnage', nearest: 'change' }],
    ['price > 3 an time > 9:30', 'unexpected', { at: 11, found: 'an', expected: 'continuation' }],
    ['price > 3 and qwerty', 'unknownName', { at: 15, found: 'qwerty' }],
    ['price > 3 && limit_up', 'foreignCharacter', { at: 11, found: '&', nearest: 'and' }],
    ['price ≤ 3', 'foreignCharacter', { at: 7, found: '≤', nearest: '<=' }],
    ['price > 3 # no', 'badCharacter', { at: 11, found: '#' }],
    ['(price > 3', 'endsEarly', { at: 11, expected: ')' }],
    ['price > 3)', 'unexpected', { at: 10, found: ')', expected: 'end' }],
    ['price < 3 < 4', 'unexpected', { at: 11, found: '<', expected: 'continuation' }],
    ['change > 1', 'unitsDiffer', { at: 8, operator: '>', left: 'percent', right: 'number' }],
    ['1 < change', 'unitsDiffer', { at: 3, operator: '<', left: 'number', right: 'percent' }],
    ['price > 3%', 'unitsDiffer', { at: 7, operator: '>', left: 'price', right: 'percent' }],
    ['price > volume', 'unitsDiffer', { at: 7, operator: '>', left: 'price', right: 'shares' }],
    ['price > turnover', 'unitsDiffer', { at: 7, operator: '>', left: 'price', right: 'money' }],
    ['volume > 10 yuan', 'unitsDiffer', { at: 8, operator: '>', left: 'shares', right: 'yuan' }],
    ['price + change > 3', 'unitsDiffer', { at: 7, operator: '+', left: 'price', right: 'percent' }],
    ['price * price > 3', 'unitsDiffer', { at: 7, operator: '*', left: 'price', right: 'price' }],
    ['price * 3 yuan > 3', 'unitsDiffer', { at: 7, operator: '*', left: 'number', right: 'yuan' }],
    ['time - 9:30 > 10:00', 'unitsDiffer', { at: 6, operator: '-', left: 'time', right: 'time' }],
    ['time > 930', 'unitsDiffer', { at: 6, operator: '>', left: 'time', right: 'number' }],
    ['time > 9:75', 'badTime', { at: 8, found: '9:75' }],
    ['price > 1.23456', 'badNumber', { at: 9, found: '1.23456', decimals: 4 }],
    ['volume > 1.5', 'badNumber', { at: 10, found: '1.5', decimals: 0 }],
    ['price', 'notACondition', { at: 1, found: 'price' }],
    ['limit_up and change', 'notACondition', { at: 14, found: 'percent' }],
    ['limit_up and 3', 'notACondition', { at: 14, found: 'number' }],
    ['price + 1', 'notACondition', { at: 1, found: 'price' }],
    ['limit_up > 3', 'notAValue', { at: 1 }],
    ['price > (limit_up and suspended)', 'notAValue', { at: 10 }],
    ['price + (3 + 4) > 2', 'constant', { at: 10 }],
    ['1% < 2%', 'constant', { at: 1 }],
    ['3 < 4', 'constant', { at: 1 }],
    ['ma > 3', 'needsArgument', { at: 1, name: 'ma', expected: 'days' }],
    ['price(3) > 3', 'noArgument', { at: 1, name: 'price' }],
    ['ma(0) > 3', 'daysOutOfRange', { at: 4, name: 'ma', found: '0', min: 1, max: 250 }],
    ['ma(1.5) > 3', 'daysOutOfRange', { at: 4, name: 'ma', found: '1.5', min: 1, max: 250 }],
    ['ma(x) > 3', 'unexpected', { at: 4, found: 'x', expected: 'argument' }],
    ['index_change(5) > 1%', 'needsArgument', { at: 1, name: 'index_change', expected: 'index' }],
    ['limit_up for', 'endsEarly', { at: 13, expected: 'duration' }],
    ['limit_up for 30', 'endsEarly', { at: 16, expected: 'duration' }],
    ['limit_up for 0s', 'secondsOutOfRange', { at: 14, found: '0s', min: 1, max: 14_400 }],
    [`${'('.repeat(60)}limit_up`, 'tooDeep', { at: 41, limit: 40 }],
    ['limit_up or '.repeat(100), 'tooLong', { at: 1001, limit: 1000 }],
  ])('%s: %s', (text, code, params) => {
    expect(parseCondition(text)).toEqual({ ok: false, error: { code: `condition.${code}`, params } });
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom('price', 'change', 'limit_up', 'ma', '(', ')', '<', '-', '*', '/', '3', '1%', '9:30', 'and', 'not', 'for', 's', ' ', '000300.SH', '@', '\u{1F600}');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join(' ');
        const parsed = parseCondition(text);
        if (parsed.ok) return true;
        const at = Number(parsed.error.params['at']);
        return at >= 1 && at <= text.length + 1;
      }),
    );
  });
});

/** Random conditions that are right in their units. */
function entries(type: TermEntry['type']): readonly [string, TermEntry][] {
  return [...TERMS].filter(([, entry]) => entry.type === type);
}

function termOf(type: ValueType): fc.Arbitrary<Value> {
  return fc.tuple(fc.constantFrom(...entries(type)), fc.integer({ min: 1, max: 250 })).map(([[key, entry], days]) => ({
    kind: 'term',
    name: key.replace('()', ''),
    argument: entry.argument === 'days' ? days : entry.argument === 'index' ? '000905.SH' : null,
  }));
}

function literalOf(type: ValueType): fc.Arbitrary<Value> {
  const range = type === 'time' ? { min: 0, max: 86_399 } : { min: -1_000_000_000, max: 1_000_000_000 };
  return fc.integer(range).map((value) => ({ kind: 'literal', type, value: type === 'time' ? value * 1000 : value }));
}

/** With a term in it, so that no sum is of constants alone. */
function valueOf(type: ValueType, depth: number): fc.Arbitrary<Value> {
  const term = termOf(type);
  if (depth === 0 || type === 'time') return term;
  const inner = valueOf(type, depth - 1);
  const factor = fc.oneof(literalOf('number'), literalOf('percent'), valueOf('percent', 0));
  return fc.oneof(
    term,
    inner.map((operand): Value => ({ kind: 'negate', operand })),
    fc.record({ kind: fc.constant('arithmetic' as const), operator: fc.constantFrom('+' as const, '-' as const), left: inner, right: fc.oneof(inner, literalOf(type)) }),
    fc.record({ kind: fc.constant('arithmetic' as const), operator: fc.constantFrom(...ARITHMETIC.slice(2)), left: inner, right: factor }),
  );
}

const TYPES = ['price', 'percent', 'shares', 'money', 'time', 'days', 'count'] as const;

const comparison: fc.Arbitrary<Condition> = fc.constantFrom(...TYPES).chain((type) =>
  fc.record({
    kind: fc.constant('compare' as const),
    operator: fc.constantFrom(...COMPARISONS),
    type: fc.constant(type),
    left: valueOf(type, 3),
    right: fc.oneof(valueOf(type, 2), literalOf(type)),
  }),
);

/** Scripts aside, which no `for` may stand behind. */
const state: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom(...entries('state').filter(([, { argument }]) => argument !== 'script')), fc.integer({ min: 1, max: 250 }))
  .map(([[key, entry], days]) => ({
    kind: 'is',
    name: key.replace('()', ''),
    argument: entry.argument === 'days' ? days : null,
  }));

function anyCondition(depth: number): fc.Arbitrary<Condition> {
  const leaf = fc.oneof(comparison, state);
  if (depth === 0) return leaf;
  const inner = anyCondition(depth - 1);
  const junction = (kind: 'and' | 'or'): fc.Arbitrary<Condition> =>
    fc
      .array(inner.filter((operand) => operand.kind !== kind), { minLength: 2, maxLength: 3 })
      .map((operands) => ({ kind, operands }));
  return fc.oneof(
    leaf,
    junction('and'),
    junction('or'),
    inner.map((operand): Condition => ({ kind: 'not', operand })),
    fc.record({ kind: fc.constant('for' as const), operand: inner, seconds: fc.integer({ min: 1, max: 14_400 }) }),
  );
}

it('reads back what it prints', () => {
  fc.assert(
    fc.property(anyCondition(3), (given) => {
      const text = printCondition(given);
      fc.pre(text.length <= 1000);
      expect(parseCondition(text)).toEqual({ ok: true, value: given });
    }),
    { numRuns: 500 },
  );
});

it('names scripts in quotes, and reads them back', () => {
  const parsed = parseCondition('script("vwap-discount") and not SCRIPT("b_2")');
  expect(parsed.ok && printCondition(parsed.value)).toBe('script("vwap-discount") and not script("b_2")');
});

it.each([
  ['script', 'condition.needsArgument', { at: 1, name: 'script', expected: 'script' }],
  ['script(3)', 'condition.needsArgument', { at: 1, name: 'script', expected: 'script' }],
  ['script("../x")', 'condition.badScriptName', { at: 8, found: '../x' }],
  ['script(“x”)', 'condition.foreignCharacter', { at: 8, found: '“', nearest: '"' }],
  ['(limit_up or script("x")) for 3s', 'condition.scriptLasting', { at: 27 }],
])('refuses %s', (text, code, params) => {
  expect(parseCondition(text)).toEqual({ ok: false, error: { code, params } });
});
