/**
 * What the trader writes down: of a day, of a line or of a round trip (`subject`; empty for a day). Each saving is a version
 * of its own, and none is changed or removed. No projection: nothing in the journal could bring it back.
 */
export const NOTES_MIGRATION = `
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('day', 'line', 'trip')),
  day TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  tags TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX notes_of ON notes (kind, day, subject, id);

CREATE TRIGGER notes_keep BEFORE UPDATE ON notes
BEGIN SELECT RAISE(ABORT, 'notes never change'); END;

CREATE TRIGGER notes_stay BEFORE DELETE ON notes
BEGIN SELECT RAISE(ABORT, 'notes are never removed'); END;

INSERT INTO notes (kind, day, subject, text, tags, by, at)
SELECT 'day', day, '', text, tags, 'owner', at FROM day_notes ORDER BY day;
DROP TABLE day_notes;
`;
