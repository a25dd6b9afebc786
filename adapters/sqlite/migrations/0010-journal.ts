/** Whose database it is, and the journal, which only grows. */
export const JOURNAL_MIGRATION = `
CREATE TABLE account (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  name TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('backtest', 'paper', 'live'))
) STRICT;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  step INTEGER NOT NULL,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE INDEX journal_days ON journal (day) WHERE type = 'dayOpened';
CREATE INDEX journal_seals ON journal (day) WHERE type = 'daySealed';

CREATE TRIGGER journal_runs_on BEFORE INSERT ON journal
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM journal), 0) + 1
BEGIN SELECT RAISE(ABORT, 'journal records run on without gaps'); END;

CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal records never change'); END;

CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal records are never removed'); END;
`;
