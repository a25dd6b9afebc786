import { type Money, type Price, RATE_ONE, type Rate, addMoney, applyRate, mulDiv, subtractMoney } from '../../kernel/units.ts';
import { type Holding, type Measure, type WatchContext } from './watch.ts';

/** What holdings have gained on what they cost, without fees. */
export function profitOf({ worth, cost }: Holding): Money {
  return subtractMoney(worth, cost);
}

/** Fires at `at` or more below `from`. Prices are whole, so rounding down loses nothing. */
export function priceFall(from: Price, value: Price): Measure {
  return { unit: 'price', from, value, level: (at) => mulDiv(from, RATE_ONE - at, RATE_ONE, 'floor') };
}

/** Fires at `at` or more above `from`. */
export function priceRise(from: Price, value: Price): Measure {
  return { unit: 'price', from, value, level: (at) => mulDiv(from, RATE_ONE + at, RATE_ONE, 'ceil') };
}

/** Fires where the profit is the share `at` of `basis` or more below `from`. */
export function profitFall(from: Money, value: Money, basis: Money): Measure {
  return { unit: 'money', from, value, level: (at) => subtractMoney(from, applyRate(basis, at as Rate, 'ceil')) };
}

/** Fires where the profit is the share `at` of `basis` or more above `from`. */
export function profitRise(from: Money, value: Money, basis: Money): Measure {
  return { unit: 'money', from, value, level: (at) => addMoney(from, applyRate(basis, at as Rate, 'ceil')) };
}

/** Whether there is anything to watch: what cost nothing has no share to lose. */
export function isHeld({ holding }: WatchContext): boolean {
  return holding.quantity > 0 && holding.cost > 0;
}
