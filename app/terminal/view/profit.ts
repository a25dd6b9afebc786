import { type Earning, holdingTimeOf, profitBy } from '../../../core/analytics/attribution.ts';
import { type OpenEntry, type RoundTrip } from '../../../core/analytics/round-trips.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { NO_PRICE, type Price, subtractMoney, turnoverOf } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type ProfitKind, type ProfitRow } from '../../preload/contract.ts';
import { type Review } from '../review.ts';
import { type Session } from '../session.ts';
import { describe } from './marks.ts';

const DAY_MS = 86_400_000;

interface ReviewEarning extends Earning {
  readonly strategyId: string;
  readonly instrument: InstrumentId;
  readonly style: string;
  readonly days: number;
}

/** The profit of round trips and of what is held at the last close, divided in each way that the window shows. */
export function profitRows({ market }: Pick<Session, 'market'>, review: Review): Readonly<Record<ProfitKind, readonly ProfitRow[]>> {
  const earnings = earningsOf(review);
  const by = (keyOf: (one: ReviewEarning) => string, nameOf: (key: string) => string): readonly ProfitRow[] =>
    profitBy(earnings, keyOf).map((group) => ({ ...group, name: nameOf(group.key) }));
  const same = (key: string): string => key;
  return {
    instrument: by(({ instrument }) => instrument, (key) => describe(market, key as InstrumentId).name),
    industry: by(({ instrument }) => describe(market, instrument).industry ?? '', same),
    strategy: by(({ strategyId }) => strategyId, same),
    style: by(({ style }) => style, same),
    holding: by(({ days }) => holdingTimeOf(days), same),
  };
}

function earningsOf({ days, trips }: Review): readonly ReviewEarning[] {
  const last = days.at(-1)?.day;
  if (last === undefined) return [];
  const closes = new Map(last.holdings.map(({ instrument, price }) => [instrument, price]));
  return [...trips.trips.map(closedEarning), ...trips.open.map((entry) => openEarning(entry, closes.get(entry.instrument) ?? NO_PRICE, last.date))];
}

function closedEarning({ strategyId, instrument, profit, entry, exit }: RoundTrip): ReviewEarning {
  return { strategyId, instrument, profit, closed: true, style: entry.style ?? '', days: daysBetween(entry.date, exit.date) };
}

function openEarning({ strategyId, instrument, quantity, cost, fees, entry }: OpenEntry, close: Price, date: TradeDate): ReviewEarning {
  const profit = subtractMoney(subtractMoney(turnoverOf(close, quantity), cost), fees);
  return { strategyId, instrument, profit, closed: false, style: entry.style ?? '', days: daysBetween(entry.date, date) };
}

/** Calendar days. */
function daysBetween(from: TradeDate, to: TradeDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
