import { type NoteRow } from '../../preload/contract.ts';
import { askWhy, openDay } from './review.ts';

/** Opens what a note is about: its day, and where it is about a line the line's own story. */
export async function openNoted({ kind, date, subject }: NoteRow): Promise<void> {
  await openDay(date);
  if (kind === 'line') await askWhy({ kind: 'line', id: subject });
}
