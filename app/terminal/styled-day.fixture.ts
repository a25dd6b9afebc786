import { type Actor, DEFAULT_STRATEGY } from '../../core/kernel/ids.ts';
import { type TimeOfDay, type TradeDate, timeOfDay, timeOfDayOf } from '../../core/kernel/time.ts';
import { UNITS_PER_YUAN, money, quantity, turnoverOf } from '../../core/kernel/units.ts';
import { realQuotes } from '../../core/exchange/real-day.fixture.ts';
import { type InstrumentId, bareInstrument } from '../../core/market/instrument.ts';
import { minuteOf } from '../../core/market/minute-tape.ts';
import { type Quote } from '../../core/market/quote.ts';
import { MARKET_CURVE, type VolumeCurve } from '../../core/market/volume-curve.ts';
import { type Command } from '../../core/oms/command.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../../core/oms/config.ts';
import { type DryRunSlice } from '../../core/oms/decide/dry-run.ts';
import { type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { type Journal } from '../../core/oms/ports.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type Fill, type Side } from '../../core/orders/order.ts';
import { type ExecutionStyle } from '../../core/plan/line.ts';
import { openPaperDay } from './paper-day.ts';

const TRADER = 'trader' as Actor;
const CASH_YUAN = 100_000_000;

export interface StyledDay {
  readonly date: string;
  /** Below `../shared/data`. */
  readonly quotes: string;
  readonly instrument: string;
  readonly side: Side;
  readonly shares: number;
  readonly style: ExecutionStyle;
  /** Left out: the market-wide one. */
  readonly curve?: VolumeCurve;
  /** What a person does at a time of day, at the first quote from then on. */
  readonly hand?: readonly { readonly at: string; readonly command: (state: OmsState) => Command | null }[];
}

export interface DayOutcome {
  /** What the line was to send, asked before the day's first quote. */
  readonly planned: readonly DryRunSlice[];
  readonly state: OmsState;
  readonly records: readonly Recorded[];
  /** The instrument's own. */
  readonly quotes: readonly Quote[];
}

/** One line of one style through a real day on the simulated exchange. */
export function runStyledDay(day: StyledDay): DayOutcome {
  const quotes = quotesOf(day.quotes, day.instrument);
  const records: Recorded[] = [];
  const paper = openPaperDay(inputsOf(day, quotes), listJournal(records), null);
  const { engine } = paper;
  const signal = {
    date: day.date as TradeDate,
    tradeDate: day.date as TradeDate,
    strategyId: DEFAULT_STRATEGY,
    instrument: day.instrument as InstrumentId,
    ask: { kind: 'quantity', side: day.side, quantity: quantity(day.shares) } as const,
    refPrice: null,
    reason: '',
    execution: null,
    condition: null,
  };
  engine.command({ type: 'importSignals', signals: [signal], source: 'test' }, TRADER);
  const planned = engine.looks.dryRunPlan().lines.flatMap(({ run }) => run.slices);
  const hand = [...(day.hand ?? [])];
  for (const quote of quotes) {
    while (hand[0] !== undefined && timeOfDayOf(quote.time) >= timeOfDay(hand[0].at)) {
      const command = hand.shift()?.command(engine.state) ?? null;
      if (command !== null) engine.command(command, TRADER);
    }
    engine.quote(quote);
  }
  const last = quotes.at(-1)?.time ?? null;
  engine.quotesEnded(last, last !== null && timeOfDayOf(last) < paper.timetable.lastMatch);
  for (let moment = engine.nextMoment; moment !== null; moment = engine.nextMoment) engine.time(moment);
  engine.close(TRADER);
  return { planned, state: engine.state, records, quotes };
}

const cache = new Map<string, readonly Quote[]>();

export function quotesOf(path: string, instrument: string): readonly Quote[] {
  const all = cache.get(path) ?? [...realQuotes(path)];
  cache.set(path, all);
  return all.filter((quote) => quote.instrument === instrument);
}

function inputsOf({ date, instrument, shares, side, style, curve }: StyledDay, quotes: readonly Quote[]): Parameters<typeof openPaperDay>[0] {
  const [first] = quotes;
  if (first === undefined) throw new Error(`no quotes of ${instrument}`);
  const held = {
    instrument: first.instrument,
    strategyId: DEFAULT_STRATEGY,
    quantity: quantity(shares),
    sellable: quantity(shares),
    cost: turnoverOf(first.prevClose, quantity(shares)),
  };
  const config: TradingConfig = {
    ...DEFAULT_CONFIG,
    plan: { ...DEFAULT_CONFIG.plan, approval: 'automatic' },
    execution: { ...DEFAULT_CONFIG.execution, default: style },
  };
  const { prevClose, limitUp, limitDown } = first;
  return {
    date: date as TradeDate,
    account: 'test',
    seed: 1,
    opening: { cash: money(CASH_YUAN * UNITS_PER_YUAN), positions: side === 'sell' ? [held] : [] },
    config,
    volumeCurve: () => (curve === undefined ? undefined : { curve, days: 1 }),
    references: [{ instrument: bareInstrument(first.instrument), prevClose, limitUp, limitDown }],
  };
}

function listJournal(records: Recorded[]): Journal {
  return {
    read: () => records,
    append: (step, at, events: readonly OmsEvent[]) => {
      const first = records.length + 1;
      events.forEach((event, index) => records.push({ seq: first + index, step, at, event }));
      return first;
    },
  };
}

/** The average price of what the line traded, in yuan. */
export function averageOf(fills: readonly Fill[]): number {
  const shares = fills.reduce((sum, fill) => sum + fill.quantity, 0);
  return fills.reduce((sum, fill) => sum + fill.price * fill.quantity, 0) / shares / UNITS_PER_YUAN;
}

/** What the market traded at on average between two times of day, per share, in yuan. */
export function marketVwap(quotes: readonly Quote[], from: TimeOfDay, until: TimeOfDay): number {
  const begin = quotes.findLast((quote) => timeOfDayOf(quote.time) <= from);
  const end = quotes.findLast((quote) => timeOfDayOf(quote.time) <= until);
  if (begin === undefined || end === undefined) throw new Error('no quotes in the window');
  return (end.turnover - begin.turnover) / (end.volume - begin.volume) / UNITS_PER_YUAN;
}

/** The last price, averaged over the time that it stood between two times of day, lunch left out; in yuan. */
export function marketTwap(quotes: readonly Quote[], from: TimeOfDay, until: TimeOfDay): number {
  let [weight, sum] = [0, 0];
  quotes.forEach((quote, index) => {
    const next = quotes[index + 1];
    const [begins, ends] = [timeOfDayOf(quote.time), next === undefined ? until : timeOfDayOf(next.time)];
    for (const [opens, closes] of SESSIONS) {
      const stood = Math.max(0, Math.min(ends, until, closes) - Math.max(begins, from, opens));
      weight += stood;
      sum += stood * quote.last;
    }
  });
  return sum / weight / UNITS_PER_YUAN;
}

const SESSIONS = [
  [timeOfDay('09:30:00'), timeOfDay('11:30:00')],
  [timeOfDay('13:00:00'), timeOfDay('14:57:00')],
] as const;

/** What the market traded in each stretch of the market-wide curve. */
export function tradedByBucket(quotes: readonly Quote[]): readonly number[] {
  const volumeAt = (time: TimeOfDay): number => quotes.findLast((quote) => timeOfDayOf(quote.time) <= time)?.volume ?? 0;
  return MARKET_CURVE.map(({ from, until }) => volumeAt(until) - volumeAt(from));
}

/** Ours as a share of what the market traded, in the worst clock minute of the continuous session. */
export function worstParticipation(quotes: readonly Quote[], fills: readonly Fill[]): number {
  const ours = new Map<number, number>();
  for (const fill of fills) ours.set(minuteOf(fill.time), (ours.get(minuteOf(fill.time)) ?? 0) + fill.quantity);
  let worst = 0;
  for (const [minute, shares] of ours) {
    const before = quotes.findLast((quote) => quote.time < minute)?.volume ?? 0;
    const after = quotes.findLast((quote) => minuteOf(quote.time) === minute)?.volume ?? before;
    worst = Math.max(worst, shares / (after - before));
  }
  return worst;
}
