import { expect, it } from 'vitest';
import { quantity } from '../../kernel/units.ts';
import { Traffic } from '../traffic.ts';
import { type Change, FINE, codeOf, NOW, policyWith, yuan } from '../context.fixture.ts';
import { duplicate } from './duplicate.ts';

const ONE = policyWith({ duplicate: { windowMs: 1_000, most: 1, severity: 'deny' } });

/** The same order `ageMs` ago, with a change. */
function before(ageMs: number, change: object = {}): Change {
  const traffic = new Traffic();
  traffic.order({ ...FINE.order, ...change }, quantity(0), (NOW - ageMs) as never);
  return { ...ONE, traffic: { equalOrders: (order, moment) => traffic.equalOrders(order, moment) } };
}

it.each<[string, Change, string | undefined]>([
  ['at the same moment', before(0), 'duplicate.repeated'],
  ['within the window', before(999), 'duplicate.repeated'],
  ['a window ago', before(1_000), undefined],
  ['of another quantity', before(0, { quantity: 200 }), undefined],
  ['at another price', before(0, { price: yuan(60.01) }), undefined],
  ["from the ticket, after a line's", before(0, { lineId: 'L1' }), 'duplicate.repeated'],
  ['of one line', { ...before(0, { lineId: 'L1' }), order: { lineId: 'L1' as never } }, undefined],
])('the same order: %s', (_, change, expected) => {
  expect(codeOf(duplicate, change)).toBe(expected);
});
