import { type Refusal } from '../../core/kernel/result.ts';

/** A candidate that was looked at and not bought. */
export interface RefusedCandidateRow {
  readonly instrument: string;
  readonly name: string;
  readonly reason: Refusal;
}

/** What is bought in place of a line that nobody sells to, and what came of it so far. */
export interface CandidatesRow {
  /** In their order; `sector`: the shares of its industry, those that traded most first. */
  readonly from: 'sector' | readonly { readonly instrument: string; readonly name: string }[];
  /** For how long it must be so, in ms. */
  readonly lastingMs: number;
  /** Times of day between which it may be replaced. */
  readonly start: number;
  readonly end: number;
  /** What came of the last look; null: nobody has looked yet. */
  readonly reason: Refusal | null;
  readonly refused: readonly RefusedCandidateRow[];
  /** The line that has taken its place. */
  readonly replacedBy: string | null;
}
