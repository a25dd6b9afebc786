import { InvariantError } from './invariant.ts';

declare const unitName: unique symbol;

/** A type that is `T` at run time and a type of its own to the compiler, so that units never mix. */
export type Nominal<T, Name extends string> = T & { readonly [unitName]: Name };

/** Price of one share (or fund unit, or bond), in 1/10000 yuan. */
export type Price = Nominal<number, 'Price'>;
/** An amount of money, in 1/10000 yuan; may be negative. */
export type Money = Nominal<number, 'Money'>;
/** A number of shares (or fund units, or bonds). */
export type Quantity = Nominal<number, 'Quantity'>;
/** A fraction in steps of 1e-8: 0.025 % is 25,000. Used for fee rates, weights and price-limit percentages. */
export type Rate = Nominal<number, 'Rate'>;

/** How many units of `Price` and `Money` make one yuan. */
export const UNITS_PER_YUAN = 10_000;
/** How many units of `Money` make one cent (分). */
export const UNITS_PER_CENT = 100;
/** How many units of `Rate` make the whole (100 %). */
export const RATE_ONE = 100_000_000;

export const ZERO_MONEY = 0 as Money;
export const ZERO_QUANTITY = 0 as Quantity;
/** "No price": what feeds send as 0. */
export const NO_PRICE = 0 as Price;

function safe(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw new InvariantError(`${what} is not a safe integer, was ${value}`);
  // Never -0, which would look like a debt and compare unequal.
  return value === 0 ? 0 : value;
}

/** @throws InvariantError when `units` is not a safe integer or is negative. */
export function price(units: number): Price {
  if (safe(units, 'price') < 0) throw new InvariantError(`price is negative, was ${units}`);
  return units as Price;
}

/** @throws InvariantError when `units` is not a safe integer. */
export function money(units: number): Money {
  return safe(units, 'money') as Money;
}

/** @throws InvariantError when `shares` is not a safe integer or is negative. */
export function quantity(shares: number): Quantity {
  if (safe(shares, 'quantity') < 0) throw new InvariantError(`quantity is negative, was ${shares}`);
  return shares as Quantity;
}

/** @throws InvariantError when `units` is not a safe integer. */
export function rate(units: number): Rate {
  return safe(units, 'rate') as Rate;
}

export function addMoney(a: Money, b: Money): Money {
  return money(a + b);
}

export function subtractMoney(a: Money, b: Money): Money {
  return money(a - b);
}

export function minMoney(a: Money, b: Money): Money {
  return a < b ? a : b;
}

export function maxMoney(a: Money, b: Money): Money {
  return a > b ? a : b;
}

export function addQuantity(a: Quantity, b: Quantity): Quantity {
  return quantity(a + b);
}

/** @throws InvariantError when `b` is more than `a`: a quantity is never negative. */
export function subtractQuantity(a: Quantity, b: Quantity): Quantity {
  return quantity(a - b);
}

export function minQuantity(a: Quantity, b: Quantity): Quantity {
  return a < b ? a : b;
}

/** `price` times `shares`, exactly. @throws InvariantError beyond 900 billion yuan. */
export function turnoverOf(unitPrice: Price, shares: Quantity): Money {
  return money(unitPrice * shares);
}

export type Rounding = 'floor' | 'ceil' | 'halfUp';

/**
 * `value * numerator / denominator` without loss, rounded to an integer as told.
 *
 * `halfUp` rounds a half away from zero, as Chinese settlement does (四舍五入). Products beyond 2^53 go through BigInt.
 * @throws InvariantError when the denominator is not positive or the result is not a safe integer.
 */
export function mulDiv(value: number, numerator: number, denominator: number, rounding: Rounding): number {
  if (denominator <= 0) throw new InvariantError(`denominator must be positive, was ${denominator}`);
  const product = value * numerator;
  if (Number.isSafeInteger(product)) return safe(divideSafe(product, denominator, rounding), 'result');
  return safe(Number(divideBig(BigInt(value) * BigInt(numerator), BigInt(denominator), rounding)), 'result');
}

/**
 * The same with a factor that is a product of many: numerator and denominator of any size, the latter above 0.
 * @throws InvariantError when the result is not a safe integer.
 */
export function mulFraction(value: number, numerator: bigint, denominator: bigint, rounding: Rounding): number {
  return safe(Number(divideBig(BigInt(value) * numerator, denominator, rounding)), 'result');
}

function divideSafe(product: number, denominator: number, rounding: Rounding): number {
  const remainder = product % denominator;
  const truncated = (product - remainder) / denominator;
  if (remainder === 0) return truncated;
  const away = product > 0 ? 1 : -1;
  switch (rounding) {
    case 'floor':
      return product > 0 ? truncated : truncated - 1;
    case 'ceil':
      return product > 0 ? truncated + 1 : truncated;
    case 'halfUp':
      return Math.abs(remainder) >= denominator - Math.abs(remainder) ? truncated + away : truncated;
  }
}

function divideBig(product: bigint, denominator: bigint, rounding: Rounding): bigint {
  const remainder = product % denominator;
  const truncated = product / denominator;
  if (remainder === 0n) return truncated;
  const positive = product > 0n;
  switch (rounding) {
    case 'floor':
      return positive ? truncated : truncated - 1n;
    case 'ceil':
      return positive ? truncated + 1n : truncated;
    case 'halfUp': {
      const magnitude = remainder < 0n ? -remainder : remainder;
      if (magnitude * 2n < denominator) return truncated;
      return positive ? truncated + 1n : truncated - 1n;
    }
  }
}

/** `amount` times `fraction`, in 1/10000 yuan. */
export function applyRate(amount: Money, fraction: Rate, rounding: Rounding): Money {
  return mulDiv(amount, fraction, RATE_ONE, rounding) as Money;
}

/** `amount` to whole cents (分), still in 1/10000 yuan. */
export function roundToCent(amount: Money, rounding: Rounding = 'halfUp'): Money {
  return money(mulDiv(amount, 1, UNITS_PER_CENT, rounding) * UNITS_PER_CENT);
}

/** `total` spread over `shares`, per share in 1/10000 yuan; `NO_PRICE` for no shares. */
export function averagePrice(total: Money, shares: Quantity): Price {
  return shares === 0 ? NO_PRICE : price(mulDiv(total, 1, shares, 'halfUp'));
}

/** `part / whole` as a rate, rounded half up; 0 when the whole is 0. */
export function ratioOf(part: number, whole: number): Rate {
  return (whole === 0 ? 0 : mulDiv(part, RATE_ONE, whole, 'halfUp')) as Rate;
}
