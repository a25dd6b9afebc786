import { type Summed } from '../../../adapters/sqlite/review/review-queries.ts';
import { type StoredKey } from '../../../adapters/sqlite/review/review-store.ts';
import { boardOf, type InstrumentId } from '../../../core/market/instrument.ts';
import { type ProfitKind, type ProfitRow } from '../../preload/contract.ts';
import { type Names } from './review-names.ts';

/** Profit and ended round trips, divided in each way that the window shows; each way adds up to all of them. */
export function profitRows(profits: readonly Summed<'profit'>[], ended: readonly Summed<'ended'>[], names: Names): Readonly<Record<ProfitKind, readonly ProfitRow[]>> {
  const by = (groupOf: (key: StoredKey) => string, nameOf = (group: string): string => group): readonly ProfitRow[] => {
    const groups = new Map<string, Sums>();
    for (const { key, numbers } of profits) sumsOf(groups, groupOf(key)).profit += numbers.profit;
    for (const { key, numbers } of ended) {
      const sums = sumsOf(groups, groupOf(key));
      sums.realised += numbers.profit;
      sums.trips += numbers.trips;
      sums.wins += numbers.wins;
    }
    return [...groups].map(([key, sums]) => ({ key, name: nameOf(key), ...sums })).toSorted((a, b) => b.profit - a.profit || (a.key < b.key ? -1 : 1));
  };
  return {
    instrument: by(({ instrument }) => instrument, (id) => names.nameOf(id)),
    industry: by(({ instrument }) => names.industryOf(instrument)),
    board: by(({ instrument }) => (instrument === '' ? '' : boardOf(instrument as InstrumentId))),
    strategy: by(({ strategyId }) => strategyId),
    style: by(({ style }) => style),
    holding: by(({ holding }) => holding),
  };
}

type Sums = { -readonly [Name in 'profit' | 'realised' | 'trips' | 'wins']: ProfitRow[Name] };

function sumsOf(groups: Map<string, Sums>, key: string): Sums {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const sums = { profit: 0, realised: 0, trips: 0, wins: 0 };
  groups.set(key, sums);
  return sums;
}
