import { type StrategyId } from '../kernel/ids.ts';
import { type Money, type Quantity, RATE_ONE, UNITS_PER_CENT, UNITS_PER_YUAN, ZERO_MONEY, ZERO_QUANTITY, addMoney, addQuantity, money, mulDiv, quantity, roundToCent, turnoverOf } from '../kernel/units.ts';
import { type CorporateAction, newSharesOf } from '../market/corporate-action.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type OpeningAccount, type OpeningPosition } from './account.ts';

/** What one strategy gets of an action. */
export interface BookingPart {
  readonly strategyId: StrategyId;
  /** Below 0: it paid for rights. */
  readonly cash: Money;
  /** Below 0: a split made fewer of them. */
  readonly shares: number;
  /** What the new shares have cost: nothing, but for rights. */
  readonly cost: Money;
}

/** An action as the account's books take it up on the morning of its ex-date. */
export interface ActionBooking {
  readonly action: CorporateAction;
  /** Shares held at the close before. */
  readonly entitled: Quantity;
  /** Dividend before tax, in whole cents. */
  readonly dividend: Money;
  /** What the tax on dividends is reckoned on: the dividend, and bonus shares at their par. */
  readonly taxable: Money;
  /** What the rights that were taken up have cost. */
  readonly paid: Money;
  /** All new shares, bonus, transferred and taken up; below 0 where a split made fewer. */
  readonly shares: number;
  /** Sums up to the above, by strategy. */
  readonly parts: readonly BookingPart[];
}

const PAR = UNITS_PER_YUAN;
/** Rates are in 1e-8 yuan a share, money in 1e-4 yuan. */
const CASH_DIVISOR = RATE_ONE / UNITS_PER_YUAN;

/**
 * What the day's actions come to for an account as it ended the session before. The account's whole holding counts,
 * dividends are rounded half up to the cent once, and shared out among the strategies by what each holds.
 */
export function bookActions({ positions }: OpeningAccount, actions: readonly CorporateAction[]): readonly ActionBooking[] {
  return actions.flatMap((action) => {
    const holders = positions.filter(({ instrument, quantity: held }) => instrument === action.instrument && held > 0);
    return holders.length === 0 ? [] : [bookingOf(action, holders)];
  });
}

function bookingOf(action: CorporateAction, holders: readonly OpeningPosition[]): ActionBooking {
  const entitled = holders.reduce((sum, holder) => addQuantity(sum, holder.quantity), ZERO_QUANTITY);
  const { rights } = action;
  const dividend = roundToCent(money(mulDiv(entitled, action.cash, CASH_DIVISOR, 'halfUp')));
  const atPar = roundToCent(money(mulDiv(entitled * PAR, action.bonus, RATE_ONE, 'floor')));
  const taken = rights?.taken ?? ZERO_QUANTITY;
  const given = newSharesOf(action, entitled);
  const weights = holders.map((holder) => holder.quantity);
  const [dividends, gifts, bought] = [dividend / UNITS_PER_CENT, given, taken].map((total) => shareOut(total, weights));
  const parts = holders.map(({ strategyId }, i): BookingPart => {
    const rightsShares = quantity(bought?.[i] ?? 0);
    const cost = rights === null ? ZERO_MONEY : turnoverOf(rights.price, rightsShares);
    return { strategyId, cash: money((dividends?.[i] ?? 0) * UNITS_PER_CENT - cost), shares: (gifts?.[i] ?? 0) + rightsShares, cost };
  });
  const paid = parts.reduce((sum, { cost }) => addMoney(sum, cost), ZERO_MONEY);
  return { action, entitled, dividend, taxable: addMoney(dividend, atPar), paid, shares: given + taken, parts };
}

/** Shares a whole number out by weights; the parts sum up to it, and none is off by one or more. */
export function shareOut(total: number, weights: readonly number[]): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [before, weighed] = [0, 0];
  return weights.map((weight) => {
    weighed += weight;
    const upTo = mulDiv(total, weighed, whole, 'floor');
    const part = upTo - before;
    before = upTo;
    return part;
  });
}

/** The cash, and the shares of each instrument, of an account once the morning's actions are booked. */
export function morningOf({ cash: before, positions }: OpeningAccount, bookings: readonly ActionBooking[]): { readonly cash: Money; readonly shares: ReadonlyMap<InstrumentId, number> } {
  const shares = new Map<InstrumentId, number>();
  let cash = before;
  for (const { instrument, quantity: held } of positions) shares.set(instrument, (shares.get(instrument) ?? 0) + held);
  for (const { action, dividend, paid, shares: more } of bookings) {
    cash = money(cash + dividend - paid);
    shares.set(action.instrument, (shares.get(action.instrument) ?? 0) + more);
  }
  return { cash, shares };
}

/** New shares that may be sold on the ex-date already. */
export function isListed({ exDate, listDate }: CorporateAction): boolean {
  return listDate <= exDate;
}

/** Shares of an instrument that are held in all. */
export function heldOf({ positions }: OpeningAccount, instrument: InstrumentId): Quantity {
  return quantity(positions.filter((position) => position.instrument === instrument).reduce((sum, position) => sum + position.quantity, 0));
}
