import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EpochMs } from '../kernel/time.ts';
import { type Price, type Quantity, money } from '../kernel/units.ts';
import { type LineRecord, lineCosts } from './line-costs.ts';

const price = fc.integer({ min: 1_000, max: 2_000_000 }) as fc.Arbitrary<Price>;
const shares = fc.integer({ min: 100, max: 50_000 }) as fc.Arbitrary<Quantity>;
const noFees = { commission: money(0), stampTax: money(0), transferFee: money(0) };
const fill = fc.record({ price, quantity: shares, time: fc.constant(60_000 as EpochMs), fees: fc.constant({ ...noFees, commission: money(50_000) }) });
const record: fc.Arbitrary<LineRecord> = fc
  .record({ side: fc.constantFrom('buy' as const, 'sell' as const), fills: fc.array(fill, { maxLength: 5 }), unfilled: shares, reference: price, at: price, auction: price, vwap: price, close: price })
  .map(({ fills, unfilled, at, ...rest }) => ({
    ...rest,
    fills,
    planned: (fills.reduce((sum, { quantity }) => sum + quantity, 0) + unfilled) as Quantity,
    arrival: { time: 0 as EpochMs, price: at },
  }));

/** What trades at these prices have made by the close. */
function made({ side, close }: LineRecord, trades: readonly { readonly price: number; readonly quantity: number }[]): number {
  return trades.reduce((sum, trade) => sum + (close - trade.price) * trade.quantity * (side === 'buy' ? 1 : -1), 0);
}

describe('what a line cost', () => {
  it('is, in its parts, what a model at the reference price made more, to the last unit', () => {
    fc.assert(
      fc.property(record, (line) => {
        const { delay, execution, fees, missed } = lineCosts(line).shortfall;
        const model = made(line, [{ price: line.reference, quantity: line.planned }]);
        const actual = made(line, line.fills) - line.fills.length * 50_000;
        expect(delay + execution + fees + missed).toBe(model - actual);
      }),
    );
  });

  it('is counted against arrival, auction and VWAP, a worse price above zero, and from arrival to each fill', () => {
    const fills = [
      { price: 101_000 as Price, quantity: 100 as Quantity, time: 10_000 as EpochMs, fees: noFees },
      { price: 102_000 as Price, quantity: 300 as Quantity, time: 20_000 as EpochMs, fees: noFees },
    ];
    const line: LineRecord = { side: 'buy', planned: 500 as Quantity, fills, reference: 100_000 as Price, arrival: { time: 0 as EpochMs, price: 100_500 as Price }, auction: 103_000 as Price, vwap: 101_750 as Price, close: 0 as Price };
    const { planned, filled, arrival, auction, vwap, timed, waited } = lineCosts(line);
    expect([planned, filled]).toEqual([50_000_000, 40_000_000]);
    expect(arrival).toEqual({ cost: 500_000, value: 40_200_000 });
    expect(auction).toEqual({ cost: -500_000, value: 41_200_000 });
    expect(vwap).toEqual({ cost: 0, value: 40_700_000 });
    expect(waited / (timed / 10_000)).toBeCloseTo((101_000 * 100 * 10_000 + 102_000 * 300 * 20_000) / 40_700_000, 9);
    const sold = lineCosts({ ...line, side: 'sell' });
    expect([sold.arrival.cost, sold.auction.cost]).toEqual([-500_000, 500_000]);
  });
});
