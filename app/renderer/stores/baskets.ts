import { type RequestPayload } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';

/** Resolves to whether it was made. */
export async function makeBasket(wanted: RequestPayload<'makeBasket'>): Promise<boolean> {
  const answer = await ask(bridge().makeBasket(wanted));
  if (answer !== null) noticeDone('done.basketMade', { name: wanted.name, count: wanted.ids.length });
  return answer !== null;
}

export async function dissolveBasket(id: string): Promise<void> {
  await ask(bridge().dissolveBasket({ id }));
}
