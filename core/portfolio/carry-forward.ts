import { type OpeningAccount, type OpeningPosition } from './account.ts';
import { type TaxParcel } from './dividend-tax.ts';
import { type Ledger } from './ledger.ts';

/**
 * What the account brings into the next session: all its cash, and every holding sellable, for T+1 has passed.
 * Sorted by instrument and strategy, so that the same books give the same account.
 */
export function carryForward(ledger: Ledger, parcels: readonly TaxParcel[] = []): OpeningAccount {
  const positions: OpeningPosition[] = [];
  for (const { instrument, lots } of ledger.positions.values()) {
    for (const [strategyId, { quantity, cost, opened }] of lots) {
      if (quantity === 0) continue;
      positions.push({ instrument, strategyId, quantity, sellable: quantity, cost, ...(opened === null ? {} : { opened }) });
    }
  }
  return { cash: ledger.cash.balance, positions: positions.toSorted(byInstrumentAndStrategy), ...(parcels.length === 0 ? {} : { parcels }) };
}

function byInstrumentAndStrategy(a: OpeningPosition, b: OpeningPosition): number {
  if (a.instrument !== b.instrument) return a.instrument < b.instrument ? -1 : 1;
  return a.strategyId < b.strategyId ? -1 : 1;
}
