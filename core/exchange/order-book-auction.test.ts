import { describe, expect, it } from 'vitest';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type AuctionTieBreak, type OrderNo } from './order-book-types.ts';
import { OrderBook } from './order-book.ts';

type Orders = readonly (readonly [cents: number, shares: number])[];

function auction(buys: Orders, sells: Orders, reference: number, tieBreak?: AuctionTieBreak): string | null {
  const book = new OrderBook({ sink: { trade: () => undefined } });
  book.startAuction();
  buys.forEach(([cents, shares], i) => book.add(i as OrderNo, 'buy', (cents * 100) as Price, shares as Quantity));
  sells.forEach(([cents, shares], i) => book.add(i as OrderNo, 'sell', (cents * 100) as Price, shares as Quantity));
  const state = book.uncross((reference * 100) as Price, tieBreak);
  if (state === null) return null;
  const side = state.unmatchedSide === null ? '' : ` ${state.unmatchedSide}`;
  return `${state.price / 100}: ${state.matched}, left ${state.unmatched}${side}`;
}

/*
 * The rules' texts stand at `auctionMatch`. Numbers in brackets are their conditions: (1) largest volume, (2) higher
 * buys and lower sells all fill, (3) one side at the price fills.
 */
describe('auction price', () => {
  it.each<[string, Orders, Orders, number, string]>([
    ['one buy meets one sell at the same price', [[1000, 100]], [[1000, 100]], 990, '1000: 100, left 0'],
    [
      'the largest volume, wherever the reference is (1)',
      [[1010, 100], [1000, 300]],
      [[1000, 200], [1005, 100]],
      1010,
      '1000: 200, left 200 buy',
    ],
    [
      'a surplus of buys pushes to the highest price: all higher buys must fill (2)',
      [[1010, 200]],
      [[1000, 100]],
      1003,
      '1010: 100, left 100 buy',
    ],
    [
      'a surplus of sells pushes to the lowest price (2)',
      [[1010, 100]],
      [[1000, 200]],
      1003,
      '1000: 100, left 100 sell',
    ],
    [
      'of two prices with the same volume the one that leaves less',
      [[1002, 100], [1001, 60]],
      [[1000, 100], [1002, 80]],
      1002,
      '1001: 100, left 60 buy',
    ],
    [
      'a limit-up open: the crowd of buyers sets the price, not the sellers far below',
      [[1100, 1_000_000]],
      [[1000, 100], [1050, 300]],
      1000,
      '1100: 400, left 999600 buy',
    ],
  ])('%s', (_, buys, sells, reference, expected) => {
    expect(auction(buys, sells, reference, 'nearest')).toBe(expected);
    if (!expected.startsWith('1001')) expect(auction(buys, sells, reference, 'middle')).toBe(expected);
  });

  it.each([
    [1003, '1003: 100, left 0', 'in between: the reference itself'],
    [990, '1000: 100, left 0', 'below: the lowest'],
    [1020, '1010: 100, left 0', 'above: the highest'],
    [0, '1000: 100, left 0', 'none: the lowest'],
  ])('takes the price nearest the reference %i (Shenzhen)', (reference, expected) => {
    expect(auction([[1010, 100]], [[1000, 100]], reference)).toBe(expected);
  });

  it('takes the middle of equal prices, rounded half up (Shanghai)', () => {
    expect(auction([[1010, 100]], [[1000, 100]], 990, 'middle')).toBe('1005: 100, left 0');
    expect(auction([[1009, 100]], [[1000, 100]], 990, 'middle')).toBe('1005: 100, left 0');
  });

  it('counts prices that nobody ordered in Shenzhen, not in Shanghai', () => {
    // At 1000 50 buys stay over and at 1010 60 sells; between them nothing does.
    const buys: Orders = [[1010, 100], [1000, 50]];
    const sells: Orders = [[1000, 100], [1010, 60]];
    expect(auction(buys, sells, 1020, 'nearest')).toBe('1009: 100, left 0');
    expect(auction(buys, sells, 1020, 'middle')).toBe('1000: 100, left 50 buy');
  });

  it.each([
    [990, '1000: 100, left 50 buy'],
    [1000, '1000: 100, left 50 buy'],
    [1001, '1001: 100, left 50 sell'],
    [1020, '1001: 100, left 50 sell'],
  ])('decides by the reference %i between equal surpluses of buys and of sells', (reference, expected) => {
    expect(auction([[1010, 100], [1000, 50]], [[990, 100], [1001, 50]], reference)).toBe(expected);
  });

  it('has no price when nothing meets', () => {
    expect(auction([[999, 100]], [[1000, 100]], 1000)).toBeNull();
    expect(auction([], [[1000, 100]], 1000)).toBeNull();
    expect(auction([], [], 1000)).toBeNull();
  });
});
