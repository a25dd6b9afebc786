import { type TradingState } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { orders, useTerminal } from './terminal.ts';

interface Pauses {
  readonly buys: boolean;
  readonly sells: boolean;
}

/** What was asked for and not yet answered: the next press builds on it, however quickly it comes. */
let asked: Pauses | null = null;

/** Pauses or resumes one side; what is already with the broker stays there. */
export async function togglePause(side: keyof Pauses): Promise<void> {
  const now = asked ?? useTerminal.getState().status?.pauses;
  if (now === undefined) return;
  const wanted = { ...now, [side]: !now[side] };
  asked = wanted;
  const answer = await ask(bridge().setPauses(wanted));
  if (asked === wanted) asked = null;
  if (answer === null) return;
  useTerminal.setState(({ status }) => ({ status: status === null ? null : { ...status, pauses: wanted } }));
}

export function openOrderCount(): number {
  return [...orders.getState().rows.values()].filter((order) => !order.final).length;
}

export async function cancelAll(): Promise<void> {
  const count = openOrderCount();
  const answer = await ask(bridge().cancelAll());
  if (answer !== null) noticeDone('done.cancelAll', { count });
}

/** Sets the account's switch; the reason goes into the journal. */
export async function setTrading(state: TradingState, reason: string): Promise<boolean> {
  const answer = await ask(bridge().setTradingState({ state, reason }));
  if (answer === null) return false;
  useTerminal.setState(({ status }) => ({ status: status === null ? null : { ...status, trading: state } }));
  return true;
}
