import { DEFAULT_STRATEGY } from '../../../core/kernel/ids.ts';
import { type Random, seededRandom } from '../../../core/kernel/random.ts';
import { RATE_ONE, type Rate } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Signal } from '../../../core/plan/signal.ts';
import { demoAccount, indexOf } from './demo-account.ts';
import { type DemoMarket } from './demo-market.ts';

export interface DemoSignalOptions {
  /** How many instruments the strategy wants to hold; 15 unless told. */
  readonly lines?: number;
  /** What it holds already; what the demo account begins with unless told. */
  readonly held?: readonly InstrumentId[];
}

const DEFAULT_LINES = 15;
/** The strategy asks for so much of equity in all; the rest stays cash. */
const INVESTED = 0.94;
/** Weights are rounded down to a ten-thousandth. */
const WEIGHT_STEP = RATE_ONE / 10_000;

/** What the strategy knows of an instrument: nothing of the day to come. */
interface Score {
  readonly index: number;
  /** Return over the last sessions, as a fraction. */
  readonly momentum: number;
  /** Standard deviation of its daily returns. */
  readonly volatility: number;
}

interface Choice {
  readonly index: number;
  readonly reason: string;
  /** Relative weight. */
  readonly size: number;
}

/**
 * A strategy as people run it: most of what it holds, then what rose most over the last month, some of what moved least
 * and some of what fell most. Made after the close of the previous session; what is held and not named is to be sold.
 *
 * It wants the share that will seal at limit-up and sells the one that will open at limit-down, so that the demo meets
 * orders that wait; nothing else rests on the day to come.
 */
export function demoSignals(market: DemoMarket, options: DemoSignalOptions = {}): readonly Signal[] {
  const { lines = DEFAULT_LINES, held = demoAccount(market).positions.map(({ instrument }) => instrument) } = options;
  const random = seededRandom(market.seed * 101 + Number(market.date.replaceAll('-', '')));
  const picks = choose(market, Math.min(lines, market.universe.length), held, random);
  const total = picks.reduce((sum, { size }) => sum + size, 0);
  return picks.flatMap(({ index, reason, size }) => {
    const weight = (Math.floor((INVESTED * RATE_ONE * size) / total / WEIGHT_STEP) * WEIGHT_STEP) as Rate;
    if (weight === 0) return [];
    const signal: Signal = {
      date: market.previousDate,
      tradeDate: market.date,
      strategyId: DEFAULT_STRATEGY,
      instrument: idAt(market, index),
      ask: { kind: 'target', weight },
      refPrice: null,
      reason,
      execution: null,
      condition: null,
    };
    return [signal];
  });
}

function choose(market: DemoMarket, lines: number, held: readonly InstrumentId[], random: Random): readonly Choice[] {
  const avoided = toBeSold(market, held);
  const scores = market.universe.flatMap(({ instrument, sector }, index) =>
    sector === null || instrument.st || avoided.has(index) ? [] : [scoreOf(market, index)],
  );
  const picks = new Map<number, Choice>();
  const add = (from: readonly Score[], share: number, reason: (rank: number) => string): void => {
    for (const [i, { index }] of from.entries()) {
      if (picks.size >= Math.ceil(lines * share)) return;
      if (!picks.has(index)) picks.set(index, { index, reason: reason(i + 1), size: 0.7 + 0.6 * random() });
    }
  };
  const [sealsUp] = indexOf(market, 'sealsUp');
  if (sealsUp !== undefined && lines > 1) picks.set(sealsUp, { index: sealsUp, reason: '业绩预增 / earnings surprise', size: 0.8 });
  const kept = scores.filter(({ index }) => held.includes(idAt(market, index)));
  const strongest = scores.toSorted((a, b) => b.momentum - a.momentum);
  const calmest = scores.toSorted((a, b) => a.volatility - b.volatility);
  add(kept, 0.6, () => '继续持有 / keep');
  add(strongest, 0.75, (rank) => `动量排名 ${rank} / momentum rank ${rank}`);
  add(calmest, 0.9, (rank) => `低波动排名 ${rank} / low volatility rank ${rank}`);
  add(strongest.toReversed(), 1, (rank) => `超跌反弹排名 ${rank} / reversal rank ${rank}`);
  fillUp(market, picks, lines);
  return [...picks.values()];
}

/** The share that will open at limit-down, and every third holding. */
function toBeSold(market: DemoMarket, held: readonly InstrumentId[]): ReadonlySet<number> {
  const order = new Map(market.universe.map(({ instrument }, index) => [instrument.id, index]));
  const indexes = held.flatMap((id) => order.get(id) ?? []);
  return new Set([...indexOf(market, 'opensDown'), ...indexes.filter((_, n) => n % 3 === 2)]);
}

function idAt(market: DemoMarket, index: number): InstrumentId {
  const one = market.universe[index];
  if (one === undefined) throw new RangeError(`no instrument ${index}`);
  return one.instrument.id;
}

/** A plan of as many lines as instruments takes funds and shares under special treatment too. */
function fillUp(market: DemoMarket, picks: Map<number, Choice>, lines: number): void {
  for (let index = 0; picks.size < lines && index < market.universe.length; index += 1) {
    if (!picks.has(index)) picks.set(index, { index, reason: '分散配置 / diversification', size: 0.7 });
  }
}

function scoreOf(market: DemoMarket, index: number): Score {
  const closes = market.history.past[index] ?? [];
  const returns = closes.slice(1).map((close, i) => close / (closes[i] ?? close) - 1);
  const mean = returns.reduce((sum, value) => sum + value, 0) / Math.max(returns.length, 1);
  const variance = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(returns.length, 1);
  const [first, last] = [closes[0] ?? 1, closes.at(-1) ?? 1];
  return { index, momentum: last / first - 1, volatility: Math.sqrt(variance) };
}
