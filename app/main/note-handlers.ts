import { ok, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type Session } from '../terminal/session.ts';
import { type Access } from './access/access.ts';
import { type Handlers } from './gate.ts';

export interface NoteParts {
  readonly session: Pick<Session, 'past'>;
  readonly access: Pick<Access, 'actor'>;
  readonly now: () => number;
}

/** What the trader writes down of days, lines and round trips, and finds again. */
export function noteHandlers({ session, access, now }: NoteParts): Pick<Handlers, 'notes' | 'noteVersions' | 'keepNote'> {
  return {
    notes: ({ words }) => (session.past === undefined ? refuse('review.noHistory') : ok(session.past.notes.search(words.trim()))),
    noteVersions: ({ date, ...about }) =>
      session.past === undefined ? refuse('review.noHistory') : ok(session.past.notes.versions({ ...about, date: date as TradeDate })),
    keepNote: ({ date, ...note }) => {
      if (session.past === undefined) return refuse('review.noHistory');
      session.past.notes.keep({ ...note, date: date as TradeDate, by: access.actor(), at: now() as EpochMs });
      return ok(null);
    },
  };
}
