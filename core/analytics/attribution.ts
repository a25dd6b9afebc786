import { type Money, ZERO_MONEY, addMoney } from '../kernel/units.ts';

/** Something that earned or lost: a round trip, or shares that are still held at what they are worth. */
export interface Earning {
  readonly profit: Money;
  /** False for shares that are still held. */
  readonly closed: boolean;
}

/** What all earnings of one kind came to. */
export interface ProfitGroup {
  readonly key: string;
  readonly profit: Money;
  /** Of it, from round trips. */
  readonly realised: Money;
  readonly trips: number;
  /** Round trips with a profit. */
  readonly wins: number;
}

/** Divides earnings by `keyOf`, the most profitable group first; the groups' profits add up to that of all. */
export function profitBy<One extends Earning>(earnings: readonly One[], keyOf: (earning: One) => string): readonly ProfitGroup[] {
  const groups = new Map<string, ProfitGroup>();
  for (const earning of earnings) {
    const key = keyOf(earning);
    groups.set(key, added(groups.get(key) ?? { key, profit: ZERO_MONEY, realised: ZERO_MONEY, trips: 0, wins: 0 }, earning));
  }
  return [...groups.values()].toSorted((a, b) => b.profit - a.profit || (a.key < b.key ? -1 : 1));
}

function added(group: ProfitGroup, { profit, closed }: Earning): ProfitGroup {
  return {
    key: group.key,
    profit: addMoney(group.profit, profit),
    realised: closed ? addMoney(group.realised, profit) : group.realised,
    trips: group.trips + (closed ? 1 : 0),
    wins: group.wins + (closed && profit > 0 ? 1 : 0),
  };
}

export const HOLDING_TIMES = ['days0to2', 'days3to5', 'days6to20', 'days21to60', 'daysOver60'] as const;
export type HoldingTime = (typeof HOLDING_TIMES)[number];

/** Which bracket calendar days from buy to sale fall into. */
export function holdingTimeOf(days: number): HoldingTime {
  if (days <= 2) return 'days0to2';
  if (days <= 5) return 'days3to5';
  if (days <= 20) return 'days6to20';
  return days <= 60 ? 'days21to60' : 'daysOver60';
}
