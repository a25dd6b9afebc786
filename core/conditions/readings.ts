import { InvariantError } from '../kernel/invariant.ts';
import { type Price, type Rate, RATE_ONE, averagePrice, mulDiv, ratioOf, turnoverOf } from '../kernel/units.ts';
import { type DailyBar } from '../market/daily-history.ts';
import { type MarketBreadth, LEAST_MARKET, LEAST_SECTOR } from '../market/breadth.ts';
import { isNoLimitSentinel } from '../market/price-limits.ts';
import { type ConditionFacts, type Datum } from './facts.ts';

/** A value in the unit of its term, or what is missing to tell it. */
export type Reading = number | Datum;
/** So, not so, or what is missing to tell. */
export type StateReading = boolean | Datum;

/** The price at which a call auction would match now; outside of auctions the last trade. */
export function priceOf({ quote }: ConditionFacts): Reading {
  if (quote === undefined) return 'price';
  return known(quote.auction?.price ?? quote.last, 'price');
}

export function prevCloseOf({ reference, quote }: ConditionFacts): Reading {
  return known(reference?.prevClose ?? quote?.prevClose, 'prevClose');
}

export function openOf({ quote }: ConditionFacts): Reading {
  return known(quote?.open, 'open');
}

/** Highest and lowest trade of today. */
export function dayRangeOf({ quote }: ConditionFacts, end: 'high' | 'low'): Reading {
  return known(quote?.[end], 'dayRange');
}

/** A price of 0 is none. */
function known(price: Price | undefined, datum: Datum): Reading {
  return price === undefined || price <= 0 ? datum : price;
}

/** How far `value` is from the previous close, as a rate of it. */
export function changeFromPrevClose(value: Reading, facts: ConditionFacts): Reading {
  return map2(value, prevCloseOf(facts), (now, before) => ratioOf(now - before, before));
}

/** Whether the price stands at the day's limit. Without a limit it never does. */
export function atLimit(facts: ConditionFacts, end: 'limitUp' | 'limitDown'): StateReading {
  const { reference, quote } = facts;
  const limit = reference?.[end] ?? quote?.[end];
  if (limit === undefined) return 'limits';
  if (isNoLimitSentinel(limit)) return false;
  const price = priceOf(facts);
  if (typeof price === 'string') return price;
  return end === 'limitUp' ? price >= limit : price <= limit;
}

export function vwapOf({ quote }: ConditionFacts): Reading {
  if (quote === undefined || quote.volume === 0) return 'volume';
  return averagePrice(quote.turnover, quote.volume);
}

export function volumeOf({ quote }: ConditionFacts): Reading {
  return quote?.volume ?? 'volume';
}

export function turnoverRateOf(facts: ConditionFacts): Reading {
  const shares = facts.freeFloat();
  if (shares === null || shares === 0) return 'freeFloat';
  return map2(volumeOf(facts), shares, (volume, float) => ratioOf(volume, float));
}

/** Mean close of the `days` sessions that ended `ago` sessions before the last one. */
export function averageCloseOf(facts: ConditionFacts, days: number, ago = 0): Reading {
  return ofBars(facts, days + ago, (bars) => meanOf(bars.slice(0, days), (bar) => bar.close));
}

/** Whether the mean of the last `days` closes went up (`1`) or down (`-1`) with the last session. */
export function isMoving(facts: ConditionFacts, days: number, way: 1 | -1): StateReading {
  const step = stepOf(facts, days, 0);
  return typeof step === 'string' ? step : step * way > 0;
}

/** Whether it did so with the last session and had not with the one before. */
export function isTurning(facts: ConditionFacts, days: number, way: 1 | -1): StateReading {
  const [last, before] = [stepOf(facts, days, 0), stepOf(facts, days, 1)];
  if (typeof before === 'string') return before;
  return typeof last === 'string' ? last : last * way > 0 && before * way <= 0;
}

/** By how much a mean of `days` closes changes when the session `ago` joins it: exactly, as a sum and not a mean. */
function stepOf(facts: ConditionFacts, days: number, ago: number): Reading {
  const needed = days + 1 + ago;
  const bars = facts.bars(needed);
  const [joined, left] = [bars?.[days], bars?.[0]];
  return joined === undefined || left === undefined ? 'dailyBars' : joined.close - left.close;
}

export function rangeOf(facts: ConditionFacts, days: number, end: 'high' | 'low'): Reading {
  const best = end === 'high' ? Math.max : Math.min;
  return ofBars(facts, days, (bars) => best(...bars.map((bar) => bar[end])));
}

export function averageVolumeOf(facts: ConditionFacts, days: number): Reading {
  return ofBars(facts, days, (bars) => meanOf(bars, (bar) => bar.volume));
}

/** Today's volume so far as a rate of the mean of the last `days` whole sessions. */
export function volumeRatioOf(facts: ConditionFacts, days: number): Reading {
  return map2(volumeOf(facts), averageVolumeOf(facts, days), (volume, mean) => (mean === 0 ? 'dailyBars' : ratioOf(volume, mean)));
}

function ofBars(facts: ConditionFacts, days: number, read: (bars: readonly DailyBar[]) => number): Reading {
  const bars = facts.bars(days);
  return bars === null || bars.length < days ? 'dailyBars' : read(bars);
}

function meanOf(bars: readonly DailyBar[], read: (bar: DailyBar) => number): number {
  return mulDiv(bars.reduce((sum, bar) => sum + read(bar), 0), 1, bars.length, 'halfUp');
}

/** What the position would bring at the price, less what it cost, without fees. */
export function profitOf(facts: ConditionFacts): Reading {
  const position = facts.position();
  if (position === null) return 'position';
  return map2(priceOf(facts), position.cost, (price, cost) => turnoverOf(price as Price, position.quantity) - cost);
}

export function profitRateOf(facts: ConditionFacts): Reading {
  const cost = facts.position()?.cost ?? 0;
  return map2(profitOf(facts), cost, (profit, paid) => (paid === 0 ? 'position' : ratioOf(profit, paid)));
}

type Count = Exclude<keyof MarketBreadth, 'isWhole'>;

export function countOf(facts: ConditionFacts, which: Count): Reading {
  const breadth = facts.breadth();
  if (breadth === null || (breadth.quoted < LEAST_MARKET && breadth.isWhole !== true)) return 'market';
  return breadth[which];
}

export function shareOf(facts: ConditionFacts, which: Count): Reading {
  return map2(countOf(facts, which), countOf(facts, 'quoted'), ratioOf);
}

/** The same of the instrument's own industry. */
export function sectorCountOf(facts: ConditionFacts, which: Count): Reading {
  const sector = facts.sector();
  return sector === null || sector.quoted < LEAST_SECTOR ? 'sector' : sector[which];
}

export function sectorShareOf(facts: ConditionFacts, which: Count): Reading {
  return map2(sectorCountOf(facts, which), sectorCountOf(facts, 'quoted'), ratioOf);
}

/** A result that needs both; the first that is missing is named. What cannot be reckoned is not known either. */
export function map2(a: Reading, b: Reading, reckon: (a: number, b: number) => Reading | Rate): Reading {
  if (typeof a === 'string') return a;
  if (typeof b === 'string') return b;
  return reckoned(() => reckon(a, b));
}

/** Beyond the safe integers nothing is known; a trader's condition must not halt the account. */
function reckoned(reckon: () => Reading): Reading {
  try {
    const value = reckon();
    return typeof value === 'string' || Number.isSafeInteger(value) ? value : 'tooLarge';
  } catch (error) {
    if (error instanceof InvariantError) return 'tooLarge';
    throw error;
  }
}

/** `value * factor` (a rate or a plain factor of 1e-8), rounded half up to the unit of `value`. */
export function scaled(value: number, factor: number): number {
  return mulDiv(value, factor, RATE_ONE, 'halfUp');
}

/** `value` over `divisor`, the other way about when the divisor is negative; `unit` is what 1 is in the result. */
export function divided(value: number, divisor: number, unit: number): Reading {
  if (divisor === 0) return 'divisionByZero';
  return divisor > 0 ? mulDiv(value, unit, divisor, 'halfUp') : mulDiv(-value, unit, -divisor, 'halfUp');
}
