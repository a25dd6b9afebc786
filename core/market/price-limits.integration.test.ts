import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../kernel/time.ts';
import { on, px, rulesFor } from './market.fixture.ts';
import { effectiveLimits, priceLimits } from './price-limits.ts';
import { hasSharedData, readCsv } from './shared-data.fixture.ts';

const QUOTES = [
  'quotes/2021-12-01_morning.quotes.csv.gz',
  'quotes/2022-06-01.quotes.csv.gz',
  'quotes/2023-02-01.quotes.csv.gz',
];
const DAILY = 'daily/2024.daily.csv.gz';
const INSTRUMENTS = 'reference/instruments_2026.csv.gz';

describe.skipIf(!QUOTES.every(hasSharedData))('limits of real quotes', () => {
  it.each([
    // Their maker reckoned these limits, ±10 % for STAR too, where ±20 % holds: exactly those differ.
    [QUOTES[0] ?? '', 30, ['688218.SH', '688233.SH', '688339.SH', '688378.SH']],
    [QUOTES[1] ?? '', 5, []],
    [QUOTES[2] ?? '', 2, []],
  ])('%s: %i instruments, the rules differ for %j', (file, count, differing) => {
    const seen = new Map<string, boolean>();
    for (const row of readCsv(file)) {
      const { time = '', instrument = '', prev_close = '', limit_up = '', limit_down = '' } = row;
      const computed = priceLimits(rulesFor(instrument, time.slice(0, 10)), px(prev_close));
      const effective = effectiveLimits(px(limit_up), px(limit_down), computed);
      expect(effective.limits).toEqual({ up: px(limit_up), down: px(limit_down) });
      seen.set(instrument, effective.disagreement !== null);
    }
    expect(seen.size).toBe(count);
    expect(
      [...seen]
        .filter(([, differs]) => differs)
        .map(([instrument]) => instrument)
        .toSorted(),
    ).toEqual(differing);
  });
});

interface Reach {
  days: number;
  outside: number;
  atUp: number;
  atDown: number;
  free: number;
  freeBeyondTenPercent: number;
}

describe.skipIf(!hasSharedData(DAILY) || !hasSharedData(INSTRUMENTS))(
  'limits and a year of Shenzhen main-board prices',
  () => {
    it('hold every one of 237,144 days, and new listings go beyond', () => {
      const reach: Reach = { days: 0, outside: 0, atUp: 0, atDown: 0, free: 0, freeBeyondTenPercent: 0 };
      const listDates = readListDates();
      for (const row of readCsv(DAILY)) judge(row, listDates, reach);
      expect(reach).toEqual({
        days: 237_144,
        outside: 0,
        atUp: 7_556,
        atDown: 3_490,
        free: 32,
        freeBeyondTenPercent: 15,
      });
    });
  },
);

function readListDates(): ReadonlyMap<string, TradeDate> {
  return new Map([...readCsv(INSTRUMENTS)].map(({ instrument = '', list_date = '' }) => [instrument, on(list_date)]));
}

function judge(row: Readonly<Record<string, string>>, listDates: ReadonlyMap<string, TradeDate>, reach: Reach): void {
  const { date = '', instrument = '', prev_close: prevClose = '0', high = '0', low = '0' } = row;
  const rules = rulesFor(instrument, date, { listDate: listDates.get(instrument) ?? null });
  const [base, highest, lowest] = [px(prevClose), px(high), px(low)] as const;
  const limits = priceLimits(rules, base);
  reach.days += 1;
  reach.free += Number(limits === null);
  reach.freeBeyondTenPercent += Number(limits === null && (highest * 10 > base * 11 || lowest * 10 < base * 9));
  if (limits === null) return;
  reach.outside += Number(highest > limits.up || lowest < limits.down);
  reach.atUp += Number(highest === limits.up);
  reach.atDown += Number(lowest === limits.down);
}
