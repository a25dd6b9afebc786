import { beforeEach, describe, expect, it } from 'vitest';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type Side } from '../orders/order.ts';
import { type OrderNo } from './order-book-types.ts';
import { MAX_ORDER_QUANTITY, OrderBook } from './order-book.ts';

/** Trades as `price × quantity: buy/sell`, prices in ticks of a cent. */
let trades: string[] = [];
let book: OrderBook;

beforeEach(() => {
  trades = [];
  book = new OrderBook({
    sink: { trade: (price, quantity, buy, sell) => trades.push(`${price / 100} × ${quantity}: ${buy}/${sell}`) },
    capacity: 16,
  });
});

function add(no: number, side: Side, cents: number, shares: number): void {
  expect(book.add(no as OrderNo, side, (cents * 100) as Price, shares as Quantity)).toEqual({ ok: true });
}

function problem(no: number, side: Side, units: number, shares: number): string | null {
  const added = book.add(no as OrderNo, side, units as Price, shares as Quantity);
  return added.ok ? null : added.error;
}

function cancel(no: number, side: Side): number {
  return book.cancel(no as OrderNo, side);
}

function depth(side: Side): string[] {
  return book.depth(side).map((level) => `${level.price / 100} × ${level.volume}`);
}

describe('continuous matching', () => {
  it('fills the best price first, and at one price the earliest order', () => {
    add(1, 'sell', 1001, 100);
    add(2, 'sell', 1000, 100);
    add(3, 'sell', 1000, 200);
    add(4, 'buy', 1001, 350);
    expect(trades).toEqual(['1000 × 100: 4/2', '1000 × 200: 4/3', '1001 × 50: 4/1']);
    expect(depth('sell')).toEqual(['1001 × 50']);
    expect(depth('buy')).toEqual([]);
  });

  it('trades at the price of the order that rested', () => {
    add(1, 'buy', 1000, 100);
    add(2, 'sell', 990, 100);
    add(3, 'sell', 1000, 100);
    add(4, 'buy', 1010, 100);
    expect(trades).toEqual(['1000 × 100: 1/2', '1000 × 100: 4/3']);
  });

  it('rests what an order leaves over and keeps the place of an order filled in part', () => {
    add(1, 'buy', 1000, 300);
    add(2, 'buy', 1000, 100);
    add(3, 'sell', 1000, 100);
    expect(book.remaining(1 as OrderNo, 'buy')).toBe(200);
    add(4, 'sell', 1000, 250);
    add(5, 'sell', 1000, 500);
    expect(trades).toEqual(['1000 × 100: 1/3', '1000 × 200: 1/4', '1000 × 50: 2/4', '1000 × 50: 2/5']);
    expect(depth('sell')).toEqual(['1000 × 450']);
    expect(book.resting).toBe(1);
  });

  it('does not trade through a limit', () => {
    add(1, 'sell', 1001, 100);
    add(2, 'buy', 1000, 100);
    expect(trades).toEqual([]);
    expect([book.bestBid, book.bestAsk]).toEqual([100_000, 100_100]);
  });
});

describe('cancelling', () => {
  it.each([
    ['first', 1, ['1000 × 100: 9/2', '1000 × 100: 9/3']],
    ['middle', 2, ['1000 × 100: 9/1', '1000 × 100: 9/3']],
    ['last', 3, ['1000 × 100: 9/1', '1000 × 100: 9/2']],
  ])('leaves the queue in order when the %s order goes', (_, gone, expected) => {
    for (const no of [1, 2, 3]) add(no, 'sell', 1000, 100);
    expect(cancel(gone, 'sell')).toBe(100);
    expect(depth('sell')).toEqual(['1000 × 200']);
    add(9, 'buy', 1000, 200);
    expect(trades).toEqual(expected);
    expect(book.resting).toBe(0);
  });

  it('takes the rest of an order filled in part', () => {
    add(1, 'buy', 1000, 300);
    add(2, 'sell', 1000, 100);
    expect(cancel(1, 'buy')).toBe(200);
    expect(cancel(1, 'buy')).toBe(0);
    expect(book.bestBid).toBe(0);
  });

  it('finds nothing under an unknown number, a filled one, or the other side', () => {
    add(1, 'buy', 1000, 100);
    expect(cancel(1, 'sell')).toBe(0);
    expect(cancel(2, 'buy')).toBe(0);
    add(2, 'sell', 1000, 100);
    expect(cancel(1, 'buy')).toBe(0);
  });

  it('finds the next best price however far it is', () => {
    add(1, 'buy', 1, 100);
    add(2, 'buy', 900_000_000, 100);
    add(3, 'buy', 500_000, 100);
    add(4, 'sell', 1_000_000_000, 100);
    cancel(2, 'buy');
    expect(book.bestBid).toBe(50_000_000);
    cancel(3, 'buy');
    expect(book.bestBid).toBe(100);
    cancel(1, 'buy');
    expect(book.bestBid).toBe(0);
  });
});

describe('what is refused', () => {
  it('names the problem and changes nothing', () => {
    add(1, 'buy', 1000, 100);
    expect(problem(1, 'buy', 100_000, 100)).toBe('book.duplicateOrder');
    expect(problem(-1, 'buy', 100_000, 100)).toBe('book.badOrderNo');
    expect(problem(2 ** 53, 'buy', 100_000, 100)).toBe('book.badOrderNo');
    expect(problem(2, 'sell', 0, 100)).toBe('book.badPrice');
    expect(problem(2, 'sell', -100, 100)).toBe('book.badPrice');
    expect(problem(2, 'sell', 0.5, 100)).toBe('book.badPrice');
    expect(problem(2, 'sell', Number.NaN, 100)).toBe('book.badPrice');
    expect(problem(2, 'sell', 2 ** 30 * 100, 100)).toBe('book.priceOutOfRange');
    for (const shares of [0, -1, 1.5, MAX_ORDER_QUANTITY + 1, Number.NaN]) {
      expect(problem(2, 'sell', 100_000, shares)).toBe('book.badQuantity');
    }
    expect(book.resting).toBe(1);
    expect(trades).toEqual([]);
  });

  it('takes the same number on the other side, and order numbers up to 2^53', () => {
    add(7, 'buy', 1000, 100);
    add(7, 'sell', 1001, 100);
    add(Number.MAX_SAFE_INTEGER, 'buy', 1000, 100);
    expect(cancel(Number.MAX_SAFE_INTEGER, 'buy')).toBe(100);
    expect(book.resting).toBe(2);
  });
});

describe('price steps', () => {
  it('become finer when a price asks for it', () => {
    add(1, 'buy', 1000, 100);
    add(2, 'buy', 1000, 200);
    add(3, 'sell', 1003, 100);
    expect(problem(4, 'buy', 100_010, 300)).toBeNull();
    expect(problem(5, 'sell', 100_001, 450)).toBeNull();
    expect(trades).toEqual(['1000.1 × 300: 4/5']);
    expect(depth('sell')).toEqual(['1000.01 × 150', '1003 × 100']);
    add(6, 'sell', 1000, 150);
    expect(trades.slice(1)).toEqual(['1000 × 100: 1/6', '1000 × 50: 2/6']);
    expect(cancel(2, 'buy')).toBe(150);
  });

  it('stay as they are when a finer one would leave the range', () => {
    add(1, 'sell', 1_000_000_000, 100);
    expect(problem(2, 'buy', 100_001, 100)).toBe('book.priceOutOfRange');
    add(2, 'buy', 1000, 100);
    expect([book.bestBid, book.bestAsk]).toEqual([100_000, 100_000_000_000]);
  });
});

describe('what the book tells', () => {
  it('shows the five best levels of each side', () => {
    for (let i = 0; i < 7; i += 1) {
      add(i, 'buy', 1000 - i, 100 + i);
      add(i, 'sell', 1001 + i, 200 + i);
    }
    add(10, 'buy', 999, 1000);
    expect(depth('buy')).toEqual(['1000 × 100', '999 × 1101', '998 × 102', '997 × 103', '996 × 104']);
    expect(depth('sell')).toEqual(['1001 × 200', '1002 × 201', '1003 × 202', '1004 × 203', '1005 × 204']);
    expect(book.depth('buy', 100)).toHaveLength(7);
  });

  it('counts what traded', () => {
    expect(book.stats()).toEqual({ open: 0, high: 0, low: 0, last: 0, volume: 0, turnover: 0, trades: 0 });
    for (const [i, cents] of [1000, 1005, 995, 998].entries()) {
      add(i, 'buy', cents, 100);
      add(i, 'sell', cents, 100);
    }
    expect(book.stats()).toEqual({
      open: 100_000,
      high: 100_500,
      low: 99_500,
      last: 99_800,
      volume: 400,
      turnover: 39_980_000,
      trades: 4,
    });
  });

  it('survives growing far beyond its first capacity', () => {
    for (let i = 0; i < 10_000; i += 1) add(i * 1_000_003, 'buy', 1000 - (i % 700), 100);
    expect(book.resting).toBe(10_000);
    for (let i = 0; i < 10_000; i += 2) expect(cancel(i * 1_000_003, 'buy')).toBe(100);
    add(1, 'sell', 1, 100 * 10_000);
    expect(trades).toHaveLength(5000);
    expect(depth('sell')).toEqual(['1 × 500000']);
  });
});

describe('a call auction', () => {
  it('collects without matching, then trades at one price by price and time on both sides', () => {
    book.startAuction();
    add(1, 'buy', 1002, 100);
    add(2, 'buy', 1005, 300);
    add(3, 'buy', 1005, 100);
    add(4, 'sell', 1001, 200);
    add(5, 'sell', 998, 50);
    add(6, 'sell', 1001, 300);
    add(7, 'sell', 1010, 500);
    expect(trades).toEqual([]);
    expect(book.indicative(100_000 as Price)).toEqual({
      price: 100_100,
      matched: 500,
      unmatched: 50,
      unmatchedSide: 'sell',
    });
    expect(book.uncross(100_000 as Price)).toMatchObject({ price: 100_100, matched: 500 });
    expect(trades).toEqual([
      '1001 × 50: 2/5',
      '1001 × 200: 2/4',
      '1001 × 50: 2/6',
      '1001 × 100: 3/6',
      '1001 × 100: 1/6',
    ]);
    expect(depth('sell')).toEqual(['1001 × 50', '1010 × 500']);
    expect(book.inAuction).toBe(false);
  });

  it('goes on continuously with what is left, by its old time', () => {
    book.startAuction();
    add(1, 'buy', 1000, 100);
    add(2, 'buy', 1000, 100);
    add(3, 'sell', 1000, 150);
    book.uncross(100_000 as Price);
    add(4, 'buy', 1000, 100);
    add(5, 'sell', 1000, 100);
    expect(trades).toEqual(['1000 × 100: 1/3', '1000 × 50: 2/3', '1000 × 50: 2/5', '1000 × 50: 4/5']);
  });

  it('trades nothing when no two orders meet', () => {
    book.startAuction();
    add(1, 'buy', 1000, 100);
    expect(book.uncross(100_000 as Price)).toBeNull();
    book.startAuction();
    add(2, 'sell', 1001, 100);
    expect(book.indicative(100_000 as Price)).toBeNull();
    expect(book.uncross(100_000 as Price)).toBeNull();
    expect(book.resting).toBe(2);
  });

  it('lets orders be cancelled', () => {
    book.startAuction();
    add(1, 'buy', 1005, 100);
    add(2, 'sell', 1000, 100);
    cancel(1, 'buy');
    expect(book.uncross(100_000 as Price)).toBeNull();
  });
});
