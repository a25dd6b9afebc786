import { type Random, normal, seededRandom } from '../../../core/kernel/random.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Price, type Quantity, UNITS_PER_YUAN, ZERO_QUANTITY, ZERO_MONEY, turnoverOf } from '../../../core/kernel/units.ts';
import { type SessionBar } from '../../../core/market/daily-history.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { DEFAULT_INDEX } from '../../../core/market/market-index.ts';
import { type SessionSource } from '../../../core/market/past-sessions.ts';
import { type DemoDay, demoDays } from './demo-history.ts';
import { indexLevel } from './demo-index.ts';
import { type DemoInstrument } from './demo-universe.ts';

/** What the invented market remembers of its past: a year, and the days on which a share may have been halted in it. */
const MOST_SESSIONS = 260;
const LOT = 100;
/** An index trades nothing itself; a bar without volume would be a halt. */
const INDEX_VOLUME = 1 as Quantity;
/** How far beyond open and close a share goes on an ordinary day, as a part of its own day's deviation. */
const REACH = 0.35;

/**
 * The sessions before the last of `dates`. They are lived through again when somebody asks for the first time, for most
 * days nobody does.
 */
export function demoSessions(seed: number, universe: readonly DemoInstrument[], dates: readonly TradeDate[]): SessionSource {
  let known: ReadonlyMap<InstrumentId, readonly SessionBar[]> | null = null;
  return (instrument, before, most) => {
    known ??= livedThrough(seed, universe, dates);
    const bars = (known.get(instrument) ?? []).filter(({ date }) => date < before);
    return bars.slice(Math.max(0, bars.length - most));
  };
}

function livedThrough(
  seed: number,
  universe: readonly DemoInstrument[],
  dates: readonly TradeDate[],
): ReadonlyMap<InstrumentId, readonly SessionBar[]> {
  const bars = universe.map((): SessionBar[] => []);
  const index: SessionBar[] = [];
  const from = dates.length - 1 - MOST_SESSIONS;
  let session = 0;
  for (const { date, days } of demoDays(seed, universe, dates.slice(0, -1))) {
    const random = seededRandom(seed * 6_700_417 + session);
    if (session >= from) {
      universe.forEach((one, i) => bars[i]?.push(barOf(one, date, days[i], random)));
      index.push(indexBar(universe, date, days));
    }
    session += 1;
  }
  return new Map([...universe.map(({ instrument }, i) => [instrument.id, bars[i] ?? []] as const), [DEFAULT_INDEX, index] as const]);
}

/** Of the index only its closes are known: who wants more has to watch it. */
function indexBar(universe: readonly DemoInstrument[], date: TradeDate, days: readonly DemoDay[]): SessionBar {
  const prevClose = indexLevel(universe, days.map((day) => day.prevClose));
  const close = indexLevel(universe, days.map((day) => day.close));
  const [high, low] = [Math.max(prevClose, close) as Price, Math.min(prevClose, close) as Price];
  return { date, open: prevClose, high, low, close, prevClose, volume: INDEX_VOLUME, turnover: ZERO_MONEY };
}

function barOf(one: DemoInstrument, date: TradeDate, day: DemoDay | undefined, random: Random): SessionBar {
  if (day === undefined) throw new RangeError(`no day for ${one.instrument.id}`);
  const { open, close, prevClose, limits, rules } = day;
  const [up, down, busy] = [random(), random(), normal(random)];
  if (day.role === 'suspended') return { date, open, high: open, low: open, close, prevClose, volume: ZERO_QUANTITY, turnover: ZERO_MONEY };
  const tick = rules.tick.value;
  const beyond = (price: number, share: number): Price => (Math.round((price * (1 + share * REACH * one.sigma)) / tick) * tick) as Price;
  const high = Math.min(beyond(Math.max(open, close), up), limits?.up ?? Infinity) as Price;
  const low = Math.max(beyond(Math.min(open, close), -down), limits?.down ?? tick) as Price;
  const shares = (one.dailyTurnover * Math.exp(0.35 * busy) * UNITS_PER_YUAN) / prevClose;
  const volume = (Math.max(1, Math.round(shares / LOT)) * LOT) as Quantity;
  return { date, open, high, low, close, prevClose, volume, turnover: turnoverOf(close, volume) };
}
