import { parseDecimal, MONEY_SCALE, RATE_SCALE } from '../../kernel/decimal.ts';
import { type TradeDate, parseTradeDate } from '../../kernel/time.ts';
import { type Price, type Rate } from '../../kernel/units.ts';
import { type Board, type Exchange, type InstrumentId } from '../instrument.ts';
import { type Sourced } from '../rules.ts';

/**
 * What a rule is looked up by. A table lists its rows in order and the first that fits wins, so that an exception
 * stands above the rule it is an exception to.
 */
export interface RuleKey {
  readonly id: InstrumentId;
  readonly board: Board;
  readonly exchange: Exchange;
  readonly st: boolean;
  readonly date: TradeDate;
  /** Day of the first listing; the day itself where nobody knows it. */
  readonly listed: TradeDate;
  /** 1 on the day of listing; null for a seasoned instrument. */
  readonly listedSession: number | null;
  /** Whether the day has no price limit; false while the limit itself is looked up. */
  readonly unlimited: boolean;
}

/** To whom a row applies. What is left out does not matter. */
export interface RuleScope {
  readonly boards: readonly Board[];
  readonly exchanges?: readonly Exchange[];
  /** Beginnings of the code. */
  readonly codes?: readonly string[];
  readonly st?: boolean;
  readonly unlimited?: boolean;
  /** Only the first `sessions` of an instrument that was listed between these days, both included. */
  readonly newlyListed?: {
    readonly sessions: number;
    readonly from: TradeDate | null;
    readonly to: TradeDate | null;
  };
}

export interface RuleRow<T> {
  readonly scope: RuleScope;
  readonly rule: Sourced<T>;
}

/**
 * Makes a row. `source` names the document and says how far it was checked: nothing is added where the value and the
 * date were found in public quotations of the document or in real data, `(unverified)` where they rest on our own
 * knowledge of it alone.
 */
export function row<T>(
  scope: RuleScope,
  value: T,
  period: readonly [from: string | null, to: string | null],
  source: string,
): RuleRow<T> {
  const [from, to] = period;
  return {
    scope,
    rule: { value, source, from: from === null ? null : day(from), to: to === null ? null : day(to) },
  };
}

/** The rule of `table` for `key`, or undefined when the table has none. */
export function findRule<T>(table: readonly RuleRow<T>[], key: RuleKey): Sourced<T> | undefined {
  for (const { scope, rule } of table) {
    if (inForce(rule, key.date) && fits(scope, key)) return rule;
  }
  return undefined;
}

function inForce(rule: Sourced<unknown>, date: TradeDate): boolean {
  return (rule.from === null || rule.from <= date) && (rule.to === null || date <= rule.to);
}

function fits(scope: RuleScope, key: RuleKey): boolean {
  if (!scope.boards.includes(key.board)) return false;
  if (scope.exchanges !== undefined && !scope.exchanges.includes(key.exchange)) return false;
  if (scope.st !== undefined && scope.st !== key.st) return false;
  if (scope.unlimited !== undefined && scope.unlimited !== key.unlimited) return false;
  if (scope.codes !== undefined && !scope.codes.some((code) => key.id.startsWith(code))) return false;
  return scope.newlyListed === undefined || isNew(scope.newlyListed, key);
}

function isNew(listing: NonNullable<RuleScope['newlyListed']>, key: RuleKey): boolean {
  if (key.listedSession === null || key.listedSession > listing.sessions) return false;
  return (listing.from === null || listing.from <= key.listed) && (listing.to === null || key.listed <= listing.to);
}

/** A day known when the code is written. @throws RangeError when the text is not one. */
export function day(text: string): TradeDate {
  const parsed = parseTradeDate(text);
  if (!parsed.ok) throw new RangeError(`not a date: ${text}`);
  return parsed.value;
}

/** A rate known when the code is written, as a fraction. @throws RangeError when the text is not one. */
export function fraction(text: string): Rate {
  const parsed = parseDecimal(text, RATE_SCALE);
  if (!parsed.ok) throw new RangeError(`not a rate: ${text}`);
  return parsed.value as Rate;
}

/** A price known when the code is written, in yuan. @throws RangeError when the text is not one. */
export function yuan(text: string): Price {
  const parsed = parseDecimal(text, MONEY_SCALE);
  if (!parsed.ok) throw new RangeError(`not a price: ${text}`);
  return parsed.value as Price;
}
