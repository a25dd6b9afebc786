import { type EpochMs } from '../kernel/time.ts';
import { type Money, type Quantity, type Rate } from '../kernel/units.ts';
import { type DailyBar } from '../market/daily-history.ts';
import { type MarketBreadth } from '../market/breadth.ts';
import { type DayReference, type Quote } from '../market/quote.ts';

/** What the strategy of a line holds of its instrument. */
export interface HeldPosition {
  readonly quantity: Quantity;
  /** What it cost in all, without fees. */
  readonly cost: Money;
}

/**
 * Everything that a condition may look at, for one instrument at one moment. Null or undefined means that nobody knows;
 * no implementation may put a likely value in its place.
 */
export interface ConditionFacts {
  readonly now: EpochMs;
  /** The latest quote of the day. */
  readonly quote: Quote | undefined;
  readonly reference: DayReference | undefined;
  /** Whether trading in the instrument is halted. */
  suspended(): boolean | null;
  /** The last `days` sessions before today, oldest first, at today's price basis; null unless all of them are known. */
  bars(days: number): readonly DailyBar[] | null;
  /** Shares that can change hands (流通股), for the turnover rate. */
  freeFloat(): Quantity | null;
  /** Sessions since the position was opened: 0 on its first day. */
  holdingDays(): number | null;
  /** Null when nothing is held. */
  position(): HeldPosition | null;
  /** Change of an index from its previous close. */
  indexChange(index: string): Rate | null;
  /** Mean change of the stocks of the instrument's own industry. */
  sectorChange(): Rate | null;
  /** How many of them stand where. */
  sector(): MarketBreadth | null;
  breadth(): MarketBreadth | null;
  /** Null: there is no blacklist. */
  blacklisted(): boolean | null;
  /** What the user's own script of this name has just said; null: it has not been asked. Left out: nobody can be. */
  script?(name: string): boolean | null;
}

/** What could not be known, so that a condition is `unknown`. */
export const DATA = [
  'price',
  'prevClose',
  'open',
  'dayRange',
  'volume',
  'limits',
  'suspension',
  'dailyBars',
  'freeFloat',
  'holdingDays',
  'position',
  'index',
  'sector',
  'market',
  'blacklist',
  'script',
  'tooLarge',
  'divisionByZero',
] as const;
export type Datum = (typeof DATA)[number];
