import { type Money, type Rate, RATE_ONE, UNITS_PER_CENT } from '../../../core/kernel/units.ts';
import { type FeeRates } from '../../../core/market/rules.ts';
import { type Side } from '../../../core/orders/order.ts';
import { type CommissionSchedule } from '../../../core/portfolio/fees.ts';

/**
 * What an order has cost, from all that it traded, in 1/10000 yuan and whole cents.
 *
 * Reckoned on purpose apart from `core/portfolio`, in another way: reconciliation compares the two. Commission is at
 * least the minimum once anything traded; each fee is rounded half up to the cent once per order.
 */
export function orderFees(side: Side, turnover: Money, commission: CommissionSchedule, rates: FeeRates): Money {
  if (turnover === 0) return 0 as Money;
  const stampTax = side === 'sell' ? rates.stampTax.value : rates.stampTaxBuy.value;
  const minimum = BigInt(commission.minimum);
  const charged = inCents(turnover, commission.rate);
  const cost = (charged > minimum ? charged : minimum) + inCents(turnover, stampTax) + inCents(turnover, rates.transferFee.value);
  return Number(cost) as Money;
}

function inCents(turnover: Money, rate: Rate): bigint {
  const cent = BigInt(UNITS_PER_CENT);
  const whole = BigInt(RATE_ONE) * cent;
  return ((BigInt(turnover) * BigInt(rate) + whole / 2n) / whole) * cent;
}
