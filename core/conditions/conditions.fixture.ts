import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../kernel/time.ts';
import { type Price, UNITS_PER_YUAN, money, price, quantity } from '../kernel/units.ts';
import { bareInstrument, type InstrumentId } from '../market/instrument.ts';
import { type DailyBar } from '../market/daily-history.ts';
import { type DayReference, type Quote } from '../market/quote.ts';
import { type Condition } from './condition.ts';
import { type ConditionFacts } from './facts.ts';
import { parseCondition } from './parse-condition.ts';

const ID = '300274.SZ' as InstrumentId;
const DATE = '2024-03-06' as TradeDate;

export function yuan(amount: number): Price {
  return price(Math.round(amount * UNITS_PER_YUAN));
}

export function clock(time: string): EpochMs {
  return atTime(DATE, timeOfDay(time));
}

/** A quote at `last`, previous close 100, limits 80 and 120. */
export function quoteAt(last: number, more: Partial<Quote> = {}): Quote {
  return {
    instrument: ID,
    time: clock('10:00:00'),
    prevClose: yuan(100),
    open: yuan(101),
    high: yuan(Math.max(103, last)),
    low: yuan(Math.min(98, last)),
    last: yuan(last),
    volume: quantity(10_000),
    turnover: money(1_005_000 * UNITS_PER_YUAN),
    limitUp: yuan(120),
    limitDown: yuan(80),
    bids: [],
    asks: [],
    auction: null,
    ...more,
  };
}

export const REFERENCE: DayReference = {
  instrument: bareInstrument(ID),
  prevClose: yuan(100),
  limitUp: yuan(120),
  limitDown: yuan(80),
};

export function bar(close: number, volume = 1_000): DailyBar {
  return { high: yuan(close + 1), low: yuan(close - 1), close: yuan(close), volume: quantity(volume) };
}

/** Nothing is known but the time; `known` says the rest. */
export function facts(known: Partial<ConditionFacts> = {}): ConditionFacts {
  const nobodyKnows = () => null;
  return {
    now: clock('10:00:00'),
    quote: undefined,
    reference: undefined,
    suspended: nobodyKnows,
    bars: nobodyKnows,
    freeFloat: nobodyKnows,
    holdingDays: nobodyKnows,
    position: nobodyKnows,
    indexChange: nobodyKnows,
    sectorChange: nobodyKnows,
    sector: nobodyKnows,
    breadth: nobodyKnows,
    blacklisted: nobodyKnows,
    ...known,
  };
}

export function barsOf(...closes: readonly number[]): ConditionFacts['bars'] {
  return (days) => (days > closes.length ? null : closes.slice(-days).map((close) => bar(close)));
}

/** A condition that a test knows to be right. */
export function condition(text: string): Condition {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new RangeError(`${text}: ${parsed.error.code} ${JSON.stringify(parsed.error.params)}`);
  return parsed.value;
}
