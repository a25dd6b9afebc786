import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STRATEGY, type OrderId } from '../kernel/ids.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../kernel/time.ts';
import { NO_PRICE, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { anInstrument } from '../market/market.fixture.ts';
import { type OrderType } from '../market/rules.ts';
import { type ExecutionReport, type Side } from '../orders/order.ts';
import { BookExchange } from './book-exchange.ts';
import { rulesFor, yuan } from './quote-exchange.fixture.ts';

const DATE = '2024-06-03' as TradeDate;
const SHENZHEN = '000001.SZ' as InstrumentId;
const SHANGHAI = '600000.SH' as InstrumentId;

/** An exchange that says in words what it reports. */
class Floor {
  readonly exchange: BookExchange;
  readonly #instrument: InstrumentId;
  #now: EpochMs = atTime(DATE, timeOfDay('09:15:00'));

  constructor(instrument = SHENZHEN) {
    this.#instrument = instrument;
    this.exchange = new BookExchange({
      date: DATE,
      idTag: 'test',
      rulesOf: (id) => (id === instrument ? rulesFor(instrument, DATE) : undefined),
      referenceOf: () => ({ instrument: anInstrument(instrument), prevClose: yuan(10), limitUp: NO_PRICE, limitDown: NO_PRICE }),
    });
  }

  at(time: string): this {
    this.#now = atTime(DATE, timeOfDay(time));
    this.exchange.time(this.#now);
    return this;
  }

  send(id: string, side: Side, price: number, quantity: number, type: OrderType = 'limit'): this {
    this.exchange.submit(
      {
        id: id as OrderId,
        lineId: null,
        strategyId: DEFAULT_STRATEGY,
        origin: 'ticket',
        instrument: this.#instrument,
        side,
        type,
        price: yuan(price),
        quantity: quantity as Quantity,
      },
      this.#now,
    );
    return this;
  }

  cancel(id: string): this {
    this.exchange.cancel(id as OrderId, this.#now);
    return this;
  }

  close(): this {
    this.exchange.endOfDay(this.#now);
    return this;
  }

  said(): string[] {
    return this.exchange.drain().map(inWords);
  }

  shown() {
    return this.exchange.quote(this.#instrument, this.#now);
  }
}

function inWords(report: ExecutionReport): string {
  const { kind, orderId } = report;
  if (report.kind === 'filled') return `${orderId} ${report.quantity}@${report.price / 10_000}`;
  const reason = 'reason' in report ? report.reason?.code : undefined;
  return reason === undefined ? `${orderId} ${kind}` : `${orderId} ${kind} ${reason}`;
}

describe('two who trade with each other', () => {
  it('both hear of it, at the price of the one that rested', () => {
    const floor = new Floor().at('09:31:00').send('A1', 'sell', 10.02, 500).send('B1', 'buy', 10.05, 300);
    expect(floor.said()).toEqual(['A1 accepted', 'B1 accepted', 'B1 300@10.02', 'A1 300@10.02']);
    expect(floor.shown()).toMatchObject({ last: yuan(10.02), volume: 300, asks: [{ price: yuan(10.02), volume: 200 }] });
  });

  it('meet at one price in the auction, which shows where it would be', () => {
    const floor = new Floor().at('09:16:00').send('A1', 'buy', 10.1, 400).send('B1', 'sell', 9.95, 300);
    floor.send('C1', 'sell', 10.05, 300);
    expect(floor.shown()?.auction).toMatchObject({ price: yuan(10.05), matched: 400, unmatched: 200, unmatchedSide: 'sell' });
    expect(floor.at('09:25:00').said().slice(3)).toEqual(['A1 300@10.05', 'B1 300@10.05', 'A1 100@10.05', 'C1 100@10.05']);
    expect(floor.shown()).toMatchObject({ open: yuan(10.05), auction: null });
  });

  it('wait in the pause that takes orders, and meet when continuous trading begins', () => {
    const floor = new Floor().at('09:26:00').send('A1', 'buy', 10, 200).send('B1', 'sell', 10, 100).send('C1', 'sell', 10, 100);
    expect(floor.cancel('B1').said()).toEqual(['A1 accepted', 'B1 accepted', 'C1 accepted', 'B1 cancelled']);
    expect(floor.at('09:30:00').said()).toEqual(['A1 100@10', 'C1 100@10']);
  });
});

describe('what it refuses', () => {
  it('is what the rules of the day forbid', () => {
    const floor = new Floor().at('09:31:00');
    floor.send('A1', 'buy', 11.01, 100).send('A2', 'buy', 10, 150).send('A3', 'buy', 10, 100).send('A3', 'buy', 10, 100);
    expect(floor.said()).toEqual([
      'A1 rejected exchange.priceLimit',
      'A2 rejected exchange.quantity',
      'A3 accepted',
      'A3 rejected exchange.duplicateOrder',
    ]);
    expect(new Floor(SHANGHAI).at('12:00:00').send('A1', 'buy', 10, 100).said()).toEqual([
      'A1 rejected exchange.notOpen',
    ]);
  });

  it('is a cancel that comes too late, of nothing, or where none is taken', () => {
    const floor = new Floor().at('09:21:00').send('A1', 'buy', 10, 100).cancel('A1').cancel('A2');
    expect(floor.said()).toEqual(['A1 accepted', 'A1 cancelRejected exchange.cancelNotOpen', 'A2 cancelRejected exchange.unknownOrder']);
    floor.at('09:31:00').send('B1', 'sell', 10, 100).cancel('A1');
    expect(floor.said().at(-1)).toBe('A1 cancelRejected exchange.orderFinished');
  });
});

describe('best five', () => {
  const offered = (): Floor => {
    const floor = new Floor(SHANGHAI).at('09:31:00');
    for (let level = 1; level <= 6; level += 1) floor.send(`S${level}`, 'sell', 10 + level / 100, 100);
    floor.said();
    return floor;
  };

  it('takes five levels and cancels or keeps the rest', () => {
    expect(offered().send('B1', 'buy', 10.2, 600, 'bestFiveCancel').said().at(-1)).toBe('B1 cancelled exchange.restCancelled');
    const floor = offered().send('B1', 'buy', 10.2, 600, 'bestFiveLimit');
    expect(floor.said().filter((word) => word.startsWith('B1'))).toHaveLength(6);
    expect(floor.shown()?.bids).toEqual([{ price: yuan(10.05), volume: 100 }]);
  });

  it('never goes beyond its own price, and ends where there is no other side', () => {
    expect(offered().send('B1', 'buy', 10.01, 300, 'bestFiveCancel').said()).toEqual([
      'B1 accepted',
      'B1 100@10.01',
      'S1 100@10.01',
      'B1 cancelled exchange.restCancelled',
    ]);
    expect(new Floor(SHANGHAI).at('09:31:00').send('B1', 'buy', 10.01, 300, 'bestFiveLimit').said().at(-1)).toBe(
      'B1 cancelled exchange.noOpposite',
    );
  });
});

it('what is left at the close expires', () => {
  expect(new Floor().at('09:31:00').send('A1', 'buy', 10, 100).at('15:00:00').close().said().at(-1)).toBe('A1 expired');
});

const step = fc.record({
  cancels: fc.boolean(),
  of: fc.nat(200),
  side: fc.constantFrom<Side>('buy', 'sell'),
  ticks: fc.integer({ min: -8, max: 8 }),
  lots: fc.integer({ min: 1, max: 9 }),
  type: fc.constantFrom<OrderType>('limit', 'limit', 'bestFiveCancel', 'bestFiveLimit'),
  minutes: fc.integer({ min: 0, max: 3 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Sends what the steps say, and gives back how many shares each order asked for. */
function play(floor: Floor, steps: readonly Step[]): Map<string, { side: Side; quantity: number }> {
  const sent = new Map<string, { side: Side; quantity: number }>();
  let minute = 9 * 60 + 15;
  for (const [i, { cancels, of, side, ticks, lots, type, minutes }] of steps.entries()) {
    minute += minutes;
    floor.at(`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`);
    if (cancels) floor.cancel(`O${of}`);
    else {
      sent.set(`O${i}`, { side, quantity: lots * 100 });
      floor.send(`O${i}`, side, 10 + ticks / 100, lots * 100, type);
    }
    const { bids = [], asks = [] } = floor.shown() ?? {};
    expect((bids[0]?.price ?? 0) < (asks[0]?.price ?? Infinity)).toBe(true);
  }
  return sent;
}

/** Shares filled by order, and the orders that ended without being filled, each once. */
function outcome(reports: readonly ExecutionReport[]) {
  const filled = new Map<string, number>();
  const ended: string[] = [];
  for (const report of reports) {
    if (report.kind === 'filled') filled.set(report.orderId, (filled.get(report.orderId) ?? 0) + report.quantity);
    if (report.kind === 'rejected' || report.kind === 'cancelled' || report.kind === 'expired') ended.push(report.orderId);
  }
  return { filled, ended };
}

it('books every share on both sides, none twice, and leaves no order without one end', () => {
  fc.assert(
    fc.property(fc.constantFrom(SHANGHAI, SHENZHEN), fc.array(step, { maxLength: 120 }), (instrument, steps) => {
      const floor = new Floor(instrument);
      const sent = play(floor, steps);
      const { filled, ended } = outcome(floor.close().exchange.drain());
      expect(new Set(ended).size).toBe(ended.length);
      const totals = { buy: 0, sell: 0 };
      for (const [id, { side, quantity }] of sent) {
        const shares = filled.get(id) ?? 0;
        totals[side] += shares;
        expect(shares).toBeLessThanOrEqual(quantity);
        expect(ended.includes(id)).toBe(shares < quantity);
      }
      expect(totals.buy).toBe(totals.sell);
      expect(totals.buy).toBe(floor.shown()?.volume);
    }),
    { numRuns: 200 },
  );
});
