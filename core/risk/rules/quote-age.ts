import { isMarketType } from '../../market/rules.ts';
import { ALWAYS, deny, gateRule } from '../rule.ts';

/**
 * In the continuous session an order rests on a quote that is not too old. A market type needs one in any case: its
 * price is the market's.
 */
export const quoteAge = gateRule({ name: 'quoteAge', scope: 'instrument', severities: ALWAYS }, ({ quote, phase, order, now, policy }, pass) => {
  if (phase?.matching !== 'continuous' && !isMarketType(order.type)) return pass;
  if (quote === undefined) return deny('quoteAge', 'quoteAge.none');
  const ageMs = now - quote.time;
  return ageMs > policy.maxQuoteAgeMs ? deny('quoteAge', 'quoteAge.stale', { ageMs, maxAgeMs: policy.maxQuoteAgeMs }) : pass;
});
