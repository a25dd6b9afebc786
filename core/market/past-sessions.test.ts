import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../kernel/time.ts';
import { ZERO_MONEY, price, quantity } from '../kernel/units.ts';
import { exchangeCalendar } from './calendar.ts';
import { type DailyBar, type SessionBar } from './daily-history.ts';
import { type InstrumentId } from './instrument.ts';
import { PastSessions } from './past-sessions.ts';
import { atBasis } from './price-basis.ts';

const ID = '000333.SZ' as InstrumentId;
const calendar = exchangeCalendar();

function sessionsFrom(first: string, count: number): readonly TradeDate[] {
  const days: TradeDate[] = [];
  for (let day = first as TradeDate; days.length < count; ) {
    days.push(day);
    const next = calendar.nextSession(day);
    if (!next.ok) throw new RangeError(next.error.code);
    day = next.value;
  }
  return days;
}

function session(date: TradeDate, close: number, prevClose: number, volume = 1_000): SessionBar {
  const flat = price(close);
  return { date, open: flat, high: flat, low: flat, close: flat, prevClose: price(prevClose), volume: quantity(volume), turnover: ZERO_MONEY };
}

function barsOf(sessions: readonly SessionBar[], date: TradeDate, days: number, prevClose = sessions.at(-1)?.close): readonly DailyBar[] | null {
  return new PastSessions(() => sessions, { date, calendar, prevCloseOf: () => prevClose }).bars(ID, days);
}

describe('past sessions', () => {
  const days = sessionsFrom('2024-02-05', 8);
  const [today = '' as TradeDate] = days.slice(-1);
  const past = days.slice(0, -1).map((date, i) => session(date, 100_000 + i * 1_000, 99_000 + i * 1_000));

  it('count back from the day over holidays', () => {
    expect(barsOf(past, today, 7)?.map((bar) => bar.close)).toEqual(past.map((bar) => bar.close));
    expect(barsOf(past, today, 8)).toBeNull();
  });

  it('are known only up to the first session of which there is no row', () => {
    const gap = past.filter((_, i) => i !== 3);
    expect(barsOf(gap, today, 3)).toHaveLength(3);
    expect(barsOf(gap, today, 4)).toBeNull();
    expect(barsOf(past.slice(0, -1), today, 1)).toBeNull();
  });

  it('leave out the days without a trade', () => {
    const halted = past.map((bar, i) => (i === 4 ? session(bar.date, bar.prevClose, bar.prevClose, 0) : bar));
    expect(barsOf(halted, today, 6)).toHaveLength(6);
    expect(barsOf(halted, today, 7)).toBeNull();
  });

  it('are not known where nobody knows the previous close', () => {
    expect(new PastSessions(() => past, { date: today, calendar, prevCloseOf: () => undefined }).bars(ID, 1)).toBeNull();
  });

  it('halve with a split and double their shares', () => {
    const sold = past.slice(0, 2);
    const [before] = barsOf(sold, days[2] ?? today, 2, price(50_500)) ?? [];
    expect(before).toEqual({ high: 50_000, low: 50_000, close: 50_000, volume: 2_000 });
  });
});

it('stands at the basis of today exactly, whatever went off the share on the way', () => {
  const closes = fc.array(fc.tuple(fc.integer({ min: 10_000, max: 3_000_000 }), fc.integer({ min: 5_000, max: 10_000 })), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(closes, (days) => {
      const sessions = days.map(([close], i) => {
        const [before = close, kept = 10_000] = days[i - 1] ?? [];
        return session('2024-01-02' as TradeDate, close, Math.max(1, Math.floor((before * kept) / 10_000)));
      });
      const [last = 1, kept = 10_000] = days.at(-1) ?? [];
      const today = Math.max(1, Math.floor((last * kept) / 10_000));
      const bars = atBasis(sessions, price(today));
      let [over, under] = [BigInt(today), BigInt(last)];
      for (let i = days.length - 1; i >= 0; i -= 1) {
        const exact = (BigInt(sessions[i]?.close ?? 0) * over * 10n) / under;
        expect(BigInt(bars[i]?.close ?? -1)).toBe((exact + 5n) / 10n);
        [over, under] = [over * BigInt(sessions[i]?.prevClose ?? 1), under * BigInt(sessions[i - 1]?.close ?? 1)];
      }
    }),
    { numRuns: 200 },
  );
});
