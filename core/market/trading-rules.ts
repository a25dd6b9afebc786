import { type Refusal, type Result, ok, refuse } from '../kernel/result.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Calendar, exchangeCalendar } from './calendar.ts';
import { type Board, type Instrument, exchangeOf } from './instrument.ts';
import { SETTLEMENTS, STAMP_TAX_BUY, STAMP_TAX_SELL, TRANSFER_FEES } from './rule-tables/costs.ts';
import { ORDER_TYPE_RULES } from './rule-tables/order-types.ts';
import { PRICE_CAGES, PRICE_LIMITS } from './rule-tables/price-limits.ts';
import { LOTS, QUANTITY_CAPS, TICKS } from './rule-tables/quantities.ts';
import { type RuleKey, type RuleRow, day, findRule } from './rule-tables/row.ts';
import { SESSIONS } from './rule-tables/sessions.ts';
import { type Sourced, type TradingRules } from './rules.ts';

export type RulesProblem =
  /** The board did not exist yet. */
  | 'rules.beforeBoard'
  /** The board existed, but our table does not reach back so far. */
  | 'rules.beforeTable'
  | 'rules.notYetListed'
  /** The table has a hole: the board does not trade on that exchange. */
  | 'rules.unknown';

/** First day of each board's trading, as far as the table knows its rules. */
const BEGINNINGS: Readonly<Record<Board, { readonly from: TradeDate; readonly problem: RulesProblem }>> = {
  main: { from: day('1996-12-16'), problem: 'rules.beforeTable' },
  chinext: { from: day('2009-10-30'), problem: 'rules.beforeBoard' },
  star: { from: day('2019-07-22'), problem: 'rules.beforeBoard' },
  bse: { from: day('2021-11-15'), problem: 'rules.beforeBoard' },
  etf: { from: day('2005-02-23'), problem: 'rules.beforeTable' },
  bond: { from: day('2006-07-01'), problem: 'rules.beforeTable' },
};

/** More sessions than any rule for new listings asks for. */
const SEASONED_SESSIONS = 5;
/** Calendar days that are sure to hold more than `SEASONED_SESSIONS` sessions, the longest closure included. */
const SEASONED_DAYS = 40;

/**
 * The rules for `instrument` on `date`.
 *
 * New listings have rules of their own for their first sessions. `listedSession` says on which session since its
 * listing the instrument is (1 is the first day); when left out it is counted from `instrument.listDate` with the
 * exchanges' calendar, and an instrument whose list date nobody knows is taken as seasoned.
 */
export function tradingRules(
  instrument: Instrument,
  date: TradeDate,
  listedSession?: number,
): Result<TradingRules, Refusal<RulesProblem>> {
  const { id, board, listDate } = instrument;
  const beginning = BEGINNINGS[board];
  if (date < beginning.from) return refuse(beginning.problem, { instrument: id, board, date, from: beginning.from });
  if (listDate !== null && date < listDate) return refuse('rules.notYetListed', { instrument: id, date, listDate });
  const key: RuleKey = {
    id,
    board,
    exchange: exchangeOf(id),
    st: instrument.st,
    date,
    listed: listDate ?? date,
    listedSession: listedSession ?? sessionSinceListing(listDate, date, exchangeCalendar),
    unlimited: false,
  };
  return assemble(key);
}

function assemble(key: RuleKey): Result<TradingRules, Refusal<RulesProblem>> {
  const holes: string[] = [];
  const find = <T>(family: string, table: readonly RuleRow<T>[], by: RuleKey = key): Sourced<T> => {
    const rule = findRule(table, by);
    if (rule === undefined) holes.push(family);
    return rule as Sourced<T>;
  };
  const priceLimit = find('priceLimit', PRICE_LIMITS);
  const unlimited = priceLimit.value === null;
  const rules: TradingRules = {
    board: key.board,
    tick: find('tick', TICKS),
    lot: find('lot', LOTS),
    maxQuantity: find('maxQuantity', QUANTITY_CAPS),
    priceLimit,
    priceCage: find('priceCage', PRICE_CAGES),
    settlement: find('settlement', SETTLEMENTS),
    orderTypes: find('orderTypes', ORDER_TYPE_RULES, { ...key, unlimited }),
    phases: find('phases', SESSIONS),
    fees: {
      stampTax: find('stampTax', STAMP_TAX_SELL),
      stampTaxBuy: find('stampTaxBuy', STAMP_TAX_BUY),
      transferFee: find('transferFee', TRANSFER_FEES),
    },
  };
  const [hole] = holes;
  if (hole !== undefined)
    return refuse('rules.unknown', { instrument: key.id, board: key.board, date: key.date, rule: hole });
  return ok(rules);
}

/**
 * On which session since its listing an instrument is, 1 on the day of listing; null when it is seasoned, when its list
 * date is unknown, or when the calendar does not reach back to it.
 */
export function sessionSinceListing(
  listDate: TradeDate | null,
  date: TradeDate,
  calendar: () => Calendar,
): number | null {
  if (listDate === null || daysBetween(listDate, date) > SEASONED_DAYS) return null;
  const count = calendar().countSessions(listDate, date);
  return count.ok && count.value <= SEASONED_SESSIONS ? count.value : null;
}

function daysBetween(from: TradeDate, to: TradeDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
