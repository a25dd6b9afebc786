/**
 * What a review of an account rests on, worked out of its sealed days once: money in 1/10000 yuan. All of it can be made
 * again from the account's own database, so that a file of another version is thrown away.
 *
 * What is summed over thousands of days lies in columns (`profit_columns` and the like, each in a table of its own, so that a kind's years lie side by side): numbers of a day one after the other, a few
 * thousand bytes, so that ten years are read and added up in some ten milliseconds. Round trips and fills are numbered
 * without gaps in the order of time, so that a stretch of days is a stretch of numbers; a fill's `seq` is its record's.
 */
export const REVIEW_SCHEMA = `
CREATE TABLE days (
  date TEXT PRIMARY KEY,
  seal TEXT NOT NULL,
  equity INTEGER NOT NULL,
  cash INTEGER NOT NULL,
  market_value INTEGER NOT NULL,
  base INTEGER NOT NULL,
  profit INTEGER NOT NULL,
  last_fill INTEGER NOT NULL,
  last_trip INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE keys (
  id INTEGER PRIMARY KEY,
  strategy_id TEXT NOT NULL,
  instrument TEXT NOT NULL,
  style TEXT NOT NULL,
  holding TEXT NOT NULL,
  UNIQUE (strategy_id, instrument, style, holding)
) STRICT;

CREATE TABLE trips (
  id INTEGER PRIMARY KEY,
  strategy_id TEXT NOT NULL,
  instrument TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  entry_date TEXT NOT NULL,
  exit_date TEXT NOT NULL,
  entry_reason TEXT NOT NULL,
  exit_reason TEXT NOT NULL,
  cost INTEGER NOT NULL,
  proceeds INTEGER NOT NULL,
  fees INTEGER NOT NULL,
  profit INTEGER NOT NULL
) STRICT;

CREATE INDEX trips_by_profit ON trips (profit);
CREATE INDEX trips_of_strategy ON trips (strategy_id, profit);
CREATE INDEX trips_of_instrument ON trips (instrument);

CREATE TABLE fills (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  strategy_id TEXT NOT NULL,
  instrument TEXT NOT NULL,
  value INTEGER NOT NULL
) STRICT;

CREATE INDEX fills_by_value ON fills (value);
CREATE INDEX fills_of_strategy ON fills (strategy_id, value);
CREATE INDEX fills_of_instrument ON fills (instrument);

CREATE TABLE carry (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  state TEXT NOT NULL
) STRICT;
`;

/** The table of one kind of columns. */
export function columnsTable(kind: string): string {
  return `CREATE TABLE ${kind}_columns (date TEXT PRIMARY KEY, numbers BLOB NOT NULL) STRICT;`;
}
