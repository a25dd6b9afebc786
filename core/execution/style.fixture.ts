import { type LineId, type OrderId, DEFAULT_STRATEGY } from '../kernel/ids.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay, timeOfDayOf } from '../kernel/time.ts';
import { type Price, UNITS_PER_YUAN, ZERO_MONEY, ZERO_QUANTITY, price, quantity, rate, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId, bareInstrument } from '../market/instrument.ts';
import { type Level, type Quote } from '../market/quote.ts';
import { minuteOf } from '../market/minute-tape.ts';
import { phaseAt } from '../market/session.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { MARKET_CURVE } from '../market/volume-curve.ts';
import { type Order, type OrderState, type Side } from '../orders/order.ts';
import { type PlanLine } from '../plan/line.ts';
import { NO_FEES } from '../portfolio/fees.ts';
import { type StyleContext } from './style.ts';

const DATE = '2024-03-06' as TradeDate;

export function yuan(amount: number): Price {
  return price(Math.round(amount * UNITS_PER_YUAN));
}

export interface ContextChange {
  readonly time?: string;
  readonly side?: Side;
  readonly instrument?: string;
  readonly remaining?: number;
  readonly openOrders?: readonly Order[];
  /** All orders of the line; the open ones where it is left out. */
  readonly orders?: readonly Order[];
  /** When its schedule began; left out: it has not. */
  readonly started?: string;
  /** Whether a person wants it done at once; left out: no. */
  readonly forced?: boolean;
  /** Shares that the market has traded in this minute. */
  readonly minuteVolume?: number;
  readonly asks?: readonly Level[];
  readonly bids?: readonly Level[];
  /** How long ago the line's last order ended; left out: it never had one. */
  readonly endedAgoMs?: number;
}

/** A line over 1,000 shares of a 60-yuan stock at ten in the morning, with five full levels on both sides. */
export function contextFor(change: ContextChange): StyleContext {
  const id = (change.instrument ?? '000333.SZ') as InstrumentId;
  const rules = tradingRules(bareInstrument(id), DATE);
  if (!rules.ok) throw new Error(rules.error.code);
  const now = atTime(DATE, timeOfDay(change.time ?? '10:00:00'));
  return {
    line: lineOf(id, change.side ?? 'buy'),
    remaining: quantity(change.remaining ?? 1_000),
    orders: change.orders ?? change.openOrders ?? [],
    openOrders: change.openOrders ?? [],
    ...scheduleOf(now, change),
    forced: change.forced ?? false,
    lastEnded: change.endedAgoMs === undefined ? null : ((now - change.endedAgoMs) as EpochMs),
    retryIntervalMs: 3_000,
    rules: rules.value,
    phase: phaseAt(rules.value, timeOfDayOf(now)),
    reference: { instrument: bareInstrument(id), prevClose: yuan(60), limitUp: yuan(66), limitDown: yuan(54) },
    quote: quoteOf(id, now, change.bids ?? levels(60, -0.01), change.asks ?? levels(60.01, 0.01)),
    now,
  };
}

function scheduleOf(now: EpochMs, { started, minuteVolume = 0 }: ContextChange): Pick<StyleContext, 'started' | 'minute' | 'volumeCurve'> {
  return {
    started: started === undefined ? null : atTime(DATE, timeOfDay(started)),
    minute: { from: minuteOf(now), volume: quantity(100_000 - minuteVolume) },
    volumeCurve: MARKET_CURVE,
  };
}

function levels(best: number, step: number): readonly Level[] {
  return [0, 1, 2, 3, 4].map((n) => ({ price: yuan(best + n * step), volume: quantity(1_000) }));
}

function lineOf(instrument: InstrumentId, side: Side): PlanLine {
  return {
    id: 'L1' as LineId,
    source: 'signal',
    strategyId: DEFAULT_STRATEGY,
    instrument,
    side,
    targetWeight: null,
    targetQuantity: quantity(1_000),
    currentQuantity: ZERO_QUANTITY,
    plannedQuantity: quantity(1_000),
    refPrice: yuan(60),
    estValue: ZERO_MONEY,
    estFees: ZERO_MONEY,
    style: { style: 'bestFive', rest: 'cancel', bound: rate(0) },
    condition: null,
    signalReason: '',
    blocked: null,
    adjustments: [],
    state: 'approved',
    paused: false,
    filled: ZERO_QUANTITY,
    reason: null,
  };
}

function quoteOf(instrument: InstrumentId, time: EpochMs, bids: readonly Level[], asks: readonly Level[]): Quote {
  const last = yuan(60);
  const volume = quantity(100_000);
  return {
    instrument,
    time,
    prevClose: yuan(60),
    open: last,
    high: last,
    low: last,
    last,
    volume,
    turnover: turnoverOf(last, volume),
    limitUp: yuan(66),
    limitDown: yuan(54),
    bids,
    asks,
    auction: null,
  };
}

/** An order of the line that was created at the given time of day. */
export function openOrder(created: string, state: OrderState = 'working'): Order {
  const at = atTime(DATE, timeOfDay(created));
  return {
    id: 'O1' as OrderId,
    lineId: 'L1' as LineId,
    strategyId: DEFAULT_STRATEGY,
    origin: 'plan',
    instrument: '000333.SZ' as InstrumentId,
    side: 'buy',
    type: 'limit',
    price: yuan(61.2),
    quantity: quantity(1_000),
    terms: { frozen: ZERO_MONEY, settlement: 'T+1' },
    state,
    filled: ZERO_QUANTITY,
    turnover: ZERO_MONEY,
    fees: NO_FEES,
    reason: null,
    created: at,
    updated: at,
  };
}
