import { create } from 'zustand';
import { type DayDifferenceRow, type RequestPayload, type SettlementRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';

export type Resolution = RequestPayload<'resolveDifference'>['resolution'];
export type Booking = Extract<RequestPayload<'resolveDifference'>, { readonly resolution: 'edit' }>['booking'];

/** What the trader is about to give a reason for. */
export type SettlementDialog =
  | { readonly kind: 'resolve'; readonly difference: DayDifferenceRow; readonly resolution: Resolution }
  | { readonly kind: 'release' };

export interface SettlementUi {
  /** Null: not read yet. */
  readonly settlement: SettlementRow | null;
  readonly dialog: SettlementDialog | null;
}

export const useSettlement = create<SettlementUi>(() => ({ settlement: null, dialog: null }));

export async function readSettlement(): Promise<void> {
  const read = await ask(bridge().settlement());
  if (read !== null) useSettlement.setState({ settlement: read.value });
}

export function askFor(dialog: SettlementDialog | null): void {
  useSettlement.setState({ dialog });
}

/** `booking`: what an edit books; null for the other decisions. */
export async function resolveDifference(id: string, resolution: Resolution, reason: string, booking: Booking | null): Promise<boolean> {
  const asked = resolution === 'edit' ? (booking === null ? null : { resolution, id, reason, booking }) : { resolution, id, reason };
  if (asked === null) return false;
  return readAfter(await ask(bridge().resolveDifference(asked)));
}

export async function holdSeal(held: boolean): Promise<void> {
  await readAfter(await ask(bridge().holdSeal({ held })));
}

export async function sealDay(): Promise<void> {
  if (await readAfter(await ask(bridge().sealDay()))) noticeDone('done.sealed', { date: useSettlement.getState().settlement?.date ?? '' });
}

export async function releaseDay(reason: string): Promise<boolean> {
  return readAfter(await ask(bridge().releaseDay({ reason })));
}

/** Reads anew what was changed; false: it was refused. */
async function readAfter(answer: { readonly value: null } | null): Promise<boolean> {
  if (answer === null) return false;
  await readSettlement();
  return true;
}
