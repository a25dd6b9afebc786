import { deny, gateRule } from '../rule.ts';

/** A halted account and a settled day send nothing; cancels do not pass here and are never held back. */
export const accountState = gateRule('accountState', ({ account }, pass) => {
  if (account.halted) return deny('accountState', 'accountState.halted');
  return account.settled ? deny('accountState', 'accountState.settled') : pass;
});

/** What a person has paused stays paused, whoever asks. */
export const paused = gateRule('paused', ({ pauses, order }, pass) => {
  if (pauses.line) return deny('paused', 'paused.line');
  if (order.side === 'buy' && pauses.buys) return deny('paused', 'paused.buys');
  return order.side === 'sell' && pauses.sells ? deny('paused', 'paused.sells') : pass;
});
