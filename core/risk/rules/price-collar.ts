import { type Price, RATE_ONE, type Rate, mulDiv } from '../../kernel/units.ts';
import { markPrice } from '../../market/quote.ts';
import { type GateContext } from '../context.ts';
import { REFUSING, type Severity, breach, gateRule } from '../rule.ts';

export interface PriceCollarSetting {
  /** How much worse than the last price a limit may be: above it for a buy, below it for a sell. */
  readonly fromLast: Rate;
  /** The same against the best opposite price; not asked where there is none. */
  readonly fromOpposite: Rate;
  readonly severity: Severity;
}

/**
 * Our own collar, for the slip of a finger: a limit of the continuous session that is much worse than the market. Market
 * types have no price of their own, so selling out in a falling market is never held back by it.
 */
export const priceCollar = gateRule({ name: 'priceCollar', scope: 'order', severities: REFUSING }, (context, pass) => {
  const { order, quote, phase, policy } = context;
  const setting = policy.rules.priceCollar;
  if (setting === null || quote === undefined || order.type !== 'limit' || phase?.matching !== 'continuous') return pass;
  const last = bound(order.side, markPrice(quote), setting.fromLast);
  if (isWorse(context, last)) {
    return breach(context, setting.severity, { rule: 'priceCollar', code: 'priceCollar.last', params: { price: order.price, bound: last } });
  }
  const best = (order.side === 'buy' ? quote.asks : quote.bids)[0]?.price;
  if (best === undefined) return pass;
  const opposite = bound(order.side, best, setting.fromOpposite);
  if (!isWorse(context, opposite)) return pass;
  return breach(context, setting.severity, { rule: 'priceCollar', code: 'priceCollar.opposite', params: { price: order.price, bound: opposite } });
});

function bound(side: 'buy' | 'sell', from: Price, by: Rate): Price {
  return side === 'buy'
    ? (mulDiv(from, RATE_ONE + by, RATE_ONE, 'floor') as Price)
    : (mulDiv(from, RATE_ONE - by, RATE_ONE, 'ceil') as Price);
}

function isWorse({ order }: GateContext, limit: Price): boolean {
  return order.side === 'buy' ? order.price > limit : order.price < limit;
}
