import { type EpochMs, type TradeDate } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, addMoney, money, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Fees, type Side } from '../orders/order.ts';
import { type ActionBooking } from '../portfolio/action-booking.ts';
import { type WithheldTax } from '../portfolio/dividend-tax.ts';
import { totalFees } from '../portfolio/fees.ts';

/** A fill as our own books have it. */
export interface LocalFill {
  readonly id: string;
  readonly orderId: string;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly time: EpochMs;
  readonly fees: Fees;
}

/** Cash or shares that our books have moved without a fill. */
export interface LocalMovement {
  readonly kind: 'dividend' | 'dividendTax' | 'newShares' | 'rights';
  readonly instrument: InstrumentId;
  /** With the sign of the cash. */
  readonly cash: Money;
  /** With the sign of the shares. */
  readonly shares: number;
}

/** Our side of a day. */
export interface LocalDay {
  readonly date: TradeDate | null;
  readonly fills: readonly LocalFill[];
  /** Corporate actions of the morning and tax of the evening; left out: none. */
  readonly movements?: readonly LocalMovement[];
  readonly account: {
    /** Whether the account is as it was before the day's first fill, or after its last. */
    readonly at: 'open' | 'close';
    readonly cash: Money;
    /** Shares by instrument; null where they are not known. */
    readonly positions: ReadonlyMap<InstrumentId, number> | null;
  };
}

export function fillTurnover({ price, quantity }: LocalFill): Money {
  return turnoverOf(price, quantity);
}

/** What a fill did to the cash. */
export function fillAmount(fill: LocalFill): Money {
  const turnover = fillTurnover(fill);
  const fees = totalFees(fill.fees);
  return fill.side === 'buy' ? money(-turnover - fees) : money(turnover - fees);
}

/** What a fill did to the holding. */
export function fillShares({ side, quantity }: LocalFill): number {
  return side === 'buy' ? quantity : -quantity;
}

export interface Holdings {
  readonly cash: Money;
  readonly positions: ReadonlyMap<InstrumentId, number> | null;
}

/** What bookings and taxes moved, each as brokers list it: cash and new shares apart, rights together. */
export function movementsOf(bookings: readonly ActionBooking[], taxes: readonly WithheldTax[]): readonly LocalMovement[] {
  const movements: LocalMovement[] = [];
  for (const { action: { instrument, rights }, dividend, paid, shares } of bookings) {
    const taken = rights?.taken ?? 0;
    if (dividend !== 0) movements.push({ kind: 'dividend', instrument, cash: dividend, shares: 0 });
    if (shares !== taken) movements.push({ kind: 'newShares', instrument, cash: money(0), shares: shares - taken });
    if (taken > 0) movements.push({ kind: 'rights', instrument, cash: money(-paid), shares: taken });
  }
  return [...movements, ...taxes.map(({ instrument, amount }) => ({ kind: 'dividendTax', instrument, cash: money(-amount), shares: 0 }) as const)];
}

/** The account before the day's fills and movements, and after them. */
export function openAndClose({ account, fills, movements = [] }: LocalDay): { readonly open: Holdings; readonly close: Holdings } {
  const received = movements.reduce((sum, { cash }) => addMoney(sum, cash), money(0));
  const flow = fills.reduce((sum, fill) => addMoney(sum, fillAmount(fill)), received);
  const sign = account.at === 'open' ? 1 : -1;
  const moved = new Map(account.positions ?? []);
  for (const fill of fills) moved.set(fill.instrument, (moved.get(fill.instrument) ?? 0) + sign * fillShares(fill));
  for (const { instrument, shares } of movements) moved.set(instrument, (moved.get(instrument) ?? 0) + sign * shares);
  const here: Holdings = account;
  const there: Holdings = { cash: money(account.cash + sign * flow), positions: account.positions === null ? null : moved };
  return account.at === 'open' ? { open: here, close: there } : { open: there, close: here };
}
