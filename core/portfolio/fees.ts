import {
  type Money,
  type Price,
  type Quantity,
  type Rate,
  RATE_ONE,
  UNITS_PER_CENT,
  ZERO_MONEY,
  addMoney,
  maxMoney,
  money,
  mulDiv,
  subtractMoney,
  turnoverOf,
} from '../kernel/units.ts';
import { type Fees, type Side } from '../orders/order.ts';

/** What the broker charges; taxes and transfer fee come from the market's rules. */
export interface CommissionSchedule {
  readonly rate: Rate;
  /** Least commission of one order over all its fills. */
  readonly minimum: Money;
}

/** All that fees depend on but the trade itself. */
export interface FeeTerms {
  readonly commission: CommissionSchedule;
  readonly stampTax: Rate;
  readonly transferFee: Rate;
}

export interface Trade {
  readonly side: Side;
  readonly price: Price;
  readonly quantity: Quantity;
}

/** A fill that is about to be charged, with what its order had traded and paid before. */
export interface ChargeableFill extends Trade, FeeTerms {
  readonly before: { readonly turnover: Money; readonly fees: Fees };
}

export const NO_FEES: Fees = { commission: ZERO_MONEY, stampTax: ZERO_MONEY, transferFee: ZERO_MONEY };

/**
 * What one more fill adds to the cost of its order, in whole cents.
 *
 * Each fee is reckoned on the whole turnover of the order so far, rounded half up to a cent once, less what has been
 * charged: so the fees of an order are the same to the cent however it was split into fills.
 *
 * Sources. Commission: per order (每笔委托), at least the minimum once anything has traded; CSRC 证监发〔2002〕21号 allows up
 * to 0.3 % and sets the minimum of 5 yuan for A-shares, the rest is each broker's practice. Stamp tax (印花税): the
 * seller alone, MOF and STA announcement 2023 no. 39. Transfer fee (过户费): both sides, ChinaClear notice of 2022-04-29.
 */
export function feesOfFill(fill: ChargeableFill): Fees {
  const { before } = fill;
  const whole = feesOn(addMoney(before.turnover, turnoverOf(fill.price, fill.quantity)), fill);
  return {
    commission: subtractMoney(whole.commission, before.fees.commission),
    stampTax: subtractMoney(whole.stampTax, before.fees.stampTax),
    transferFee: subtractMoney(whole.transferFee, before.fees.transferFee),
  };
}

/** What an order costs if all of it fills at one price. */
export function estimateFees(order: Trade & FeeTerms): Fees {
  return feesOn(turnoverOf(order.price, order.quantity), order);
}

export function totalFees(fees: Fees): Money {
  return money(fees.commission + fees.stampTax + fees.transferFee);
}

function feesOn(turnover: Money, terms: FeeTerms & { readonly side: Side }): Fees {
  const { commission, stampTax, transferFee } = terms;
  return {
    commission: turnover === 0 ? ZERO_MONEY : maxMoney(commission.minimum, cents(turnover, commission.rate)),
    stampTax: terms.side === 'sell' ? cents(turnover, stampTax) : ZERO_MONEY,
    transferFee: cents(turnover, transferFee),
  };
}

/** `turnover` times `fraction`, rounded half up to a cent in one step. */
function cents(turnover: Money, fraction: Rate): Money {
  return money(mulDiv(turnover, fraction, RATE_ONE * UNITS_PER_CENT, 'halfUp') * UNITS_PER_CENT);
}
