import { expect, it } from 'vitest';
import { type Change, FINE, codeOf, policyWith, yuan } from '../context.fixture.ts';
import { selfTrade } from './self-trade.ts';

const RULE = policyWith({ selfTrade: { severity: 'deny' } });

function open(change: object): Change {
  return { ...RULE, openOrders: [{ ...FINE.order, side: 'sell', ...change }] as never };
}

it.each<[string, Change, string | undefined]>([
  ['at our price', open({ price: yuan(60) }), 'selfTrade.crosses'],
  ['a tick below', open({ price: yuan(59.99) }), 'selfTrade.crosses'],
  ['a tick above', open({ price: yuan(60.01) }), undefined],
  ['of a market type', open({ type: 'bestFiveLimit', price: yuan(66) }), 'selfTrade.crosses'],
  ['on the same side', open({ side: 'buy' }), undefined],
  ['of another strategy', open({ strategyId: 'other', price: yuan(60) }), 'selfTrade.crosses'],
  ['above our sale', { ...open({ side: 'buy', price: yuan(60) }), order: { side: 'sell', price: yuan(60.01) } }, undefined],
  ['met by our sale', { ...open({ side: 'buy', price: yuan(60) }), order: { side: 'sell' } }, 'selfTrade.crosses'],
])('an own sale is open: %s', (_, change, expected) => {
  expect(codeOf(selfTrade, change)).toBe(expected);
});
