import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, type Quantity, quantity, turnoverOf } from '../kernel/units.ts';
import { Desk, MIDEA, holding, yuan } from '../oms/desk.fixture.ts';
import { type BrokerSnapshot } from '../oms/ports.ts';
import { settleDay } from './settle.ts';

const OPENING = { cash: (1_000_000 * 10_000) as Money, positions: [holding(MIDEA, 300, 50)] };
const CENT = 100;

/** A day with an order that is filled in two parts. */
function tradedDesk(lots: number): Desk {
  const desk = new Desk({ positions: OPENING.positions });
  desk.at('09:35:00');
  desk.quote(MIDEA, 60, 60.01);
  desk.do({ type: 'placeOrder', ticket: { instrument: MIDEA, side: 'buy', type: 'limit', price: yuan(60.01), quantity: quantity(lots * 200) }, token: 'T' });
  const { id } = desk.lastOrder();
  desk.report(id, { kind: 'accepted' });
  for (const part of [lots * 100, lots * 100]) desk.fill(id, part, yuan(60.01));
  return desk;
}

/** The broker's own records of the same day. */
function brokerOf({ oms: { state } }: Desk): BrokerSnapshot {
  return {
    cash: state.ledger.cash.balance,
    positions: [...state.ledger.positions.values()].map((position) => ({ instrument: position.instrument, quantity: position.quantity })),
    fills: state.fills.map((fill) => ({ fillId: fill.id, orderId: fill.orderId, quantity: fill.quantity, turnover: turnoverOf(fill.price, fill.quantity) })),
    openOrders: [],
  };
}

const PLANTS: Readonly<Record<string, (broker: BrokerSnapshot, sign: number) => BrokerSnapshot>> = {
  cash: (broker, sign) => ({ ...broker, cash: (broker.cash + sign * CENT) as Money }),
  position: (broker, sign) => ({ ...broker, positions: broker.positions.map((one) => ({ ...one, quantity: (one.quantity + sign) as Quantity })) }),
  fill: (broker, sign) => ({ ...broker, fills: sign > 0 ? [...broker.fills, ...broker.fills.slice(0, 1)] : broker.fills.slice(1) }),
};

describe('one share, one cent, one missing or doubled fill', () => {
  it('is found alone, keeps the day open, and is set right when a person accepts it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(PLANTS)), fc.constantFrom(-1, 1), fc.integer({ min: 1, max: 20 }), (what, sign, lots) => {
        const desk = tradedDesk(lots);
        const { state } = desk.oms;
        const broker = PLANTS[what]?.(brokerOf(desk), sign) ?? brokerOf(desk);
        const books = { opening: OPENING, ledger: state.ledger, orders: state.orders.values(), fills: state.fills, closeOf: () => yuan(60), prevCloseOf: () => yuan(60) };
        expect(settleDay({ ...books, broker: brokerOf(desk) })).toMatchObject({ ok: true, value: { differences: [] } });
        const settled = settleDay({ ...books, broker });
        if (!settled.ok) throw new Error(settled.error.code);
        expect(settled.value.differences.map((difference) => difference.what)).toEqual([what]);
        desk.oms.nextStep();
        desk.oms.settle(settled.value);
        expect(desk.do({ type: 'sealDay' }).ok).toBe(false);
        expect(desk.do({ type: 'resolveDifference', id: 'D1', resolution: 'accept', adjustment: null, reason: 'as the broker says' }).ok).toBe(true);
        expect(state.ledger.cash.balance).toBe(broker.cash);
        expect(state.ledger.positions.get(MIDEA)?.quantity).toBe(broker.positions[0]?.quantity);
        expect(desk.do({ type: 'sealDay' }).ok).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
