import { ALWAYS, deny, gateRule } from '../rule.ts';

/**
 * A halted account, one whose books may not be the broker's, and a settled day send nothing; one that only reduces sells and does not buy. Cancels do not pass
 * here and are never held back.
 */
export const accountState = gateRule({ name: 'accountState', scope: 'account', severities: ALWAYS }, ({ account, order }, pass) => {
  if (account.settled) return deny('accountState', 'accountState.settled');
  if (!account.reconciled) return deny('accountState', 'accountState.unreconciled');
  if (account.trading === 'halted') return deny('accountState', 'accountState.halted');
  return account.trading === 'reducingOnly' && order.side === 'buy' ? deny('accountState', 'accountState.reducingOnly') : pass;
});
