import { type Refusal, type Result, ok, refuse } from '../kernel/result.ts';
import { type Money, type Price, ZERO_MONEY, addMoney, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayResult } from '../oms/events.ts';
import { type BrokerSnapshot } from '../oms/ports.ts';
import { type Fill, type Order, addFees } from '../orders/order.ts';
import { type OpeningAccount } from '../portfolio/account.ts';
import { NO_FEES } from '../portfolio/fees.ts';
import { type Ledger, type Position } from '../portfolio/ledger.ts';
import { withProposal } from './proposals.ts';
import { reconcile } from './reconcile.ts';

/** Everything that the end of a day rests on. */
export interface DayToSettle {
  readonly opening: OpeningAccount;
  readonly ledger: Ledger;
  readonly orders: Iterable<Order>;
  readonly fills: readonly Fill[];
  /** The price at which a holding is valued tonight: its close, or what stands in for one. */
  closeOf(instrument: InstrumentId): Price | undefined;
  /** The price at which a holding was valued before the day. */
  prevCloseOf(instrument: InstrumentId): Price | undefined;
  /** The broker's own records after the close. */
  readonly broker: BrokerSnapshot;
}

/** A holding without a price cannot be valued, and nothing may be made up for it. */
export type SettleProblem = 'settlement.noClose' | 'settlement.noPrevClose';

/**
 * Clears a day: values what is held, adds up what was paid, and lists every difference between our books and the
 * broker's. A day with differences is settled too; whether it may be sealed is for the trader to say.
 */
export function settleDay(day: DayToSettle): Result<DayResult, Refusal<SettleProblem>> {
  const { balance: cash } = day.ledger.cash;
  const marks: { readonly instrument: InstrumentId; readonly price: Price }[] = [];
  let marketValue = ZERO_MONEY;
  for (const { instrument, quantity } of byInstrument(day.ledger.positions.values())) {
    if (quantity === 0) continue;
    const price = day.closeOf(instrument);
    if (price === undefined) return refuse('settlement.noClose', { instrument });
    marks.push({ instrument, price });
    marketValue = addMoney(marketValue, turnoverOf(price, quantity));
  }
  const openingEquity = openingEquityOf(day);
  if (!openingEquity.ok) return openingEquity;
  return ok({
    cash,
    marketValue,
    equity: addMoney(cash, marketValue),
    openingEquity: openingEquity.value,
    fees: day.fills.reduce((sum, fill) => addFees(sum, fill.fees), NO_FEES),
    marks,
    differences: reconcile(day).map((difference) => withProposal(difference, day)),
  });
}

function openingEquityOf(day: DayToSettle): Result<Money, Refusal<SettleProblem>> {
  let equity = day.opening.cash;
  for (const { instrument, quantity } of day.opening.positions) {
    const price = day.prevCloseOf(instrument);
    if (price === undefined) return refuse('settlement.noPrevClose', { instrument });
    equity = addMoney(equity, turnoverOf(price, quantity));
  }
  return ok(equity);
}

/** Sorted, so that the result does not depend on the order in which things were bought. */
function byInstrument(positions: Iterable<Position>): readonly Position[] {
  return [...positions].toSorted((a, b) => (a.instrument < b.instrument ? -1 : 1));
}
