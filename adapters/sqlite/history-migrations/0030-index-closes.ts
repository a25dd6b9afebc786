/** What indices closed at, from files: a level in 1/10000 point. */
export const INDEX_CLOSES_MIGRATION = `
CREATE TABLE index_closes (
  index_id TEXT NOT NULL,
  date TEXT NOT NULL,
  close INTEGER NOT NULL,
  PRIMARY KEY (index_id, date)
) STRICT, WITHOUT ROWID;
`;
