import { type Refusal, refusal } from '../kernel/result.ts';
import { type Price } from '../kernel/units.ts';
import { maxOrderQuantity } from '../market/lots.ts';
import { cageBand } from '../market/price-cage.ts';
import { type PriceLimits } from '../market/price-limits.ts';
import { type Quote } from '../market/quote.ts';
import { type Phase, type TradingRules } from '../market/rules.ts';
import { type OrderRequest } from '../orders/order.ts';

/** Why the exchange refuses an order (first part), ends one by itself (second) or refuses a cancel (third). */
export type ExchangeCode =
  | 'exchange.unknownInstrument'
  | 'exchange.duplicateOrder'
  | 'exchange.notOpen'
  | 'exchange.orderType'
  | 'exchange.quantity'
  | 'exchange.aboveMaximum'
  | 'exchange.offTick'
  | 'exchange.priceLimit'
  | 'exchange.priceCage'
  /** The other side shows nothing, or nothing that our own orders have not taken. */
  | 'exchange.noOpposite'
  | 'exchange.noOwnSide'
  | 'exchange.beyondProtection'
  | 'exchange.restCancelled'
  | 'exchange.cancelNotOpen'
  | 'exchange.orderFinished'
  | 'exchange.unknownOrder';

/** What the exchange looks at when an order comes in. */
export interface Admission {
  readonly rules: TradingRules;
  readonly phase: Phase;
  /** Null: no limit today, or none is known. */
  readonly limits: PriceLimits | null;
  readonly quote: Quote | null;
}

/**
 * Why the exchange refuses `order`; null when it takes it.
 *
 * The exchange knows no holdings: that a sale is covered, and an odd lot sold whole, is the broker's to check.
 */
export function refusalOf(order: OrderRequest, admission: Admission): Refusal<ExchangeCode> | null {
  const { rules, phase } = admission;
  if (!phase.entry) return refusal('exchange.notOpen', { phase: phase.name });
  const { auction, continuous } = rules.orderTypes.value;
  const types = phase.matching === 'continuous' ? continuous : auction;
  if (!types.includes(order.type)) return refusal('exchange.orderType', { type: order.type, phase: phase.name });
  return quantityRefusal(order, rules) ?? (order.type === 'limit' ? priceRefusal(order, admission) : null);
}

function quantityRefusal(order: OrderRequest, rules: TradingRules): Refusal<ExchangeCode> | null {
  const max = maxOrderQuantity(rules, order.type);
  const { quantity } = order;
  if (quantity > max) return refusal('exchange.aboveMaximum', { quantity, max, type: order.type });
  const { buyMin: min, buyStep: step } = rules.lot.value;
  const legal = order.side === 'sell' ? quantity > 0 : quantity >= min && (quantity - min) % step === 0;
  return legal ? null : refusal('exchange.quantity', { quantity, min, step });
}

function priceRefusal(order: OrderRequest, { rules, phase, limits, quote }: Admission): Refusal<ExchangeCode> | null {
  const { price, side } = order;
  const tick = rules.tick.value;
  if (price <= 0 || price % tick !== 0) return refusal('exchange.offTick', { price, tick });
  if (limits !== null && (price > limits.up || price < limits.down)) {
    return refusal('exchange.priceLimit', { price, limitUp: limits.up, limitDown: limits.down });
  }
  if (quote === null || phase.matching !== 'continuous') return null;
  const bound = cageBand(rules, quote, side);
  return bound !== null && isOutside(side, price, bound) ? refusal('exchange.priceCage', { price, bound }) : null;
}

function isOutside(side: OrderRequest['side'], price: Price, bound: Price): boolean {
  return side === 'buy' ? price > bound : price < bound;
}
