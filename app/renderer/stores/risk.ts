import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { orders, useTerminal } from './terminal.ts';

/** Pauses or resumes one side; what is already with the broker stays there. */
export async function togglePause(side: 'buys' | 'sells'): Promise<void> {
  const pauses = useTerminal.getState().status?.pauses;
  if (pauses !== undefined) await setPauses({ ...pauses, [side]: !pauses[side] });
}

export async function setPauses(pauses: { readonly buys: boolean; readonly sells: boolean }): Promise<void> {
  await ask(bridge().setPauses(pauses));
}

export function openOrderCount(): number {
  return [...orders.getState().rows.values()].filter((order) => !order.final).length;
}

export async function cancelAll(): Promise<void> {
  const count = openOrderCount();
  const answer = await ask(bridge().cancelAll());
  if (answer !== null) noticeDone('done.cancelAll', { count });
}
