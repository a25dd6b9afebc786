import { create } from 'zustand';
import { type LiquidationRow, type Refusal, type ScopeInput, type StyleInput } from '../../preload/contract.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { showOverlay } from './ui.ts';

/** What the trader is about to sell, and how. */
export interface Wanted {
  readonly scope: ScopeInput;
  readonly style: StyleInput;
}

/** What selling out would do; `wanted` is what was asked, so that nothing else is confirmed than what is shown. */
export interface Shown {
  readonly wanted: Wanted;
  readonly row: LiquidationRow;
}

export interface LiquidationState {
  readonly shown: Shown | null;
  readonly refused: Refusal | null;
  readonly sending: boolean;
}

const CLOSED: LiquidationState = { shown: null, refused: null, sending: false };

export const useLiquidation = create<LiquidationState>(() => CLOSED);

/** Answers to older questions are dropped. */
let asked = 0;

/** Reckons afresh what it would do at the prices now. */
export async function previewLiquidation(wanted: Wanted): Promise<void> {
  if (useLiquidation.getState().sending) return;
  asked += 1;
  const question = asked;
  const reply = await bridge().previewLiquidation(wanted);
  if (question !== asked) return;
  useLiquidation.setState(reply.ok ? { shown: { wanted, row: reply.value } } : { shown: null, refused: reply.error });
}

/** Begins what is shown. While the answer is awaited nothing can be sent again, and the token works once. */
export async function liquidateShown(liftHolds: boolean): Promise<void> {
  const { shown, sending } = useLiquidation.getState();
  if (shown === null || sending) return;
  asked += 1;
  useLiquidation.setState({ sending: true, refused: null });
  const reply = await bridge().liquidate({ ...shown.wanted, liftHolds, token: shown.row.token });
  if (!reply.ok) {
    useLiquidation.setState({ shown: null, sending: false, refused: reply.error });
    return;
  }
  noticeDone('done.liquidating', { count: shown.row.lines.filter(({ quantity }) => quantity > 0).length });
  closeLiquidation();
}

export function closeLiquidation(): void {
  asked += 1;
  useLiquidation.setState(CLOSED);
  showOverlay(null);
}
