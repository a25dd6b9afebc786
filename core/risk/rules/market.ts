import { isMarketType } from '../../market/rules.ts';
import { deny, gateRule } from '../rule.ts';

/** The instrument is known and has rules for today. */
export const instrumentKnown = gateRule('instrument', ({ rules, reference, order }, pass) =>
  rules === undefined || reference === undefined ? deny('instrument', 'instrument.unknown', { instrument: order.instrument }) : pass,
);

/** The exchange takes new orders in the phase at hand. */
export const session = gateRule('session', ({ phase }, pass) => {
  if (phase === undefined) return deny('session', 'session.unknown');
  return phase.entry ? pass : deny('session', 'session.noEntry', { phase: phase.name });
});

/** The exchange knows the order type, in this phase. */
export const orderType = gateRule('orderType', ({ rules, phase, order }, pass) => {
  if (rules === undefined || phase === undefined) return pass;
  const types = rules.orderTypes.value;
  const supported = phase.matching === 'continuous' ? types.continuous : types.auction;
  return supported.includes(order.type) ? pass : deny('orderType', 'orderType.unsupported', { type: order.type, phase: phase.name });
});

/**
 * In the continuous session an order rests on a quote that is not too old. A market type needs one in any case: its
 * price is the market's.
 */
export const quoteAge = gateRule('quoteAge', ({ quote, phase, order, now, limits }, pass) => {
  if (phase?.matching !== 'continuous' && !isMarketType(order.type)) return pass;
  if (quote === undefined) return deny('quoteAge', 'quoteAge.none');
  const ageMs = now - quote.time;
  return ageMs > limits.maxQuoteAgeMs ? deny('quoteAge', 'quoteAge.stale', { ageMs, maxAgeMs: limits.maxQuoteAgeMs }) : pass;
});
