import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../../kernel/time.ts';
import { ZERO_MONEY, price, quantity } from '../../kernel/units.ts';
import { exchangeCalendar } from '../../market/calendar.ts';
import { type SessionBar } from '../../market/daily-history.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { SessionReturns } from './session-returns.ts';

const ID = '000333.SZ' as InstrumentId;
const calendar = exchangeCalendar();
const sessions = calendar.sessionsBetween('2024-02-05' as TradeDate, '2024-03-06' as TradeDate);
const DATES = sessions.ok ? sessions.value : [];
const TODAY = DATES.at(-1) as TradeDate;
const PAST = DATES.slice(0, -1);

/** One row a day; each begins where the one before ended. */
function bars(closes: readonly number[], volume = 1_000): readonly SessionBar[] {
  return closes.slice(1).map((close, i) => {
    const at = price(close);
    const date = PAST[PAST.length - closes.length + 1 + i] as TradeDate;
    return { date, open: at, high: at, low: at, close: at, prevClose: price(closes[i] as number), volume: quantity(volume), turnover: ZERO_MONEY };
  });
}

function returnsOf(rows: readonly SessionBar[], days: number, prevClose = rows.at(-1)?.close): readonly number[] | null {
  const history = new SessionReturns(() => rows, { date: TODAY, calendar, prevCloseOf: () => prevClose }, days);
  const returns = history.returns(ID);
  return returns === undefined ? null : [...returns];
}

describe('the returns of past sessions', () => {
  const rows = bars([10_000, 11_000, 9_900, 9_900, 12_375]);

  it('are closes over the exchange’s previous closes, for the last sessions', () => {
    expect(returnsOf(rows, 4)).toEqual([11 / 10 - 1, 9 / 10 - 1, 0, 1.25 - 1]);
    expect(returnsOf(rows, 2)).toEqual([0, 0.25]);
  });

  it('are none of an instrument that has not traded as long', () => {
    expect(returnsOf(rows, 5)).toBeNull();
    expect(returnsOf([], 1, price(10_000))).toBeNull();
  });

  it('take no dividend for a loss', () => {
    const paid = rows.map((bar, i) => (i === 3 ? { ...bar, prevClose: price(9_500) } : bar));
    expect(returnsOf(paid, 4)?.at(-1)).toBe(12_375 / 9_500 - 1);
  });

  it('are 0 on a halted day, with a row or without one', () => {
    const halted = rows.map((bar, i) => (i === 2 ? { ...bar, volume: quantity(0) } : bar));
    expect(returnsOf(halted, 4)?.[2]).toBe(0);
    expect(returnsOf(rows.filter((_, i) => i !== 2), 4)).toEqual(returnsOf(rows, 4));
  });

  it('are unknown where the price moved on a day without a row', () => {
    expect(returnsOf(rows.filter((_, i) => i !== 1), 4)).toBeNull();
    expect(returnsOf(rows, 4, price(12_000))).not.toBeNull();
    expect(returnsOf(rows.slice(0, -1), 4, price(12_375))).toBeNull();
  });

  it('compound to what the price did', () => {
    const closes = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(closes, (path) => {
        const growth = (returnsOf(bars(path), path.length - 1) ?? []).reduce((product, one) => product * (1 + one), 1);
        expect(growth / ((path.at(-1) as number) / (path[0] as number))).toBeCloseTo(1, 9);
      }),
    );
  });
});
