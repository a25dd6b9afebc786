import { type Money } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';

/** Daily returns of instruments, all of them on the same past days, oldest first. */
export interface ReturnHistory {
  /** How many days that is. */
  readonly days: number;
  /** As many returns as days, a suspended day's 0; undefined for an instrument that has not traded as long. */
  returns(instrument: InstrumentId): Float64Array | undefined;
}

export interface Holding {
  readonly instrument: InstrumentId;
  readonly value: Money;
}

/** What the account would have made, day by day, had it held all the time what it holds now. */
export interface PortfolioReturns {
  /** Returns on the account's whole value; cash makes none. */
  readonly returns: readonly number[];
  /** Holdings without a history: they are not in the returns. */
  readonly uncovered: readonly Holding[];
}

export function portfolioReturns(holdings: readonly Holding[], equity: Money, history: ReturnHistory): PortfolioReturns {
  const returns = Array.from({ length: equity > 0 ? history.days : 0 }, () => 0);
  const uncovered: Holding[] = [];
  for (const holding of holdings) {
    const own = history.returns(holding.instrument);
    if (own === undefined) uncovered.push(holding);
    else addTo(returns, own, holding.value / equity);
  }
  return { returns, uncovered };
}

function addTo(returns: number[], own: Float64Array, share: number): void {
  for (let day = 0; day < returns.length; day += 1) returns[day] = (returns[day] as number) + share * (own[day] as number);
}
