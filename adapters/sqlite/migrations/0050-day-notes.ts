/** What the trader wrote down of a day. No projection: nothing in the journal could bring it back. */
export const DAY_NOTES_MIGRATION = `
CREATE TABLE day_notes (
  day TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  tags TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
