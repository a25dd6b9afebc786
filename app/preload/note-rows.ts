/** What a note is about; a trip's day is the one on which it ended. */
export type NoteKind = 'day' | 'line' | 'trip';

/** What the trader wrote down. */
export interface NoteRow {
  readonly kind: NoteKind;
  readonly date: string;
  /** Id of the line or key of the trip; empty for a day. */
  readonly subject: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly by: string;
  readonly at: number;
}
