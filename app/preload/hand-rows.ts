import { type Command } from '../../core/oms/command.ts';
import { type ExecutionStyle, type LineState } from '../../core/plan/line.ts';

/** What people did, as the window sees it; units as in `rows.ts`. */

/** What somebody asked for, by its name. */
export type Deed = Command['type'];

/** One thing that a deed made different. */
export type LineDifference =
  | { readonly what: 'state'; readonly before: LineState; readonly after: LineState }
  | { readonly what: 'paused'; readonly before: boolean; readonly after: boolean }
  | { readonly what: 'quantity'; readonly before: number; readonly after: number }
  | { readonly what: 'style'; readonly before: ExecutionStyle; readonly after: ExecutionStyle }
  /** As it is written; null: nothing has to hold. */
  | { readonly what: 'condition'; readonly before: string | null; readonly after: string | null };

/** Something that somebody did to a line. */
export interface InterventionRow {
  /** Counts the day's interventions from 1. */
  readonly number: number;
  readonly at: number;
  readonly by: string;
  readonly deed: Deed;
  readonly changes: readonly LineDifference[];
  /** In their own words; null: they gave none. */
  readonly reason: string | null;
  /** When it was taken back; null: it holds. */
  readonly undoneAt: number | null;
}
