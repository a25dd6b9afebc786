import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_STRATEGY, type OrderId } from '../../core/kernel/ids.ts';
import { type Quantity, money, price } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Broker, type BrokerSnapshot } from '../../core/oms/ports.ts';
import { type BrokerReport, type OrderRequest, type Side } from '../../core/orders/order.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';

export const TRADED = '000001.SZ' as InstrumentId;
export const PREV_CLOSE = price(100_000);

/** What every account under test brings. */
export const OPENING: OpeningAccount = {
  cash: money(1_000_000 * 10_000),
  positions: [
    {
      instrument: TRADED,
      strategyId: DEFAULT_STRATEGY,
      quantity: 2_000 as Quantity,
      sellable: 2_000 as Quantity,
      cost: money(2_000 * 100_000),
    },
  ],
};

/** A broker with a market that can be moved, in the continuous session. */
export interface BrokerRig {
  readonly broker: Broker;
  /** Everything reported so far. */
  readonly reports: readonly BrokerReport[];
  /** Somebody else wants to trade so many shares at that price, for as long as they are not taken. */
  offer(side: Side, yuan: number, shares: number): Promise<void>;
  /** Waits until what was asked has been answered. */
  quiet(): Promise<void>;
  snapshot(): Promise<BrokerSnapshot>;
  end(): Promise<void>;
}

/** A broker at the other end of a wire. */
export interface WiredRig extends BrokerRig {
  /** The other end is gone, at once. */
  cut(): Promise<void>;
  /** It is back, with what it had, over a wire that treats what the broker says like this. */
  mend(wire?: Partial<Wire>): Promise<void>;
  /** The account's owner sends an order from another terminal. */
  elsewhere(order: OrderRequest): Promise<void>;
}

/** Shares of what the broker says that are said twice, overtaken by what follows, lost, or followed by nothing any more. */
export interface Wire {
  readonly duplicate: number;
  readonly reorder: number;
  readonly drop: number;
  readonly halfOpen: number;
}

export function anOrder(id: string, side: Side, yuan: number, shares: number): OrderRequest {
  return {
    id: id as OrderId,
    lineId: null,
    strategyId: DEFAULT_STRATEGY,
    origin: 'ticket',
    instrument: TRADED,
    side,
    type: 'limit',
    price: price(Math.round(yuan * 10_000)),
    quantity: shares as Quantity,
  };
}

/** `accepted`, `filled 300`, `cancelled`, … of one order. */
export function storyOf(reports: readonly BrokerReport[], id: string): string[] {
  return reports
    .filter(({ orderId }) => orderId === id)
    .map((report) => (report.kind === 'filled' ? `filled ${report.quantity}` : report.kind));
}

/** The cases that every way to a broker must pass, whatever lies between. */
export function describeBrokerConformance(name: string, makeRig: () => Promise<BrokerRig>): void {
  describe(`conformance of ${name}`, () => {
    let rig: BrokerRig;
    const send = async (...orders: OrderRequest[]): Promise<void> => {
      for (const order of orders) rig.broker.submit(order);
      await rig.quiet();
    };
    const story = (id: string): string[] => storyOf(rig.reports, id);

    beforeEach(async () => {
      rig = await makeRig();
    });
    afterEach(() => rig.end());

    it('1: an order that nobody meets is accepted and rests', async () => {
      await send(anOrder('O1', 'buy', 9.9, 100));
      expect(story('O1')).toEqual(['accepted']);
      expect((await rig.snapshot()).openOrders).toEqual(['O1']);
    });

    it('2: an order that the account cannot pay is rejected with its reason', async () => {
      await send(anOrder('O1', 'buy', 10, 1_000_000));
      expect(rig.reports).toMatchObject([{ orderId: 'O1', kind: 'rejected', reason: { code: 'broker.cashShort' } }]);
    });

    it('3: an order that the exchange does not take is rejected with its reason', async () => {
      await send(anOrder('O1', 'buy', 11.5, 100));
      expect(rig.reports.at(-1)).toMatchObject({ orderId: 'O1', kind: 'rejected', reason: { code: 'exchange.priceLimit' } });
    });

    it('4: fills piece by piece, and the books follow', async () => {
      await send(anOrder('O1', 'buy', 10, 500));
      await rig.offer('sell', 10, 200);
      expect(story('O1')).toEqual(['accepted', 'filled 200']);
      await rig.offer('sell', 10, 400);
      expect(story('O1')).toEqual(['accepted', 'filled 200', 'filled 300']);
      const { positions, fills, openOrders } = await rig.snapshot();
      expect(positions).toEqual([{ instrument: TRADED, quantity: 2_500 }]);
      expect(fills.map(({ quantity }) => quantity)).toEqual([200, 300]);
      expect(openOrders).toEqual([]);
    });

    it('5: a cancel takes the rest away', async () => {
      await send(anOrder('O1', 'buy', 10, 500));
      await rig.offer('sell', 10, 200);
      rig.broker.cancel('O1' as OrderId);
      await rig.quiet();
      expect(story('O1')).toEqual(['accepted', 'filled 200', 'cancelled']);
      expect((await rig.snapshot()).openOrders).toEqual([]);
    });

    it('6: a cancel that comes too late is refused', async () => {
      await send(anOrder('O1', 'buy', 10, 200));
      await rig.offer('sell', 10, 200);
      rig.broker.cancel('O1' as OrderId);
      await rig.quiet();
      expect(story('O1')).toEqual(['accepted', 'filled 200', 'cancelRejected']);
    });

    it('7: a cancel of an order that never was is refused', async () => {
      rig.broker.cancel('O9' as OrderId);
      await rig.quiet();
      expect(story('O9')).toEqual(['cancelRejected']);
    });

    it('8: the same order said twice trades once', async () => {
      await send(anOrder('O1', 'buy', 10, 200), anOrder('O1', 'buy', 10, 200));
      await rig.offer('sell', 10, 400);
      const shares = rig.reports.filter(({ kind }) => kind === 'filled').reduce((sum, one) => sum + (one.kind === 'filled' ? one.quantity : 0), 0);
      expect(shares).toBe(200);
      expect((await rig.snapshot()).positions).toEqual([{ instrument: TRADED, quantity: 2_200 }]);
    });

    it('9: shares on offer are not sold a second time', async () => {
      await send(anOrder('O1', 'sell', 10.5, 1_500), anOrder('O2', 'sell', 10.5, 600));
      expect(story('O2')).toEqual(['rejected']);
      expect(rig.reports.at(-1)).toMatchObject({ reason: { code: 'broker.sharesShort' } });
    });

    it('10: every report has an id of its own', async () => {
      await send(anOrder('O1', 'buy', 10, 300), anOrder('O2', 'buy', 11.5, 100), anOrder('O3', 'buy', 10, 200));
      await rig.offer('sell', 10, 400);
      rig.broker.cancel('O3' as OrderId);
      await rig.quiet();
      const ids = rig.reports.map(({ reportId }) => reportId);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });
}

const SILENT: Partial<Wire> = { halfOpen: 0.05 };

/** The cases beside, for a broker at the other end of a wire. */
export function describeWiredConformance(name: string, makeRig: () => Promise<WiredRig>): void {
  describe(`conformance of ${name}, whatever the wire does`, () => {
    let rig: WiredRig;
    const story = (id: string): string[] => storyOf(rig.reports, id);

    beforeEach(async () => {
      rig = await makeRig();
    });
    afterEach(() => rig.end());

    it('11: an order that was on its way when the wire broke is rejected once the broker says that it never came', async () => {
      await rig.cut();
      rig.broker.submit(anOrder('O1', 'buy', 10, 100));
      expect(rig.reports).toEqual([]);
      await rig.mend();
      await rig.quiet();
      expect(story('O1')).toEqual(['rejected']);
      expect((await rig.snapshot()).openOrders).toEqual([]);
    });

    it.each([
      ['12: twice', { duplicate: 0.5 }],
      ['13: late and out of order', { reorder: 0.3 }],
      ['14: not at all', { drop: 0.2 }],
      ['15: then falls silent', SILENT],
    ])('%s: what the broker says counts once and in order', async (_, wire) => {
      await rig.cut();
      await rig.mend(wire);
      await rig.quiet();
      const ids = Array.from({ length: 12 }, (_unused, i) => `O${i + 1}`);
      for (const id of ids) {
        rig.broker.submit(anOrder(id, 'buy', 10, 100));
        await rig.quiet();
      }
      await rig.offer('sell', 10, 1_000);
      await rig.quiet();
      // One that was sent into the silence has never come, and is said not to have.
      const arrived = ids.filter((id) => story(id).join() !== 'rejected');
      expect(arrived.length).toBeGreaterThan(wire === SILENT ? 0 : 11);
      expect(arrived.map((id) => story(id).join())).toEqual(arrived.map((_id, i) => (i < 10 ? 'accepted,filled 100' : 'accepted')));
      const { fills, openOrders } = await rig.snapshot();
      expect(fills.map(({ orderId }) => orderId)).toEqual(arrived.slice(0, 10));
      expect(openOrders).toEqual(arrived.slice(10));
    });

    it('16: what happened while it was away is said afterwards, once and in order', async () => {
      rig.broker.submit(anOrder('O1', 'buy', 10, 300));
      await rig.quiet();
      await rig.cut();
      await rig.mend();
      await rig.offer('sell', 10, 100);
      await rig.offer('sell', 10, 200);
      await rig.quiet();
      expect(story('O1')).toEqual(['accepted', 'filled 100', 'filled 200']);
    });

    it('17: an order from elsewhere is shown before what becomes of it', async () => {
      await rig.elsewhere(anOrder('PHONE', 'buy', 10, 200));
      await rig.offer('sell', 10, 100);
      await rig.quiet();
      expect(story('PHONE')).toEqual(['foreign', 'accepted', 'filled 100']);
    });
  });
}
