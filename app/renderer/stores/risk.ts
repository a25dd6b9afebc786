import i18next from 'i18next';
import { type TradingState } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { lines, orders, positions, useTerminal } from './terminal.ts';

/** What was asked for and not yet answered: the next press of the same key builds on it, however quickly it comes. */
const asked: { buys?: boolean; sells?: boolean } = {};

/** Pauses or resumes one side, and says nothing of the other; what is already with the broker stays there. */
export async function togglePause(side: keyof typeof asked): Promise<void> {
  const now = asked[side] ?? useTerminal.getState().status?.pauses[side];
  if (now === undefined) return;
  const wanted = !now;
  asked[side] = wanted;
  const answer = await ask(bridge().setPauses({ [side]: wanted }));
  if (asked[side] === wanted) delete asked[side];
  if (answer === null) return;
  useTerminal.setState(({ status }) => ({
    status: status === null ? null : { ...status, pauses: { ...status.pauses, [side]: wanted } },
  }));
}

/** Pauses or resumes what one strategy asked for. */
export async function toggleStrategy(strategy: string): Promise<void> {
  const paused = useTerminal.getState().status?.pauses.strategies.includes(strategy) === true;
  await ask(paused ? bridge().resumeStrategy({ strategy }) : bridge().pauseStrategy({ strategy }));
}

/** The strategies of the day's plan and of what is held, by name. */
export function strategyNames(): readonly string[] {
  const planned = [...lines.getState().rows.values()].filter(({ source }) => source === 'signal').map(({ strategyId }) => strategyId);
  const held = [...positions.getState().rows.values()].flatMap(({ lots }) => lots.map(({ strategyId }) => strategyId));
  return [...new Set([...planned, ...held])].toSorted();
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

/** Stops new orders at once; what is with the broker stays there until it is cancelled. */
export async function stopTrading(): Promise<void> {
  await setTrading('halted', i18next.t('shell.stopNewReason'));
}

export async function resumeTrading(): Promise<void> {
  await setTrading('active', i18next.t('shell.resumeNewReason'));
}
