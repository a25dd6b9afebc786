import { expect, it } from 'vitest';
import { quantity, rate } from '../../kernel/units.ts';
import { bareInstrument } from '../../market/instrument.ts';
import { type Order } from '../../orders/order.ts';
import { type Change, FINE, STOCK, codeOf, policyWith, verdictOf } from '../context.fixture.ts';
import { floatShare } from './float-share.ts';

const PERCENT = policyWith({ floatShare: { most: rate(1_000_000), severity: 'shrink' } });

/** So many shares can change hands, so many of them are ours. */
function float(freeFloat: number | undefined, held = 0, id = STOCK): Change {
  const instrument = { ...bareInstrument(id), ...(freeFloat === undefined ? {} : { freeFloat: quantity(freeFloat) }) };
  return { ...PERCENT, reference: { ...FINE.reference, instrument }, account: { held: quantity(held) } };
}

function inFlight(side: Order['side']): Order {
  return { ...FINE.order, side, quantity: quantity(300), filled: quantity(200) } as Order;
}

it.each<[string, Change, string | undefined]>([
  ['all of it', float(10_000), undefined],
  ['of a larger company', float(10_100), undefined],
  ['of a smaller one', float(9_999), 'floatShare.exceeded'],
  ['with a share held', float(10_000, 1), 'floatShare.exceeded'],
  ['with as many on order, of a company twice as large', { ...float(20_000), openOrders: [inFlight('buy')] }, undefined],
  ['with as many on order', { ...float(19_999), openOrders: [inFlight('buy')] }, 'floatShare.exceeded'],
  ['with as many being sold', { ...float(10_000), openOrders: [inFlight('sell')] }, undefined],
  ['when nobody knows the float', float(undefined), 'floatShare.unknown'],
  ['of a fund, whose shares are made as they are wanted', float(undefined, 0, '510300.SH' as never), undefined],
  ['sold', { ...float(undefined), order: { side: 'sell' } }, undefined],
])('100 shares, one in a hundred allowed: %s', (_, change, expected) => {
  expect(codeOf(floatShare, change)).toBe(expected);
});

it('cuts an order to what is left of the float', () => {
  const verdict = verdictOf(floatShare, { ...float(50_000, 150), order: { quantity: quantity(500) } });
  expect(verdict).toMatchObject({ kind: 'shrink', params: { allowed: 300, before: 150, most: 500, freeFloat: 50_000 } });
});

it('fails closed where there is nothing to measure against', () => {
  expect(verdictOf(floatShare, float(undefined)).kind).toBe('deny');
});
