import { type Refusal, refusal } from '../kernel/result.ts';
import { type Quantity, ZERO_QUANTITY } from '../kernel/units.ts';
import { type OrderType, type TradingRules, isMarketType } from './rules.ts';

/** The most that may be bought without exceeding `wanted`; 0 when that is less than the least amount. */
export function roundBuyQuantity(rules: TradingRules, wanted: Quantity): Quantity {
  const { buyMin, buyStep } = rules.lot.value;
  return roundDown(wanted, buyMin, buyStep);
}

/**
 * The most that may be sold of `sellable` without exceeding `wanted`. All of it goes in one order, an odd lot included;
 * less than all is a whole number of lots, and what is left of it is for a later order.
 */
export function roundSellQuantity(rules: TradingRules, wanted: Quantity, sellable: Quantity): Quantity {
  if (wanted >= sellable) return sellable;
  const { sellMin, sellStep } = rules.lot.value;
  return roundDown(wanted, sellMin, sellStep);
}

function roundDown(wanted: Quantity, least: Quantity, step: Quantity): Quantity {
  if (wanted < least) return ZERO_QUANTITY;
  return (wanted - ((wanted - least) % step)) as Quantity;
}

/** The most that one order of `type` may hold. */
export function maxOrderQuantity(rules: TradingRules, type: OrderType): Quantity {
  const { limit, market } = rules.maxQuantity.value;
  return isMarketType(type) ? market : limit;
}

export type QuantityProblem =
  | 'quantity.notPositive'
  | 'quantity.aboveMaximum'
  | 'quantity.belowMinimum'
  | 'quantity.offStep'
  /** An odd lot may be sold alone or with whole lots, but never in pieces. */
  | 'quantity.oddLotSplit';

/**
 * Why the exchange would not take an order over `amount`, or null when it would.
 *
 * A sale is judged against `sellable`, for an odd lot must be sold whole (SSE 上证函〔2014〕301号: of 299 shares 99, 100,
 * 199, 200 and 299 may be sold, 1 and 298 may not). Whether that much is there at all is not judged here.
 */
export function checkQuantity(
  rules: TradingRules,
  side: 'buy' | 'sell',
  type: OrderType,
  amount: Quantity,
  sellable: Quantity,
): Refusal<QuantityProblem> | null {
  if (amount <= 0) return refusal('quantity.notPositive', { quantity: amount });
  const max = maxOrderQuantity(rules, type);
  if (amount > max) return refusal('quantity.aboveMaximum', { quantity: amount, max, type });
  return side === 'buy' ? checkBuy(rules, amount) : checkSell(rules, amount, sellable);
}

function checkBuy(rules: TradingRules, amount: Quantity): Refusal<QuantityProblem> | null {
  const { buyMin: min, buyStep: step } = rules.lot.value;
  if (amount < min) return refusal('quantity.belowMinimum', { quantity: amount, min });
  if ((amount - min) % step !== 0) return refusal('quantity.offStep', { quantity: amount, min, step });
  return null;
}

function checkSell(rules: TradingRules, amount: Quantity, sellable: Quantity): Refusal<QuantityProblem> | null {
  if (amount >= sellable) return null;
  const { sellMin: min, sellStep: step } = rules.lot.value;
  const oddLot = sellable % step;
  if (oddLot > 0 && amount % step === oddLot) return null;
  if (sellable < min || (oddLot > 0 && amount % step !== 0)) {
    return refusal('quantity.oddLotSplit', { quantity: amount, sellable, oddLot: sellable < min ? sellable : oddLot });
  }
  if (amount < min) return refusal('quantity.belowMinimum', { quantity: amount, min });
  if ((amount - min) % step !== 0) return refusal('quantity.offStep', { quantity: amount, min, step });
  return null;
}
