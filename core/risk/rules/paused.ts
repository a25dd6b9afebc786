import { ALWAYS, deny, gateRule } from '../rule.ts';

/** What a person has paused stays paused, whoever asks. */
export const paused = gateRule({ name: 'paused', scope: 'account', severities: ALWAYS }, ({ pauses, order }, pass) => {
  if (pauses.line) return deny('paused', 'paused.line');
  if (pauses.strategy) return deny('paused', 'paused.strategy');
  if (order.side === 'buy' && pauses.buys) return deny('paused', 'paused.buys');
  return order.side === 'sell' && pauses.sells ? deny('paused', 'paused.sells') : pass;
});
