import { expect, it } from 'vitest';
import { quantity } from '../../kernel/units.ts';
import { type Change, codeOf, policyWith, STOCK } from '../context.fixture.ts';
import { newBuys } from './new-buys.ts';

const TWO = policyWith({ newBuys: { most: 2, severity: 'deny' } });

function opened(...ids: readonly string[]): Change {
  return { ...TWO, account: { held: quantity(0) }, traffic: { opened: new Set(ids as never[]) } };
}

it.each<[string, Change, string | undefined]>([
  ['one before', opened('600519.SH'), undefined],
  ['two before', opened('600519.SH', '600000.SH'), 'newBuys.tooMany'],
  ['it is one of the two', opened('600519.SH', STOCK), undefined],
  ['it is held', { ...opened('600519.SH', '600000.SH'), account: { held: quantity(100) } }, undefined],
  ['a sale', { ...opened('600519.SH', '600000.SH'), order: { side: 'sell' } }, undefined],
])('two new names allowed: %s', (_, change, expected) => {
  expect(codeOf(newBuys, change)).toBe(expected);
});
