import { create } from 'zustand';
import { type NoteKind, type NoteRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { readReview } from './review.ts';
import { createRowStore } from './rows.ts';

/** What a note is about. */
export interface NoteSubject {
  readonly kind: NoteKind;
  readonly date: string;
  readonly subject: string;
}

export interface NotesState {
  /** What is looked for among the notes. */
  readonly words: string;
}

export const useNotes = create<NotesState>(() => ({ words: '' }));

export const keyOfNote = ({ kind, date, subject }: NoteSubject): string => `${kind} ${date} ${subject}`;
export const foundNotes = createRowStore<NoteRow>(keyOfNote);

/** The trip's shares, from their buy to their sale. */
export function keyOfTrip({ strategyId, instrument, entryDate }: { readonly strategyId: string; readonly instrument: string; readonly entryDate: string }): string {
  return `${strategyId} ${instrument} ${entryDate}`;
}

/** Finds the notes that have the words in them. */
export async function findNotes(words: string): Promise<void> {
  useNotes.setState({ words });
  const found = await ask(bridge().notes({ words }));
  if (found !== null && words === useNotes.getState().words) foundNotes.reset(found.value);
}

/** What was ever written of it, the last saving first. */
export async function versionsOf({ kind, date, subject }: NoteSubject): Promise<readonly NoteRow[]> {
  return (await ask(bridge().noteVersions({ kind, date, subject })))?.value ?? [];
}

/** Keeps another version; tells whether it is kept. */
export async function keepNote({ kind, date, subject }: NoteSubject, text: string, tags: readonly string[]): Promise<boolean> {
  const kept = await ask(bridge().keepNote({ kind, date, subject, text, tags: [...tags] }));
  if (kept === null) return false;
  noticeDone('review.noted', { date });
  await Promise.all([findNotes(useNotes.getState().words), readReview()]);
  return true;
}
