import { type ContinuousStyle } from '../plan/line.ts';
import { type Style, wait } from './style.ts';

type LimitParams = Extract<ContinuousStyle, { style: 'limit' }>;

/** One limit order that stays until it is filled or the day ends. */
export const limit: Style<LimitParams> = (params, context) => {
  if (context.remaining === 0) return wait('style.orderWorking');
  if (!context.phase.entry || context.phase.matching === 'fixedPrice') return wait('style.awaitsEntry');
  const { line, quote, phase } = context;
  if (params.price !== null) {
    return { kind: 'send', type: 'limit', price: params.price, quantity: context.remaining };
  }
  if (phase.matching !== 'continuous') return wait('style.awaitsContinuous');
  const best = line.side === 'buy' ? quote?.asks[0] : quote?.bids[0];
  if (best === undefined) return wait('style.noOpposite');
  return { kind: 'send', type: 'limit', price: best.price, quantity: context.remaining };
};
