import { beforeAll, describe, expect, it } from 'vitest';
import { MONEY_SCALE, parseDecimal } from '../kernel/decimal.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, quantity } from '../kernel/units.ts';
import { exchangeCalendar } from '../market/calendar.ts';
import { type SessionBar } from '../market/daily-history.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { PastSessions } from '../market/past-sessions.ts';
import { hasSharedData, readCsv } from '../market/shared-data.fixture.ts';
import { condition, facts, quoteAt } from './conditions.fixture.ts';
import { evaluate } from './evaluate.ts';

const FILE = 'daily/2024.daily.csv.gz';
/** Dividends and bonus shares lie between the first sessions of the year and this one for most of them. */
const DAY = '2024-12-30' as TradeDate;
/** Every so many-th stock of the file. */
const EVERY = 20;

function units(text: string | undefined): number {
  const parsed = parseDecimal(text ?? '', MONEY_SCALE);
  if (!parsed.ok) throw new RangeError(text);
  return parsed.value;
}

interface Row {
  readonly bar: SessionBar;
  /** As the vendor reckons it, with its own rounding. */
  readonly factor: number;
}

describe.runIf(hasSharedData(FILE))('a year of real sessions', () => {
  const stocks = new Map<InstrumentId, Row[]>();
  beforeAll(() => {
    const seen = new Map<string, number>();
    for (const row of readCsv(FILE)) {
      const id = row['instrument'] ?? '';
      if (!seen.has(id)) seen.set(id, seen.size);
      if ((seen.get(id) ?? 0) % EVERY !== 0) continue;
      const bar: SessionBar = {
        date: row['date'] as TradeDate,
        open: units(row['open']) as Price,
        high: units(row['high']) as Price,
        low: units(row['low']) as Price,
        close: units(row['close']) as Price,
        prevClose: units(row['prev_close']) as Price,
        volume: Number(row['volume']) as Quantity,
        turnover: units(row['turnover']) as Money,
      };
      const rows = stocks.get(id as InstrumentId) ?? [];
      stocks.set(id as InstrumentId, rows);
      rows.push({ bar, factor: Number(row['adj_factor']) });
    }
  });

  /** What a condition says on {@link DAY} of a stock, and its rows before that day. */
  function* known(): Generator<{ readonly past: readonly Row[]; readonly reads: (text: string) => number | null; readonly factor: number }> {
    for (const [id, rows] of stocks) {
      const today = rows.find(({ bar }) => bar.date === DAY);
      const past = rows.filter(({ bar }) => bar.date < DAY);
      if (today === undefined || past.length < 238) continue;
      const source = () => past.map(({ bar }) => bar);
      const history = new PastSessions(source, { date: DAY, calendar: exchangeCalendar(), prevCloseOf: () => today.bar.prevClose });
      const all = facts({
        quote: quoteAt(10, { volume: today.bar.volume }),
        bars: (days) => history.bars(id, days),
        freeFloat: () => quantity(today.bar.volume * 40),
      });
      yield { past, reads: (text) => evaluate(condition(text), all).why[0]?.left ?? null, factor: today.factor };
    }
  }

  it('has the averages and the ranges that the vendor\'s own factors give', () => {
    let checked = 0;
    for (const { past, reads, factor } of known()) {
      for (const days of [5, 20, 120]) {
        const window = past.slice(-days);
        if (reads(`ma(${days}) > 0.01`) === null) continue;
        const at = (row: Row, value: number): number => (value * row.factor) / factor;
        const mean = window.reduce((sum, row) => sum + at(row, row.bar.close), 0) / days;
        // The vendor rounds its factors to four decimals and more, and reckons dividends its own way.
        expect(Math.abs((reads(`ma(${days}) > 0.01`) ?? 0) / mean - 1)).toBeLessThan(0.002);
        expect(Math.abs((reads(`high(${days}) > 0.01`) ?? 0) / Math.max(...window.map((row) => at(row, row.bar.high))) - 1)).toBeLessThan(0.002);
        expect(Math.abs((reads(`low(${days}) > 0.01`) ?? 0) / Math.min(...window.map((row) => at(row, row.bar.low))) - 1)).toBeLessThan(0.002);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  it('has to the unit what whole numbers give, where nothing went off the share', () => {
    let checked = 0;
    for (const { past, reads } of known()) {
      const window = past.slice(-20).map(({ bar }) => bar);
      const closes = window.map((bar) => BigInt(bar.close));
      if (window.some((bar, i) => i > 0 && bar.prevClose !== window[i - 1]?.close) || reads('ma(20) > 0.01') === null) continue;
      const mean = (values: readonly bigint[]): number => Number((values.reduce((a, b) => a + b, 0n) * 2n + 20n) / 40n);
      expect(reads('ma(20) > 0.01')).toBe(mean(closes));
      expect(reads('high(20) > 0.01')).toBe(Math.max(...window.map((bar) => bar.high)));
      expect(reads('low(20) > 0.01')).toBe(Math.min(...window.map((bar) => bar.low)));
      expect(reads('avg_volume(20) > 1')).toBe(mean(window.map((bar) => BigInt(bar.volume))));
      expect(reads('turnover_rate > 0.1%')).toBe(2_500_000);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(25);
  });
});
