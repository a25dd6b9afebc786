import { type Refusal, type Result, ok, refuse } from '../kernel/result.ts';
import { type Money, type Price, ZERO_MONEY, addMoney, quantity, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayResult } from '../oms/events.ts';
import { type BrokerSnapshot } from '../oms/ports.ts';
import { type Fill, type Order, addFees } from '../orders/order.ts';
import { type OpeningAccount } from '../portfolio/account.ts';
import { type ActionBooking, morningOf } from '../portfolio/action-booking.ts';
import { type WithheldTax } from '../portfolio/dividend-tax.ts';
import { NO_FEES } from '../portfolio/fees.ts';
import { type Ledger, type Position } from '../portfolio/ledger.ts';
import { withProposal } from './proposals.ts';
import { reconcile } from './reconcile.ts';

/** Everything that the end of a day rests on. */
export interface DayToSettle {
  readonly opening: OpeningAccount;
  /** Corporate actions of the morning and tax of the evening, as booked; left out: none. */
  readonly actions?: readonly ActionBooking[];
  readonly taxes?: readonly WithheldTax[];
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
  const { actions = [], taxes = [] } = day;
  const marks: { readonly instrument: InstrumentId; readonly price: Price }[] = [];
  let marketValue = ZERO_MONEY;
  for (const { instrument, quantity: held } of byInstrument(day.ledger.positions.values())) {
    if (held === 0) continue;
    const price = day.closeOf(instrument);
    if (price === undefined) return refuse('settlement.noClose', { instrument });
    marks.push({ instrument, price });
    marketValue = addMoney(marketValue, turnoverOf(price, held));
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
    ...(actions.length === 0 ? {} : { actions }),
    ...(taxes.length === 0 ? {} : { taxes }),
  });
}

/**
 * The exchange's previous close has what went off the share taken out of it; so the dividend and the new shares belong to
 * the opening, and nothing is lost or won over an ex-date but what rounding takes.
 */
function openingEquityOf(day: DayToSettle): Result<Money, Refusal<SettleProblem>> {
  const { cash, shares } = morningOf(day.opening, day.actions ?? []);
  let equity = cash;
  for (const [instrument, held] of shares) {
    const price = day.prevCloseOf(instrument);
    if (price === undefined) return refuse('settlement.noPrevClose', { instrument });
    equity = addMoney(equity, turnoverOf(price, quantity(held)));
  }
  return ok(equity);
}

/** Sorted, so that the result does not depend on the order in which things were bought. */
function byInstrument(positions: Iterable<Position>): readonly Position[] {
  return [...positions].toSorted((a, b) => (a.instrument < b.instrument ? -1 : 1));
}
