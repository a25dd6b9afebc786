import { type EpochMs, type TradeDate } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, addMoney, money, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Fees, type Side } from '../orders/order.ts';
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

/** Our side of a day. */
export interface LocalDay {
  readonly date: TradeDate | null;
  readonly fills: readonly LocalFill[];
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

/** The account before the day's fills, and after them. */
export function openAndClose({ account, fills }: LocalDay): { readonly open: Holdings; readonly close: Holdings } {
  const flow = fills.reduce((sum, fill) => addMoney(sum, fillAmount(fill)), money(0));
  const sign = account.at === 'open' ? 1 : -1;
  const moved = new Map(account.positions ?? []);
  for (const fill of fills) moved.set(fill.instrument, (moved.get(fill.instrument) ?? 0) + sign * fillShares(fill));
  const here: Holdings = account;
  const there: Holdings = { cash: money(account.cash + sign * flow), positions: account.positions === null ? null : moved };
  return account.at === 'open' ? { open: here, close: there } : { open: there, close: here };
}
