import { type Actor } from '../kernel/ids.ts';
import { type Refusal } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type Money, type Price } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Adjustment } from '../portfolio/adjustment.ts';

/** What of an item is compared; both sides as text, `-` for a side that has nothing. */
export interface ComparedText {
  readonly name: string;
  readonly ours: string;
  readonly brokers: string;
}

/** Where a row of a broker's file stands. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
}

/** Something that our books and the broker's do not agree about, with what would set it right. */
export interface FoundDifference {
  readonly code: string;
  /** The instrument, fill or order that it is about; '' for cash. */
  readonly about: string;
  readonly fields: readonly ComparedText[];
  /** The rows of the broker's files; none for what the broker's own records say. */
  readonly places: readonly FilePlace[];
  /** What would set it right in a word: the code of a correction. */
  readonly correction: string;
  /** What accepting books; null: nothing, the difference is only taken note of. */
  readonly proposal: Adjustment | null;
}

/** A broker's file as it was compared. */
export interface ComparedFile {
  readonly name: string;
  readonly broker: string | null;
  readonly kind: string;
  readonly rows: number;
}

/** What a day held against the broker's files has shown. */
export interface StatementComparison {
  readonly files: readonly ComparedFile[];
  readonly differences: readonly FoundDifference[];
  /** Known differences that do no harm, and how many of each. */
  readonly tolerated: readonly { readonly code: string; readonly count: number }[];
  /** What no file could show. */
  readonly unchecked: readonly string[];
}

/** `accept` books what is proposed, `edit` something else, `refuse` nothing: our books stand. */
export const RESOLUTIONS = ['accept', 'edit', 'refuse'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** The books as a correction found and left them. */
export interface CorrectedBooks {
  readonly cash: Money;
  /** Shares of the instrument that is corrected; 0 where none is. */
  readonly shares: number;
}

/** What a person made of a difference. */
export interface ResolvedDifference {
  readonly resolution: Resolution;
  /** What was booked; null: nothing. */
  readonly booked: Adjustment | null;
  readonly before: CorrectedBooks;
  readonly after: CorrectedBooks;
  /** What the corrected holding is valued at tonight, where the day's marks do not have it. */
  readonly mark: { readonly instrument: InstrumentId; readonly price: Price } | null;
  readonly reason: Refusal;
  readonly by: Actor;
}

/** A difference of the day, open until a person has resolved it. */
export interface DayDifference extends FoundDifference {
  /** `D1`, `D2` … in the order in which they were found. */
  readonly id: string;
  readonly resolved: (ResolvedDifference & { readonly at: EpochMs }) | null;
}

/** Whether two differences are the same one, found again. */
export function isSameDifference(a: FoundDifference, b: FoundDifference): boolean {
  return identity(a) === identity(b);
}

function identity({ code, about, fields }: FoundDifference): string {
  return JSON.stringify([code, about, fields.map(({ name, ours, brokers }) => [name, ours, brokers])]);
}
