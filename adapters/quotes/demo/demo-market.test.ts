import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TradeDate, formatTimeOfDay, timeOfDay, timeOfDayOf } from '../../../core/kernel/time.ts';
import { UNITS_PER_YUAN } from '../../../core/kernel/units.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { type Instrument, type InstrumentId, boardOf, parseInstrumentId } from '../../../core/market/instrument.ts';
import { DEFAULT_INDEX } from '../../../core/market/market-index.ts';
import { type Level, type Quote } from '../../../core/market/quote.ts';
import { type TradingRules } from '../../../core/market/rules.ts';
import { phaseAt } from '../../../core/market/session.ts';
import { type DemoMarket, type DemoOptions, createDemoMarket } from './demo-market.ts';
import { demoUniverse } from './demo-universe.ts';

const DATE = '2025-06-03' as TradeDate;

function market(options: Partial<DemoOptions> = {}): DemoMarket {
  const made = createDemoMarket({ seed: 1, date: DATE, calendar: exchangeCalendar(), everyMs: 60_000, ...options });
  if (!made.ok) throw new RangeError(made.error.code);
  return made.value;
}

function lastQuotes(of: DemoMarket): Map<InstrumentId, Quote> {
  const last = new Map<InstrumentId, Quote>();
  for (const quote of of.quotes()) last.set(quote.instrument, quote);
  return last;
}

interface Seen {
  readonly quote: Quote;
  readonly before: Quote | undefined;
  readonly rules: TradingRules;
}

function shown({ bids, asks }: Quote): readonly Level[] {
  return [...bids, ...asks];
}

function prices(quote: Quote): readonly number[] {
  const traded = quote.volume > 0 ? [quote.low, quote.high, quote.last, quote.open] : [];
  return [...shown(quote).map((level) => level.price), ...traded];
}

function falls(levels: readonly Level[]): boolean {
  return levels.every((level, i) => i === 0 || level.price < (levels[i - 1]?.price ?? 0));
}

function isCall({ rules, quote }: Seen): boolean {
  return phaseAt(rules, timeOfDayOf(quote.time)).matching === 'auction';
}

/** What can be wrong with a snapshot, by itself and after the one before. */
const FAULTS: Readonly<Record<string, (seen: Seen) => boolean>> = {
  'off the tick': ({ quote, rules }) => prices(quote).some((price) => price % rules.tick.value !== 0),
  'beyond a limit': ({ quote }) => prices(quote).some((price) => price > quote.limitUp || price < quote.limitDown),
  'crossed': ({ quote }) => (quote.bids[0]?.price ?? 0) >= (quote.asks[0]?.price ?? Infinity),
  'levels out of order': ({ quote }) => !falls(quote.bids) || !falls(quote.asks.toReversed()),
  'empty level': ({ quote }) => shown(quote).some((level) => level.volume <= 0),
  'more than five levels': ({ quote }) => quote.bids.length > 5 || quote.asks.length > 5,
  'outside the day': ({ quote }) => [quote.open, quote.last].some((price) => price < quote.low || price > quote.high),
  'prices without trades': ({ quote }) => quote.volume === 0 && quote.low + quote.high + quote.last + quote.turnover > 0,
  'turnover impossible': ({ quote }) =>
    quote.turnover < quote.low * quote.volume || quote.turnover > quote.high * quote.volume,
  'not whole': ({ quote }) => ![...prices(quote), quote.volume, quote.turnover].every((value) => Number.isSafeInteger(value)),
  'volume went back': ({ quote, before }) => (before?.volume ?? 0) > quote.volume,
  'turnover went back': ({ quote, before }) => (before?.turnover ?? 0) > quote.turnover,
  'traded nothing for something': ({ quote, before }) => before?.volume === quote.volume && before.turnover !== quote.turnover,
  'traded in an auction': (seen) => isCall(seen) && seen.quote.volume > (seen.before?.volume ?? 0),
  'book in an auction': (seen) => isCall(seen) && shown(seen.quote).length > 0,
  'auction outside a call': (seen) => !isCall(seen) && seen.quote.auction !== null,
  'no shares of a lot': ({ quote, rules }) => quote.volume % rules.lot.value.buyStep !== 0,
};

function faults(seen: Seen): string[] {
  return Object.keys(FAULTS).filter((fault) => FAULTS[fault]?.(seen));
}

/** Runs a whole day and looks at every snapshot. */
function check(of: DemoMarket): number {
  const rules = new Map(of.universe.map(({ instrument }, i) => [instrument.id, of.history.days[i]?.rules]));
  const before = new Map<InstrumentId, Quote>();
  let [time, count] = [0, 0];
  for (const quote of of.quotes()) {
    const known = rules.get(quote.instrument);
    if (known === undefined) expect(quote).toMatchObject({ instrument: DEFAULT_INDEX, volume: 0, bids: [], asks: [] });
    const found = known === undefined ? [] : faults({ quote, before: before.get(quote.instrument), rules: known });
    if (found.length > 0) expect.fail(`${found.join(', ')}: ${JSON.stringify(quote)}`);
    expect(quote.time).toBeGreaterThanOrEqual(time);
    time = quote.time;
    count += 1;
    before.set(quote.instrument, quote);
  }
  return count;
}

describe('every snapshot of the demo market', () => {
  it('agrees with itself, with the rules of its board and with the one before, whatever the seed and the day', () => {
    const sessions = exchangeCalendar().sessionsBetween('2024-01-03' as TradeDate, '2026-12-31' as TradeDate);
    const days = sessions.ok ? sessions.value : [];
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.constantFrom(...days), fc.integer({ min: 1, max: 70 }), (seed, date, instruments) => {
        check(market({ seed, date, instruments, everyMs: 90_000 }));
      }),
      { numRuns: 40 },
    );
  });

  it('does so at three seconds too, 4,700 times a day and instrument', () => {
    const count = check(market({ instruments: 20, everyMs: 3_000 }));
    expect(count).toBeGreaterThan(20 * 4_700 * 0.9);
  });
});

describe('a day of the demo market', () => {
  const today = market();
  const last = lastQuotes(today);
  const roleOf = (role: string): Quote | undefined =>
    today.universe.flatMap(({ instrument }, i) => (today.history.days[i]?.role === role ? [last.get(instrument.id)] : []))[0];

  it('ends at the close that the next day goes on from', () => {
    const tomorrow = market({ date: '2025-06-04' as TradeDate });
    expect(tomorrow.previousDate).toBe(DATE);
    expect(lastQuotes(tomorrow).get(DEFAULT_INDEX)?.prevClose).toBe(last.get(DEFAULT_INDEX)?.last);
    for (const { instrument, prevClose } of tomorrow.references) {
      const quote = last.get(instrument.id);
      expect(quote?.volume === 0 ? quote.prevClose : quote?.last).toBe(prevClose);
    }
  });

  it('has a year of sessions behind it that lead to its previous closes', () => {
    for (const { instrument, prevClose } of today.references) {
      const bars = today.sessions(instrument.id, DATE, 250);
      expect(bars).toHaveLength(250);
      expect(bars.at(-1)).toMatchObject({ date: today.previousDate, close: prevClose });
      expect(bars.every((bar, i) => i === 0 || bar.prevClose === bars[i - 1]?.close)).toBe(true);
      expect(bars.every(({ open, high, low, close }) => low <= Math.min(open, close) && high >= Math.max(open, close))).toBe(true);
    }
  });

  it('has an index behind it that leads to its previous close', () => {
    const bars = today.sessions(DEFAULT_INDEX, DATE, 250);
    expect(bars).toHaveLength(250);
    expect(bars.every((bar, i) => i === 0 || bar.prevClose === bars[i - 1]?.close)).toBe(true);
    expect(bars.at(-1)?.close).toBe(lastQuotes(today).get(DEFAULT_INDEX)?.prevClose);
  });

  it('has a share that seals at limit-up, with buyers and no sellers', () => {
    const quote = roleOf('sealsUp');
    expect(quote?.last).toBe(quote?.limitUp);
    expect(quote?.bids[0]?.price).toBe(quote?.limitUp);
    expect(quote?.asks).toEqual([]);
  });

  it('has a share that opens at limit-down without buyers and comes back', () => {
    const quote = roleOf('opensDown');
    expect(quote?.open).toBe(quote?.limitDown);
    expect(quote?.last).toBeGreaterThan(quote?.limitDown ?? Infinity);
    const at0930 = [...today.quotes()].find(
      ({ instrument, time }) => instrument === quote?.instrument && timeOfDayOf(time) >= timeOfDay('09:30:00'),
    );
    expect(at0930?.bids).toEqual([]);
    expect(at0930?.asks[0]?.price).toBe(quote?.limitDown);
  });

  it('has a suspended share that shows nothing', () => {
    const quote = roleOf('suspended');
    expect(quote).toMatchObject({ volume: 0, last: 0, bids: [], asks: [], auction: null });
  });

  it('lasts from the first indicative price to the closing auctions', () => {
    const times = [...today.quotes()].map(({ time }) => formatTimeOfDay(timeOfDayOf(time)));
    expect(times[0]).toBe('09:15:00');
    expect(times.at(-1)?.slice(0, 5)).toBe('15:00');
    expect(times.some((time) => time > '11:31:00' && time < '12:59:30')).toBe(false);
  });

  it('is the same for the same seed, and another for another', () => {
    const first = [...today.quotes()];
    expect([...market().quotes()]).toEqual(first);
    expect([...market({ seed: 2 }).quotes()].slice(0, 500)).not.toEqual(first.slice(0, 500));
    expect([...today.batches()].flat()).toEqual(first);
  });

  it('trades most after the opening and before the close', () => {
    const volumes = new Map<string, number>();
    const before = new Map<InstrumentId, number>();
    for (const { instrument, time, volume } of today.quotes()) {
      const hour = formatTimeOfDay(timeOfDayOf(time)).slice(0, 4);
      volumes.set(hour, (volumes.get(hour) ?? 0) + volume - (before.get(instrument) ?? 0));
      before.set(instrument, volume);
    }
    const at = (ten: string): number => volumes.get(ten) ?? 0;
    expect(at('09:3')).toBeGreaterThan(1.5 * at('11:1'));
    expect(at('14:4')).toBeGreaterThan(1.2 * at('13:1'));
  });
});

describe('the years of the demo market', () => {
  it('keep every price within sight of where it began, even where few instruments share the special days', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const { universe, references } = market({ seed, date: '2026-12-31' as TradeDate, instruments: 8 + seed });
      references.forEach(({ prevClose }, i) => {
        const ratio = prevClose / ((universe[i]?.basePrice ?? 0) * UNITS_PER_YUAN);
        expect(ratio).toBeGreaterThan(0.3);
        expect(ratio).toBeLessThan(3);
      });
    }
  });
});

describe('the instruments of the demo market', () => {
  it('have every board, one under special treatment, and codes that their boards have', () => {
    const instruments = demoUniverse(1, 60).map(({ instrument }) => instrument);
    expect(new Set(instruments.map(({ board }) => board))).toEqual(new Set(['main', 'chinext', 'star', 'bse', 'etf']));
    expect(instruments.filter(({ st }) => st).map(({ name }) => name.startsWith('ST'))).toEqual([true]);
    expect(instruments.filter(({ id, board }) => boardOf(id) !== board)).toEqual([]);
  });

  it('are all different, to the last of 5,500', () => {
    const instruments: readonly Instrument[] = demoUniverse(1, 5_500).map(({ instrument }) => instrument);
    expect(new Set(instruments.map(({ id }) => id)).size).toBe(5_500);
    expect(new Set(instruments.map(({ name }) => name)).size).toBe(5_500);
    expect(instruments.every(({ id }) => parseInstrumentId(id).ok)).toBe(true);
  });

  it('begin alike in a small and in a large market', () => {
    expect(demoUniverse(1, 100).slice(0, 30)).toEqual(demoUniverse(1, 30));
  });
});

describe('the demo market refuses', () => {
  it.each([
    ['a Sunday', { date: '2025-06-01' }, 'demo.notASession'],
    ['a day before its first', { date: '2023-06-01' }, 'demo.beforeFirstDay'],
    ['a day that the calendar does not know', { date: '2027-06-01' }, 'demo.unknownDay'],
    ['no instruments', { instruments: 0 }, 'demo.badCount'],
    ['too many instruments', { instruments: 5_501 }, 'demo.badCount'],
    ['quotes too close together', { everyMs: 100 }, 'demo.badInterval'],
  ])('%s', (_, options, code) => {
    const made = createDemoMarket({ seed: 1, date: DATE, calendar: exchangeCalendar(), ...(options as Partial<DemoOptions>) });
    expect(made).toMatchObject({ ok: false, error: { code } });
  });
});
