import { describe, expect, it } from 'vitest';
import { type OrderId } from '../kernel/ids.ts';
import { refusal } from '../kernel/result.ts';
import { quantity } from '../kernel/units.ts';
import { Desk, MIDEA, yuan } from './desk.fixture.ts';
import { type Difference } from './events.ts';
import { rebuild } from './state/rebuild.ts';

const CASH: Difference = { what: 'cash', key: 'cash', ours: '100.00', brokers: '99.00' };
const LOST = refusal('reconcile.connectionLost');
const TICKET = { instrument: MIDEA, side: 'buy', type: 'limit', price: yuan(60), quantity: quantity(100) } as const;

/** A trader at a desk whose session has begun. */
function open(): Desk {
  const desk = new Desk();
  desk.at('09:30:00');
  desk.quote(MIDEA, 60, 60.01);
  return desk;
}

function buy(desk: Desk, token: string): string | undefined {
  const placed = desk.do({ type: 'placeOrder', ticket: TICKET, token });
  return placed.ok ? undefined : placed.error.code;
}

describe('an account whose books may not be the broker’s', () => {
  it('sends nothing, cancels, and goes on once they have been found equal', () => {
    const desk = open();
    expect(buy(desk, 'T1')).toBeUndefined();
    const [first] = desk.sent;
    desk.oms.onUnreconciled(LOST);
    expect(buy(desk, 'T2')).toBe('accountState.unreconciled');
    expect(desk.do({ type: 'cancelOrder', orderId: first?.order.id as OrderId }).ok).toBe(true);
    expect(desk.cancels).toEqual([first?.order.id]);
    desk.oms.onCompared([]);
    expect(buy(desk, 'T3')).toBeUndefined();
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('holds its plan lines back, and lets them act in the moment in which the books are found equal', () => {
    const desk = new Desk();
    desk.plan({ [MIDEA]: 6 });
    desk.oms.onUnreconciled(LOST);
    desk.at('09:30:00');
    desk.quote(MIDEA, 60, 60.01);
    expect(desk.sent).toEqual([]);
    desk.oms.onCompared([]);
    expect(desk.sent).toHaveLength(1);
  });

  it('stays stopped by a difference, though the connection comes and goes, until a person accepts just that', () => {
    const desk = open();
    desk.oms.onCompared([CASH]);
    desk.oms.onUnreconciled(LOST);
    expect(desk.oms.state.unreconciled).toMatchObject({ reason: { code: 'reconcile.differs' }, differences: [CASH] });
    expect(desk.do({ type: 'acceptDifferences', reason: ' ' }).ok).toBe(false);
    expect(desk.do({ type: 'acceptDifferences', reason: 'a fee of yesterday' }).ok).toBe(true);
    expect(buy(desk, 'T1')).toBe('accountState.unreconciled');
    desk.oms.onCompared([CASH]);
    expect(buy(desk, 'T2')).toBeUndefined();
    desk.oms.onCompared([{ ...CASH, brokers: '98.00' }]);
    expect(buy(desk, 'T3')).toBe('accountState.unreconciled');
  });

  it('journals what it is told once', () => {
    const desk = open();
    desk.oms.onCompared([CASH]);
    const seen = desk.records.length;
    desk.oms.onCompared([CASH]);
    desk.oms.onUnreconciled(LOST);
    expect(desk.records).toHaveLength(seen);
    desk.oms.onCompared([]);
    desk.oms.onCompared([]);
    expect(desk.types().slice(seen)).toEqual(['accountReconciled']);
  });
});

describe('an order that nobody answers for', () => {
  it('is unknown until the broker’s records speak of it, and its line sends no other', () => {
    const desk = new Desk();
    desk.plan({ [MIDEA]: 6 });
    desk.at('09:30:00');
    desk.quote(MIDEA, 60, 60.01);
    const id = desk.sent[0]?.order.id as OrderId;
    desk.oms.onSilence(id, refusal('order.noAnswer', { ms: 5_000 }));
    expect(desk.oms.state.orders.get(id)?.state).toBe('unknown');
    desk.quote(MIDEA, 60.1, 60.11);
    expect(desk.sent).toHaveLength(1);
    desk.report(id, { kind: 'accepted' });
    expect(desk.oms.state.orders.get(id)?.state).toBe('working');
    desk.oms.onSilence(id, refusal('order.noAnswer', { ms: 5_000 }));
    expect(desk.oms.state.orders.get(id)?.state).toBe('working');
  });
});
