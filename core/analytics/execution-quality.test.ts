import { describe, expect, it } from 'vitest';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../kernel/time.ts';
import { type Price, UNITS_PER_YUAN, money, price, quantity } from '../kernel/units.ts';
import { type InstrumentId, bareInstrument } from '../market/instrument.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { type ExecutionRecord, type MarketMark, executionQuality, standingPrices } from './execution-quality.ts';

const DATE = '2024-03-06' as TradeDate;
const yuan = (amount: number): Price => price(Math.round(amount * UNITS_PER_YUAN));
const mark = (minute: number, at: number, volume: number, turnover: number): MarketMark => ({
  time: (minute * 60_000) as EpochMs,
  price: yuan(at),
  volume: quantity(volume),
  turnover: money(turnover * UNITS_PER_YUAN),
});

/** 600 of 1,000 bought at 10.10 on average while the market traded 10,000 at 10.20 on average. */
const BUY: ExecutionRecord = {
  side: 'buy',
  planned: quantity(1_000),
  fills: [
    { price: yuan(10), quantity: quantity(400) },
    { price: yuan(10.3), quantity: quantity(200) },
  ],
  arrival: mark(600, 10, 50_000, 500_000),
  end: mark(660, 10.4, 60_000, 602_000),
  prices: [{ price: yuan(10), ms: 20_000 }, { price: yuan(10.2), ms: 20_000 }, { price: yuan(10.4), ms: 20_000 }],
};

describe('the quality of an execution', () => {
  it('compares the average price with arrival, VWAP and TWAP, positive in favour', () => {
    expect(executionQuality(BUY)).toEqual({
      filled: 600,
      fillRate: 60_000_000,
      average: yuan(10.1),
      arrivalPrice: yuan(10),
      marketVwap: yuan(10.2),
      marketTwap: yuan(10.2),
      overArrival: -1_000_000,
      overVwap: 980_392,
      overTwap: 980_392,
      participation: 6_000_000,
      durationMs: 3_600_000,
    });
  });

  it('turns the sign for a sale', () => {
    expect(executionQuality({ ...BUY, side: 'sell' })).toMatchObject({ overArrival: 1_000_000, overVwap: -980_392, overTwap: -980_392 });
  });

  it('lets each price weigh as long as it stood, the lunch break left out', () => {
    const rules = tradingRules(bareInstrument('000333.SZ' as InstrumentId), DATE);
    if (!rules.ok) throw new Error(rules.error.code);
    const at = (time: string): EpochMs => atTime(DATE, timeOfDay(time));
    const points = [{ time: at('11:00:00'), price: yuan(10) }, { time: at('11:29:00'), price: yuan(11) }, { time: at('13:01:00'), price: yuan(12) }];
    const standing = standingPrices(points, at('11:10:00'), at('13:03:00'), rules.value);
    expect(standing.map(({ ms }) => ms / 60_000)).toEqual([19, 2, 2]);
    expect(executionQuality({ ...BUY, prices: standing }).marketTwap).toBe(Math.round((10 * 19 + 11 * 2 + 12 * 2) / 23 * UNITS_PER_YUAN));
    expect(standingPrices(points, at('11:10:00'), at('11:05:00'), rules.value).map(({ ms }) => ms)).toEqual([0, 0, 0]);
  });

  it('is silent without a fill, and where the market did not trade', () => {
    const none = { filled: 0, fillRate: 0, average: 0, overArrival: null, overVwap: null, overTwap: null, participation: 0 };
    expect(executionQuality({ ...BUY, fills: [] })).toMatchObject(none);
    const still = { marketVwap: 0, marketTwap: 0, overVwap: null, overTwap: null, participation: null };
    expect(executionQuality({ ...BUY, end: BUY.arrival, prices: [] })).toMatchObject(still);
  });
});
