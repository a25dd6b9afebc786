import { type Summed } from '../../../adapters/sqlite/review/review-queries.ts';
import { type NumbersOf, type StoredKey } from '../../../adapters/sqlite/review/review-store.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { UNITS_PER_YUAN, ratioOf } from '../../../core/kernel/units.ts';
import { type CostKind, type CostRow, type ReviewCostsRow, type ShortfallRow } from '../../preload/contract.ts';
import { type Names } from './review-names.ts';

type Costs = NumbersOf<'costs'>;

/** Executions divided in each way that the window shows, and each day beside the model of it. */
export function costRows(
  costs: readonly Summed<'costs'>[],
  days: readonly { readonly date: TradeDate; readonly profit: number }[],
  daily: ReadonlyMap<TradeDate, Costs>,
  names: Names,
): ReviewCostsRow {
  const by = (groupOf: (key: StoredKey) => string, nameOf = (group: string): string => group): readonly CostRow[] =>
    [...grouped(costs, groupOf)].map(([key, sums]) => costRow(key, nameOf(key), sums)).toSorted((a, b) => b.lines - a.lines || (a.key < b.key ? -1 : 1));
  const kinds: Readonly<Record<CostKind, readonly CostRow[]>> = {
    style: by(({ style }) => style),
    strategy: by(({ strategyId }) => strategyId),
    instrument: by(({ instrument }) => instrument, (id) => names.nameOf(id)),
  };
  const shortfalls = days.map(({ date, profit }) => {
    const shortfall = shortfallRow(daily.get(date));
    return { date, actual: profit, model: profit + shortfall.total, ...shortfall };
  });
  return { by: kinds, days: shortfalls, whole: costRow('', '', grouped(costs, () => '').get('')) };
}

function grouped(costs: readonly Summed<'costs'>[], groupOf: (key: StoredKey) => string): ReadonlyMap<string, Costs> {
  const groups = new Map<string, Costs>();
  for (const { key, numbers } of costs) {
    const group = groupOf(key);
    const known = groups.get(group);
    groups.set(group, known === undefined ? numbers : added(known, numbers));
  }
  return groups;
}

function added(one: Costs, other: Costs): Costs {
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, value + other[name as keyof Costs]])) as Costs;
}

function costRow(key: string, name: string, sums: Costs | undefined): CostRow {
  return {
    key,
    name,
    lines: sums?.lines ?? 0,
    fillRate: sums === undefined || sums.planned === 0 ? null : ratioOf(sums.filled, sums.planned),
    overArrival: favour(sums?.arrivalCost, sums?.arrivalValue),
    overAuction: favour(sums?.auctionCost, sums?.auctionValue),
    overVwap: favour(sums?.vwapCost, sums?.vwapValue),
    waited: sums === undefined || sums.timed === 0 ? null : Math.round(sums.waited / (sums.timed / UNITS_PER_YUAN)),
    shortfall: shortfallRow(sums),
  };
}

/** A cost as a share of what it was a cost on, in favour positive. */
function favour(cost: number | undefined, value: number | undefined): number | null {
  return cost === undefined || value === undefined || value === 0 ? null : ratioOf(-cost, value);
}

function shortfallRow(sums: Costs | undefined): ShortfallRow {
  const { delay, execution, fees, missed } = sums ?? { delay: 0, execution: 0, fees: 0, missed: 0 };
  return { delay, execution, fees, missed, total: delay + execution + fees + missed };
}
