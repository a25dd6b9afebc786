import { create } from 'zustand';
import {
  type AccountRow,
  type BasketRow,
  type DayResultRow,
  type FillRow,
  type HealthRow,
  type InstrumentRow,
  type LineRow,
  type OrderRow,
  type PlanSummaryRow,
  type PositionRow,
  type QuoteRow,
  type Refusal,
  type RiskRow,
  type StatusRow,
  type TimelineRow,
  type WatchedRow,
} from '../../preload/contract.ts';
import { createRowStore } from './rows.ts';

/** Where the window stands with the main process. */
export type Link =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: Refusal };

export interface TerminalState {
  readonly link: Link;
  readonly status: StatusRow | null;
  /** `performance.now()` when the status came, for clocks that run on between two rows. */
  readonly statusAt: number;
  readonly account: AccountRow | null;
  readonly plan: PlanSummaryRow | null;
  readonly day: DayResultRow | null;
  readonly baskets: readonly BasketRow[];
  readonly risk: RiskRow | null;
  /** The instrument that we asked to watch; what comes of any other is late and is left out. */
  readonly watching: string | null;
  readonly watched: WatchedRow | null;
  /** The line whose timeline we asked for, as `watching`. */
  readonly watchedLine: string | null;
  readonly timeline: TimelineRow | null;
  /** Disk and clock of this machine, where they are beyond their limits. */
  readonly ailing: readonly HealthRow[];
}

export const useTerminal = create<TerminalState>(() => ({
  link: { kind: 'loading' },
  status: null,
  statusAt: 0,
  account: null,
  plan: null,
  day: null,
  baskets: [],
  risk: null,
  watching: null,
  watched: null,
  watchedLine: null,
  timeline: null,
  ailing: [],
}));

export const lines = createRowStore<LineRow>((row) => row.id);
export const orders = createRowStore<OrderRow>((row) => row.id);
export const fills = createRowStore<FillRow>((row) => row.id);
export const positions = createRowStore<PositionRow>((row) => row.instrument);
export const instruments = createRowStore<InstrumentRow>((row) => row.id);
export const quotes = createRowStore<QuoteRow>((row) => row.instrument);

/** The board of an instrument; the main one while the market is not known. */
export function boardOf(id: string): InstrumentRow['board'] {
  return instruments.get(id)?.board ?? 'main';
}

/** The session clock now: it runs on at its own rate since the last status. */
export function sessionNow(state: TerminalState): number {
  if (state.status === null) return 0;
  return state.status.now + (performance.now() - state.statusAt) * state.status.clockRate;
}
