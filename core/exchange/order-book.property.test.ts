import { type Arbitrary, array, assert, constant, constantFrom, integer, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type Side } from '../orders/order.ts';
import { type OrderNo } from './order-book-types.ts';
import { OrderBook } from './order-book.ts';

interface Resting {
  readonly no: number;
  readonly side: Side;
  readonly price: number;
  left: number;
}

/** The same exchange written as plainly as possible: lists, searched and sorted each time. */
class PlainBook {
  readonly trades: string[] = [];
  private readonly orders: Resting[] = [];
  collecting = false;

  add(no: number, side: Side, price: number, shares: number): void {
    const order: Resting = { no, side, price, left: shares };
    this.orders.push(order);
    if (this.collecting) return;
    for (const other of this.queue(side === 'buy' ? 'sell' : 'buy')) {
      const meets = side === 'buy' ? other.price <= price : other.price >= price;
      if (order.left > 0 && meets) this.trade(other.price, side === 'buy' ? order : other, side === 'buy' ? other : order);
    }
  }

  cancel(no: number, side: Side): number {
    const order = this.orders.find((candidate) => candidate.no === no && candidate.side === side);
    const left = order?.left ?? 0;
    if (order !== undefined) order.left = 0;
    return left;
  }

  /** Tries every price that the step allows against the rule's conditions, word by word. */
  uncross(reference: number, step: number): string | null {
    this.collecting = false;
    const buys = this.queue('buy');
    const sells = this.queue('sell');
    const sum = (orders: readonly Resting[]): number => orders.reduce((total, order) => total + order.left, 0);
    const prices: { price: number; volume: number; left: number }[] = [];
    const from = Math.min(...this.orders.map((order) => order.price));
    const to = Math.max(...this.orders.map((order) => order.price));
    for (let price = from; price <= to; price += step) {
      const demand = sum(buys.filter((order) => order.price >= price));
      const supply = sum(sells.filter((order) => order.price <= price));
      const volume = Math.min(demand, supply);
      const higherFill = sum(buys.filter((order) => order.price > price)) <= volume;
      const lowerFill = sum(sells.filter((order) => order.price < price)) <= volume;
      if (volume > 0) prices.push({ price, volume: higherFill && lowerFill ? volume : 0, left: demand - supply });
    }
    const [best] = prices.toSorted(
      (a, b) =>
        b.volume - a.volume ||
        Math.abs(a.left) - Math.abs(b.left) ||
        Math.abs(a.price - reference) - Math.abs(b.price - reference) ||
        a.price - b.price,
    );
    if (best === undefined) return null;
    for (let volume = best.volume; volume > 0;) {
      const [buy] = this.queue('buy');
      const [sell] = this.queue('sell');
      if (buy === undefined || sell === undefined) throw new Error('the auction ran dry');
      volume -= this.trade(best.price, buy, sell);
    }
    return `${best.price} × ${best.volume}, ${best.left}`;
  }

  depth(side: Side): string[] {
    const levels = new Map<number, number>();
    for (const order of this.queue(side)) levels.set(order.price, (levels.get(order.price) ?? 0) + order.left);
    return [...levels].map(([price, volume]) => `${price} × ${volume}`);
  }

  left(): number {
    return this.orders.reduce((total, order) => total + order.left, 0);
  }

  /** Best first; the sort is stable, so earlier orders stay in front. */
  private queue(side: Side): Resting[] {
    const live = this.orders.filter((order) => order.side === side && order.left > 0);
    return live.toSorted((a, b) => (side === 'buy' ? b.price - a.price : a.price - b.price));
  }

  private trade(price: number, buy: Resting, sell: Resting): number {
    const shares = Math.min(buy.left, sell.left);
    buy.left -= shares;
    sell.left -= shares;
    this.trades.push(`${price} × ${shares}: ${buy.no}/${sell.no}`);
    return shares;
  }
}

type Step =
  | { readonly kind: 'add'; readonly side: Side; readonly price: number; readonly shares: number }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'auction' }
  | { readonly kind: 'uncross'; readonly reference: number };

const side = constantFrom<Side>('buy', 'sell');

function stepsWith(price: Arbitrary<number>): Arbitrary<Step[]> {
  const add = record({ kind: constant('add' as const), side, price, shares: integer({ min: 1, max: 9 }) });
  const cancel = record({ kind: constant('cancel' as const), which: integer({ min: 0, max: 300 }) });
  const auction = record({ kind: constant('auction' as const) });
  const uncross = record({ kind: constant('uncross' as const), reference: price });
  return array(
    oneof({ weight: 20, arbitrary: add }, { weight: 6, arbitrary: cancel }, { weight: 1, arbitrary: auction }, {
      weight: 1,
      arbitrary: uncross,
    }),
    { maxLength: 200, size: 'max' },
  );
}

/** Few small orders at few prices, all collected and then matched: full of ties. */
const smallAuction: Arbitrary<Step[]> = record({
  orders: array(
    record({
      kind: constant('add' as const),
      side,
      price: integer({ min: 1, max: 5 }),
      shares: integer({ min: 1, max: 3 }),
    }),
    { maxLength: 8 },
  ),
  reference: integer({ min: 0, max: 6 }),
}).map(({ orders, reference }) => [{ kind: 'auction' }, ...orders, { kind: 'uncross', reference }]);

/** Runs the steps through both books and compares all that can be seen. */
function expectAlike(steps: readonly Step[], step: number): void {
  const trades: string[] = [];
  const traded = { buy: 0, sell: 0 };
  const book = new OrderBook({
    sink: {
      trade: (price, quantity, buy, sell) => {
        trades.push(`${price} × ${quantity}: ${buy}/${sell}`);
        traded.buy += quantity;
        traded.sell += quantity;
      },
    },
    tick: step as Price,
    capacity: 16,
  });
  const plain = new PlainBook();
  const sides: Side[] = [];
  let entered = 0;
  let cancelled = 0;
  for (const action of steps) {
    switch (action.kind) {
      case 'add': {
        const no = sides.push(action.side) - 1;
        entered += action.shares;
        book.add(no as OrderNo, action.side, action.price as Price, action.shares as Quantity);
        plain.add(no, action.side, action.price, action.shares);
        break;
      }
      case 'cancel': {
        const no = action.which % Math.max(sides.length, 1);
        const its = sides[no] ?? 'buy';
        const left = plain.cancel(no, its);
        cancelled += left;
        expect(book.remaining(no as OrderNo, its)).toBe(left);
        expect(book.cancel(no as OrderNo, its)).toBe(left);
        break;
      }
      case 'auction':
        book.startAuction();
        plain.collecting = true;
        break;
      case 'uncross': {
        const expected = plain.uncross(action.reference, step);
        const indicative = book.indicative(action.reference as Price);
        const state = book.uncross(action.reference as Price);
        expect(indicative).toEqual(state);
        const left = (state?.unmatched ?? 0) * (state?.unmatchedSide === 'sell' ? -1 : 1);
        expect(state === null ? null : `${state.price} × ${state.matched}, ${left}`).toBe(expected);
      }
    }
  }
  const depthOf = (which: Side): string[] => book.depth(which, 1000).map((level) => `${level.price} × ${level.volume}`);
  expect(trades).toEqual(plain.trades);
  expect(depthOf('buy')).toEqual(plain.depth('buy'));
  expect(depthOf('sell')).toEqual(plain.depth('sell'));
  expect(book.stats().volume).toBe(traded.buy);
  // Each share that entered was traded (once per side), cancelled, or still rests.
  expect(entered).toBe(traded.buy + traded.sell + cancelled + plain.left());
}

describe('the book does what a plain one does', () => {
  it('at few prices, where queues are long', () => {
    assert(property(stepsWith(integer({ min: 1, max: 6 })), (steps) => expectAlike(steps, 1)), { numRuns: 400 });
  });

  it('at many prices over several pages', () => {
    const price = integer({ min: 1, max: 700 }).map((ticks) => ticks * 100);
    assert(property(stepsWith(price), (steps) => expectAlike(steps, 100)), { numRuns: 200 });
  });

  it('in auctions with many ties', () => {
    assert(property(smallAuction, (steps) => expectAlike(steps, 1)), { numRuns: 3000 });
  });

  it('when the price step becomes finer on the way', () => {
    const price = oneof({ weight: 9, arbitrary: integer({ min: 10, max: 20 }).map((cents) => cents * 100) }, {
      weight: 1,
      arbitrary: integer({ min: 1000, max: 2000 }),
    });
    const continuous = stepsWith(price).map((steps) => steps.filter(({ kind }) => kind === 'add' || kind === 'cancel'));
    assert(property(continuous, (steps) => expectAlike(steps, 100)), { numRuns: 200 });
  });
});
