import { type GatewayFormRow, type Refusal, type RequestPayload } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { useRowsValue } from './rows.ts';
import { orders, useTerminal } from './terminal.ts';
import { showOverlay } from './ui.ts';

/** What the form for connecting begins with; null: it could not be read. */
export async function gatewayForm(): Promise<GatewayFormRow | null> {
  return (await ask(bridge().gatewayForm()))?.value ?? null;
}

/** Goes over to an account at a gateway. Gives why it cannot; null: it has. */
export async function connectGateway(filledIn: RequestPayload<'connectGateway'>): Promise<Refusal | null> {
  const answer = await bridge().connectGateway(filledIn);
  if (!answer.ok) return answer.error;
  showOverlay(null);
  return null;
}

/** Goes on though the books differ. */
export async function acceptDifferences(reason: string): Promise<void> {
  if ((await ask(bridge().acceptDifferences({ reason }))) !== null) noticeDone('done.acceptDifferences');
}

export async function compareBooks(): Promise<void> {
  await ask(bridge().compareBooks());
}

/** Whether nothing but a cancel would leave now: our books and the broker's may differ, or nothing can be kept. */
export function useOnlyCancels(): boolean {
  return useTerminal(({ status }) => status !== null && (status.unreconciled !== null || status.failure !== null));
}

/** Orders of which nobody knows whether they stand, by their ids. */
export function useUnknownOrders(): readonly string[] {
  const ids = useRowsValue(orders, (rows) => [...rows.values()].flatMap(({ id, state }) => (state === 'unknown' ? [id] : [])).join(' '));
  return ids === '' ? [] : ids.split(' ');
}
