import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Price, ZERO_MONEY, ZERO_QUANTITY, price } from '../../core/kernel/units.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { type InstrumentId, bareInstrument } from '../../core/market/instrument.ts';
import { type DayReference, type Quote } from '../../core/market/quote.ts';
import { MarketStore } from './market-store.ts';

const CODES = ['600519.SH', '000333.SZ', '300274.SZ', '510300.SH'].map((id) => id as InstrumentId);
const INDUSTRIES = ['drinks', 'machines', 'machines', null];

/** Previous close 10.00, limits 9.00 and 11.00. */
const REFERENCES: readonly DayReference[] = CODES.map((id, i) => ({
  instrument: { ...bareInstrument(id), industry: INDUSTRIES[i] ?? null },
  prevClose: price(100_000),
  limitUp: price(110_000),
  limitDown: price(90_000),
}));

function quoteOf(instrument: InstrumentId, last: Price): Quote {
  return {
    instrument,
    time: 0 as EpochMs,
    prevClose: price(100_000),
    open: last,
    high: last,
    low: last,
    last,
    volume: ZERO_QUANTITY,
    turnover: ZERO_MONEY,
    limitUp: price(110_000),
    limitDown: price(90_000),
    bids: [],
    asks: [],
    auction: null,
  };
}

it('counts what the latest quotes of the stocks say, however they came there', () => {
  const quotes = fc.array(fc.tuple(fc.nat(3), fc.constantFrom(0, 90_000, 95_000, 100_000, 104_000, 110_000)));
  fc.assert(
    fc.property(quotes, (feed) => {
      const market = new MarketStore(REFERENCES);
      const lasts = new Map<number, number>();
      for (const [which, last] of feed) {
        market.update(quoteOf(CODES[which] ?? CODES[0] ?? ('' as InstrumentId), last as Price));
        if (last > 0 && which < 3) lasts.set(which, last);
      }
      const all = [...lasts.values()];
      const { quoted, rising, falling, limitUp, limitDown } = market.breadth();
      expect({ quoted, rising, falling, limitUp, limitDown }).toEqual({
        quoted: all.length,
        rising: all.filter((last) => last > 100_000).length,
        falling: all.filter((last) => last < 100_000).length,
        limitUp: all.filter((last) => last === 110_000).length,
        limitDown: all.filter((last) => last === 90_000).length,
      });
      const machines = [lasts.get(1), lasts.get(2)].flatMap((last) => (last === undefined ? [] : [last / 100_000 - 1]));
      const mean = machines.reduce((sum, change) => sum + change, 0) / machines.length;
      const sector = market.sectorChange('000333.SZ' as InstrumentId);
      expect(sector === null ? null : sector / 1e8).toEqual(machines.length === 0 ? null : expect.closeTo(mean, 8));
    }),
  );
});

it('knows no sector where an instrument has none', () => {
  const market = new MarketStore(REFERENCES);
  market.update(quoteOf('510300.SH' as InstrumentId, price(95_000)));
  expect(market.sectorChange('510300.SH' as InstrumentId)).toBeNull();
  expect(market.breadth().quoted).toBe(0);
});
