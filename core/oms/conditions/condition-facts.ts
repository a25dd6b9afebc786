import { type ConditionFacts } from '../../conditions/facts.ts';
import { type TradeDate, timeOfDayOf } from '../../kernel/time.ts';
import { type Rate } from '../../kernel/units.ts';
import { exchangeCalendar } from '../../market/calendar.ts';
import { parseIndexId } from '../../market/market-index.ts';
import { type DayReference, type MarketView, type Quote } from '../../market/quote.ts';
import { type TradingRules } from '../../market/rules.ts';
import { phaseAt } from '../../market/session.ts';
import { type Lot } from '../../portfolio/ledger.ts';
import { listedBy } from '../../risk/rules/restricted.ts';
import { type Surroundings } from '../decide/decision.ts';
import { type OmsState } from '../state/state.ts';
import { type HeldShares } from '../watch/watch-memory.ts';

/** What the condition of a line, or of an exit from a holding, may look at now. Only what is asked for is looked up. */
export function conditionFacts(state: Pick<OmsState, 'ledger' | 'day'>, held: HeldShares, around: Surroundings): ConditionFacts {
  const { market, history, now } = around;
  const { instrument } = held;
  const quote = market.quote(instrument);
  return {
    now,
    quote,
    reference: market.reference(instrument),
    suspended: () => isSuspended(quote, around.rulesOf(instrument), now),
    bars: (days) => history?.bars(instrument, days) ?? null,
    freeFloat: () => market.reference(instrument)?.instrument.freeFloat ?? null,
    holdingDays: () => holdingDaysOf(heldBy(state, held), state.day?.date),
    position: () => heldBy(state, held),
    indexChange: (index) => indexChangeOf(market, index),
    sectorChange: () => market.sectorChange?.(instrument) ?? null,
    sector: () => market.sector?.(instrument) ?? null,
    breadth: () => market.breadth?.() ?? null,
    blacklisted: () => isBlacklisted(state.day, market.reference(instrument)),
  };
}

function heldBy({ ledger }: Pick<OmsState, 'ledger'>, { instrument, strategyId }: HeldShares): Lot | null {
  return ledger.positions.get(instrument)?.lots.get(strategyId) ?? null;
}

/** Sessions since the lot was opened, 0 on its first day; null where nobody knows when that was. */
function holdingDaysOf(lot: Lot | null, today: TradeDate | undefined): number | null {
  const opened = lot?.opened ?? null;
  if (opened === null || today === undefined) return null;
  const sessions = exchangeCalendar().countSessions(opened, today);
  return sessions.ok && sessions.value > 0 ? sessions.value - 1 : null;
}

export function indexChangeOf(market: MarketView, text: string): Rate | null {
  const index = parseIndexId(text);
  return index === null ? null : (market.indexChange?.(index) ?? null);
}

/** Whether the account's risk policy names the instrument among those that may not be bought. */
function isBlacklisted(day: OmsState['day'], reference: DayReference | undefined): boolean | null {
  const never = day?.config.risk.rules.restricted?.never ?? null;
  return never === null || reference === undefined ? null : listedBy(never, reference.instrument) !== null;
}

/**
 * Feeds do not say that trading is halted. An order on either side says that it is not; an empty book in the continuous
 * session without a single trade says that it is. Anything else, such as a book that emptied during the day, is not clear.
 */
export function isSuspended(quote: Quote | undefined, rules: TradingRules | undefined, now: Surroundings['now']): boolean | null {
  if (quote === undefined || rules === undefined) return null;
  if (quote.bids.length > 0 || quote.asks.length > 0 || quote.auction !== null) return false;
  const continuous = phaseAt(rules, timeOfDayOf(now)).matching === 'continuous';
  return continuous && quote.volume === 0 ? true : null;
}
