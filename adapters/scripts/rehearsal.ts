import { type ConditionFacts } from '../../core/conditions/facts.ts';
import { type ScriptMove, type ScriptState, type ScriptUse } from '../../core/execution/script-port.ts';
import { type StyleContext } from '../../core/execution/style.ts';
import { type LineId, type OrderId, DEFAULT_STRATEGY } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Result, ok } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay, timeOfDayOf } from '../../core/kernel/time.ts';
import { NO_PRICE, ZERO_MONEY, ZERO_QUANTITY, price, quantity, turnoverOf } from '../../core/kernel/units.ts';
import { type InstrumentId, bareInstrument } from '../../core/market/instrument.ts';
import { minuteOf } from '../../core/market/minute-tape.ts';
import { type DayReference, type Level, type Quote } from '../../core/market/quote.ts';
import { type TradingRules } from '../../core/market/rules.ts';
import { phaseAt } from '../../core/market/session.ts';
import { tradingRules } from '../../core/market/trading-rules.ts';
import { MARKET_CURVE } from '../../core/market/volume-curve.ts';
import { type Order } from '../../core/orders/order.ts';
import { type PlanLine } from '../../core/plan/line.ts';
import { NO_FEES } from '../../core/portfolio/fees.ts';
import { type LoadedScripts } from './loaded-scripts.ts';
import { type ScriptProblem } from './problem.ts';

const DATE = '2024-03-06' as TradeDate;
const ID = '600000.SH' as InstrumentId;
const PLANNED = quantity(1_000);
const PREV_CLOSE = price(100_000);
const TICK = 100;

/** Moments of an invented day, each with its best bid; null: no quote yet. */
const MOMENTS: readonly (readonly [time: string, bid: number | null])[] = [
  ['09:10:00', null],
  ['09:20:00', 100_000],
  ['09:31:00', 99_900],
  ['09:31:03', 99_900],
  ['09:45:00', 99_500],
  ['10:30:00', 99_000],
  ['10:30:03', 99_000],
  ['12:00:00', 99_000],
  ['13:30:00', 100_500],
  ['14:45:00', 101_000],
  ['14:58:00', 101_000],
  ['15:05:00', 101_000],
];

/** What a script said at one moment. */
export interface RehearsedStep<Answer> {
  readonly now: EpochMs;
  readonly phase: string;
  readonly answer: Answer;
  readonly state: ScriptState;
}

/**
 * Puts a style through an invented day: a buy of 1,000 shares at about 10 yuan, from before the open to after the close.
 * What it sends stays on the book unfilled until it is taken back. The first error ends it.
 */
export async function rehearseStyle(scripts: LoadedScripts, use: ScriptUse): Promise<Result<readonly RehearsedStep<ScriptMove>[], ScriptProblem>> {
  const steps: RehearsedStep<ScriptMove>[] = [];
  let orders: readonly Order[] = [];
  let { state } = use;
  for (const [time, bid] of MOMENTS) {
    const context = contextAt(atTime(DATE, timeOfDay(time)), bid, orders);
    const asked = await scripts.nextMove({ ...use, state }, context);
    if (!asked.ok) return asked;
    const { move: answer } = asked.value;
    ({ state } = asked.value);
    steps.push({ now: context.now, phase: context.phase.name, answer, state });
    if (answer.kind === 'finish') break;
    orders = ordersAfter(orders, answer, context.now);
  }
  return ok(steps);
}

/** Asks a condition over the same invented day. */
export async function rehearseCondition(scripts: LoadedScripts, use: ScriptUse): Promise<Result<readonly RehearsedStep<boolean>[], ScriptProblem>> {
  const steps: RehearsedStep<boolean>[] = [];
  let { state } = use;
  for (const [time, bid] of MOMENTS) {
    const now = atTime(DATE, timeOfDay(time));
    const asked = await scripts.holds({ ...use, state }, ID, factsAt(now, bid));
    if (!asked.ok) return asked;
    ({ state } = asked.value);
    steps.push({ now, phase: phaseAt(rules(), timeOfDayOf(now)).name, answer: asked.value.holds, state });
  }
  return ok(steps);
}

const REFERENCE: DayReference = {
  instrument: bareInstrument(ID),
  prevClose: PREV_CLOSE,
  limitUp: price(110_000),
  limitDown: price(90_000),
};

function rules(): TradingRules {
  const found = tradingRules(REFERENCE.instrument, DATE);
  invariant(found.ok, 'the rules of an ordinary share on an ordinary day are known');
  return found.value;
}

function contextAt(now: EpochMs, bid: number | null, orders: readonly Order[]): StyleContext {
  const openOrders = orders.filter((order) => order.state === 'working');
  const last = orders.at(-1);
  const tradingRulesOfDay = rules();
  return {
    line: LINE,
    remaining: quantity(PLANNED - openOrders.reduce((sum, order) => sum + order.quantity, 0)),
    orders,
    openOrders,
    lastEnded: last === undefined || last.state === 'working' ? null : last.updated,
    started: null,
    forced: false,
    retryIntervalMs: 3_000,
    rules: tradingRulesOfDay,
    phase: phaseAt(tradingRulesOfDay, timeOfDayOf(now)),
    reference: REFERENCE,
    quote: quoteAt(now, bid),
    minute: { from: minuteOf(now), volume: ZERO_QUANTITY },
    volumeCurve: MARKET_CURVE,
    now,
  };
}

function factsAt(now: EpochMs, bid: number | null): ConditionFacts {
  const nobodyKnows = (): null => null;
  return {
    now,
    quote: quoteAt(now, bid),
    reference: REFERENCE,
    suspended: () => false,
    bars: nobodyKnows,
    freeFloat: nobodyKnows,
    holdingDays: nobodyKnows,
    position: nobodyKnows,
    indexChange: nobodyKnows,
    sectorChange: nobodyKnows,
    sector: nobodyKnows,
    breadth: nobodyKnows,
    blacklisted: () => false,
  };
}

function quoteAt(time: EpochMs, bid: number | null): Quote | undefined {
  if (bid === null) return undefined;
  const traded = phaseAt(rules(), timeOfDayOf(time)).matching !== 'auction';
  const last = traded ? price(bid) : NO_PRICE;
  const volume = quantity(traded ? 1_000_000 : 0);
  return {
    instrument: ID,
    time,
    prevClose: PREV_CLOSE,
    open: last,
    high: last,
    low: last,
    last,
    volume,
    turnover: turnoverOf(PREV_CLOSE, volume),
    limitUp: REFERENCE.limitUp,
    limitDown: REFERENCE.limitDown,
    bids: traded ? levels(bid, -TICK) : [],
    asks: traded ? levels(bid + TICK, TICK) : [],
    auction: traded ? null : { price: price(bid), matched: quantity(10_000), unmatched: ZERO_QUANTITY, unmatchedSide: null },
  };
}

function levels(best: number, step: number): readonly Level[] {
  return [0, 1, 2, 3, 4].map((n) => ({ price: price(best + n * step), volume: quantity(10_000) }));
}

function ordersAfter(orders: readonly Order[], move: ScriptMove, now: EpochMs): readonly Order[] {
  if (move.kind === 'cancel') {
    return orders.map((order) => (order.id === move.orderId ? { ...order, state: 'cancelled', updated: now } : order));
  }
  if (move.kind !== 'send') return orders;
  const sent: Order = {
    id: `O${orders.length + 1}` as OrderId,
    lineId: LINE.id,
    strategyId: DEFAULT_STRATEGY,
    origin: 'plan',
    instrument: ID,
    side: 'buy',
    type: move.type,
    price: move.price,
    quantity: move.quantity,
    terms: { frozen: ZERO_MONEY, settlement: 'T+1' },
    state: 'working',
    filled: ZERO_QUANTITY,
    turnover: ZERO_MONEY,
    fees: NO_FEES,
    reason: null,
    created: now,
    updated: now,
  };
  return [...orders, sent];
}

const LINE: PlanLine = {
  id: 'L1' as LineId,
  source: 'signal',
  strategyId: DEFAULT_STRATEGY,
  instrument: ID,
  side: 'buy',
  targetWeight: null,
  targetQuantity: PLANNED,
  currentQuantity: ZERO_QUANTITY,
  plannedQuantity: PLANNED,
  refPrice: PREV_CLOSE,
  estValue: turnoverOf(PREV_CLOSE, PLANNED),
  estFees: ZERO_MONEY,
  style: { style: 'limit', price: null },
  condition: null,
  signalReason: '',
  blocked: null,
  adjustments: [],
  state: 'approved',
  paused: false,
  filled: ZERO_QUANTITY,
  reason: null,
};
