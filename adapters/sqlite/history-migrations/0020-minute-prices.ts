/**
 * Where the prices of what an account held, planned or traded stood in each minute of a day: so that the day can be looked
 * at again. `prices` is a JSON list of [milliseconds since midnight in Shanghai, price in 1/10000 yuan].
 */
export const MINUTE_PRICES_MIGRATION = `
CREATE TABLE minute_prices (
  instrument TEXT NOT NULL,
  date TEXT NOT NULL,
  prices TEXT NOT NULL,
  PRIMARY KEY (instrument, date)
) STRICT, WITHOUT ROWID;
`;
