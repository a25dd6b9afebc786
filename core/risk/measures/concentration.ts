import { type Money } from '../../kernel/units.ts';
import { sum } from '../../statistics/sample.ts';

/** How much of what is held sits in few names. All are fractions of what is held; cash is not counted. */
export interface Concentration {
  readonly largest: number;
  readonly largestFive: number;
  /** Sum of squared shares (Herfindahl and Hirschman): 1 with one holding, 1/n with n equal ones. */
  readonly herfindahl: number;
  /** As many equal holdings would be as concentrated: 1 / herfindahl. */
  readonly effectiveHoldings: number;
}

/** Null when nothing is held. */
export function concentrationOf(values: readonly Money[]): Concentration | null {
  const total = sum(values);
  if (total <= 0) return null;
  const shares = values.map((value) => value / total).toSorted((a, b) => b - a);
  const herfindahl = sum(shares, (share) => share * share);
  return {
    largest: shares[0] as number,
    largestFive: sum(shares.slice(0, 5)),
    herfindahl,
    effectiveHoldings: 1 / herfindahl,
  };
}
