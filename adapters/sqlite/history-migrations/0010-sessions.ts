/**
 * What is remembered of past sessions: as they were traded, prices in 1/10000 yuan. `day_volumes.shares` is a JSON list of
 * the shares that traded in each bucket of the market's volume curve.
 */
export const SESSIONS_MIGRATION = `
CREATE TABLE sessions (
  instrument TEXT NOT NULL,
  date TEXT NOT NULL,
  open INTEGER NOT NULL,
  high INTEGER NOT NULL,
  low INTEGER NOT NULL,
  close INTEGER NOT NULL,
  prev_close INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  turnover INTEGER NOT NULL,
  PRIMARY KEY (instrument, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_volumes (
  instrument TEXT NOT NULL,
  date TEXT NOT NULL,
  shares TEXT NOT NULL,
  PRIMARY KEY (instrument, date)
) STRICT, WITHOUT ROWID;
`;
