import { type Refusal } from '../kernel/result.ts';
import { type Quantity } from '../kernel/units.ts';
import { type QuantityProblem, checkQuantity } from '../market/lots.ts';
import { type TradingRules } from '../market/rules.ts';
import { type Side } from '../orders/order.ts';

/**
 * Why the exchange would not take `shares` in as many orders as it needs, or null: lots and odd lots as for one order,
 * but without the cap on it, for what exceeds the cap is sent as several.
 */
export function checkLineQuantity(
  rules: TradingRules,
  side: Side,
  shares: Quantity,
  sellable: Quantity,
): Refusal<QuantityProblem> | null {
  const maxQuantity = { ...rules.maxQuantity, value: { limit: shares, market: shares } };
  return checkQuantity({ ...rules, maxQuantity }, side, 'limit', shares, sellable);
}
