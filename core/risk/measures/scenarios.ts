import { type Money, type Rate, RATE_ONE, money } from '../../kernel/units.ts';
import { sum } from '../../statistics/sample.ts';
import { type Holding } from './return-history.ts';

/** A holding with what a shock needs to know of it. */
export interface ExposedHolding extends Holding {
  readonly sector: string | null;
  /** Null where there is none; the index's own move is then taken. */
  readonly beta: number | null;
  /** How far the price may fall in a day; null: without a limit, everything on the first. */
  readonly downLimit: Rate | null;
}

/** What may happen. `change` is a fraction, falls negative. */
export type Scenario =
  | { readonly kind: 'index'; readonly change: number }
  | { readonly kind: 'sector'; readonly sector: string; readonly change: number }
  /** Everything falls by its limit on each of so many days, and nothing can be sold. */
  | { readonly kind: 'lockedDown'; readonly days: number };

/** The usual table: the index, each sector that is held, and nothing but limit-down. */
export function usualScenarios(holdings: readonly ExposedHolding[]): readonly Scenario[] {
  const sectors = new Set(holdings.flatMap(({ sector }) => sector ?? []));
  return [
    ...[-0.03, -0.05, -0.1].map((change): Scenario => ({ kind: 'index', change })),
    ...[...sectors].toSorted().map((sector): Scenario => ({ kind: 'sector', sector, change: -0.1 })),
    ...[1, 2, 3].map((days): Scenario => ({ kind: 'lockedDown', days })),
  ];
}

/** What the account would make, an estimate to the nearest 1/10000 yuan; losses are negative. */
export function gainUnder(scenario: Scenario, holdings: readonly ExposedHolding[]): Money {
  return money(Math.round(sum(holdings.map((holding) => holding.value * changeUnder(scenario, holding)))));
}

/** A holding loses at most all it is worth. */
function changeUnder(scenario: Scenario, { sector, beta, downLimit }: ExposedHolding): number {
  switch (scenario.kind) {
    case 'index':
      return Math.max(-1, (beta ?? 1) * scenario.change);
    case 'sector':
      return sector === scenario.sector ? scenario.change : 0;
    case 'lockedDown':
      return (1 - (downLimit ?? RATE_ONE) / RATE_ONE) ** scenario.days - 1;
  }
}
