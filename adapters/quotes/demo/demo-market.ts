import { type Random, normal, seededRandom } from '../../../core/kernel/random.ts';
import { type Refusal, type Result, ok, refuse } from '../../../core/kernel/result.ts';
import { type EpochMs, type TimeOfDay, type TradeDate, atTime } from '../../../core/kernel/time.ts';
import { NO_PRICE } from '../../../core/kernel/units.ts';
import { type Calendar } from '../../../core/market/calendar.ts';
import { type SessionSource } from '../../../core/market/past-sessions.ts';
import { type DayReference, type Quote } from '../../../core/market/quote.ts';
import { type DemoDay, type DemoHistory, demoHistory } from './demo-history.ts';
import { DemoIndex } from './demo-index.ts';
import { DemoInstrumentDay, type Weather } from './demo-instrument-day.ts';
import { demoSessions } from './demo-sessions.ts';
import { type Round, demoRounds, hasClosingCall } from './demo-timetable.ts';
import { type DemoInstrument, MAX_INSTRUMENTS, SECTORS, demoUniverse } from './demo-universe.ts';

export interface DemoOptions {
  readonly seed: number;
  readonly date: TradeDate;
  /** 60 unless told, at most {@link MAX_INSTRUMENTS}. */
  readonly instruments?: number;
  readonly calendar: Calendar;
  /** Milliseconds between two snapshots of an instrument in continuous trading: 3,000 unless told. */
  readonly everyMs?: number;
}

/** One day of an invented market. The same seed and date give the same day, and the days of one seed follow on. */
export interface DemoMarket {
  readonly seed: number;
  readonly date: TradeDate;
  readonly previousDate: TradeDate;
  readonly universe: readonly DemoInstrument[];
  readonly references: readonly DayReference[];
  readonly history: DemoHistory;
  /** The sessions before the day, a year of them at most, as they were traded. */
  readonly sessions: SessionSource;
  /** The day's snapshots in time order, made as they are asked for; each call begins the day anew. */
  quotes(): Generator<Quote, void>;
  /** The same in handfuls, for whoever awaits each. */
  batches(): Generator<readonly Quote[], void>;
}

export type DemoProblem =
  | 'demo.notASession'
  /** The demo market begins on a certain day. */
  | 'demo.beforeFirstDay'
  | 'demo.unknownDay'
  | 'demo.badCount'
  | 'demo.badInterval';

const DEFAULT_INSTRUMENTS = 60;
const DEFAULT_EVERY_MS = 3_000;
const LEAST_EVERY_MS = 500;
const MOST_EVERY_MS = 300_000;
/** The first session that the demo market lived through: all boards have their present rules by then. */
export const DEMO_BEGINS = '2024-01-02' as TradeDate;
/** The first session with a day before it, and so the first that can be asked for. */
const DEMO_FIRST_DAY = '2024-01-03' as TradeDate;
/** Standard deviation of a day's move of the market and of an industry around where the day leads. */
const MARKET_SIGMA = 0.005;
const SECTOR_SIGMA = 0.004;
const BATCH = 64;

export function createDemoMarket(options: DemoOptions): Result<DemoMarket, Refusal<DemoProblem>> {
  const { seed, date, calendar, instruments = DEFAULT_INSTRUMENTS, everyMs = DEFAULT_EVERY_MS } = options;
  if (!Number.isInteger(instruments) || instruments < 1 || instruments > MAX_INSTRUMENTS) {
    return refuse('demo.badCount', { instruments, most: MAX_INSTRUMENTS });
  }
  if (!Number.isInteger(everyMs) || everyMs < LEAST_EVERY_MS || everyMs > MOST_EVERY_MS) {
    return refuse('demo.badInterval', { everyMs, least: LEAST_EVERY_MS, most: MOST_EVERY_MS });
  }
  if (date < DEMO_FIRST_DAY) return refuse('demo.beforeFirstDay', { date, first: DEMO_FIRST_DAY });
  const sessions = calendar.sessionsBetween(DEMO_BEGINS, date);
  if (!sessions.ok) return refuse('demo.unknownDay', { date, first: calendar.first, last: calendar.last });
  const previousDate = sessions.value.at(-2);
  if (sessions.value.at(-1) !== date || previousDate === undefined) return refuse('demo.notASession', { date });
  const universe = demoUniverse(seed, instruments);
  const history = demoHistory(seed, universe, sessions.value);
  return ok(new InventedMarket({ seed, date, previousDate, universe, history, sessions: demoSessions(seed, universe, sessions.value) }, sessions.value.length, everyMs));
}

type Known = Pick<DemoMarket, 'seed' | 'date' | 'previousDate' | 'universe' | 'history' | 'sessions'>;

/** A moment at which snapshots are due: for most instruments, and for those without a closing call. */
interface Slot {
  readonly time: TimeOfDay;
  readonly called: Round | undefined;
  readonly uncalled: Round | undefined;
}

class InventedMarket implements DemoMarket {
  readonly seed: number;
  readonly date: TradeDate;
  readonly previousDate: TradeDate;
  readonly universe: readonly DemoInstrument[];
  readonly references: readonly DayReference[];
  readonly history: DemoHistory;
  readonly sessions: SessionSource;
  private readonly session: number;
  private readonly everyMs: number;

  constructor(known: Known, session: number, everyMs: number) {
    this.seed = known.seed;
    this.date = known.date;
    this.previousDate = known.previousDate;
    this.universe = known.universe;
    this.history = known.history;
    this.sessions = known.sessions;
    this.session = session;
    this.everyMs = everyMs;
    this.references = known.universe.map((one, i) => referenceOf(one, dayAt(known.history, i)));
  }

  *quotes(): Generator<Quote, void> {
    const random = seededRandom(this.seed * 15_485_863 + this.session);
    const days = this.beginDays(random);
    const slots = this.slots();
    const sky = new Sky();
    const index = new DemoIndex(this.universe, this.history.days);
    const midnight = atTime(this.date, 0 as TimeOfDay);
    for (const [number, slot] of slots.entries()) {
      sky.turn(slot.called ?? slot.uncalled, random);
      const span = Math.min(this.everyMs, (slots[number + 1]?.time ?? Infinity) - slot.time);
      for (const [i, { day, isCalled, sector }] of days.entries()) {
        const round = isCalled ? slot.called : slot.uncalled;
        if (round === undefined) continue;
        const time = (midnight + slot.time + Math.floor((i * span) / days.length)) as EpochMs;
        const quote = day.quote(round, number, time, sky.over(sector), random);
        if (quote === null) continue;
        index.count(i, quote);
        yield quote;
      }
      const quote = index.quote((midnight + slot.time + span - 1) as EpochMs);
      if (quote !== null) yield quote;
    }
  }

  *batches(): Generator<readonly Quote[], void> {
    let batch: Quote[] = [];
    for (const quote of this.quotes()) {
      batch.push(quote);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  private beginDays(random: Random): readonly Running[] {
    return this.universe.map((one, i) => {
      const day = dayAt(this.history, i);
      return { day: new DemoInstrumentDay(one, day, random), isCalled: hasClosingCall(day.rules), sector: one.sector };
    });
  }

  private slots(): readonly Slot[] {
    const byTime = new Map<TimeOfDay, { called?: Round; uncalled?: Round }>();
    for (const which of ['called', 'uncalled'] as const) {
      for (const round of demoRounds(this.everyMs, which === 'called')) {
        byTime.set(round.time, { ...byTime.get(round.time), [which]: round });
      }
    }
    return [...byTime]
      .toSorted(([a], [b]) => a - b)
      .map(([time, { called, uncalled }]) => ({ time, called, uncalled }));
  }
}

/** An instrument's day with what the loop over all of them needs. */
interface Running {
  readonly day: DemoInstrumentDay;
  readonly isCalled: boolean;
  readonly sector: number | null;
}

/** What moves the market and its industries, from slot to slot. */
class Sky {
  private passed = 0;
  private market = 0;
  private readonly weathers: Weather[] = Array.from({ length: SECTORS }, () => ({ market: 0, sector: 0 }));
  private fair: Weather = { market: 0, sector: 0 };

  turn(round: Round | undefined, random: Random): void {
    if (round?.kind !== 'trading') return;
    const root = Math.sqrt(Math.max(round.progress - this.passed, 0));
    this.passed = round.progress;
    this.market = MARKET_SIGMA * root * normal(random);
    for (let i = 0; i < SECTORS; i += 1) {
      this.weathers[i] = { market: this.market, sector: SECTOR_SIGMA * root * normal(random) };
    }
    this.fair = { market: this.market, sector: 0 };
  }

  over(sector: number | null): Weather {
    return sector === null ? this.fair : (this.weathers[sector] ?? this.fair);
  }
}

function dayAt(history: DemoHistory, index: number): DemoDay {
  const day = history.days[index];
  if (day === undefined) throw new RangeError(`no day for instrument ${index}`);
  return day;
}

function referenceOf({ instrument }: DemoInstrument, day: DemoDay): DayReference {
  const { prevClose, limits } = day;
  return { instrument, prevClose, limitUp: limits?.up ?? NO_PRICE, limitDown: limits?.down ?? NO_PRICE };
}
