/**
 * What screens ask of the history, drawn from the journal and to be made again from it at any time. Money and prices in
 * 1/10000 yuan, weights in 1e-8, times in milliseconds since 1970, as in core; a reason is a refusal as JSON. A fill has the number of its
 * record: that a broker gives two fills one id is for the OMS to judge, never a reason not to write down what happened.
 */
export const PROJECTIONS_MIGRATION = `
CREATE TABLE days (
  date TEXT PRIMARY KEY,
  seed INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  opening_cash INTEGER NOT NULL,
  opening_equity INTEGER,
  cash INTEGER,
  market_value INTEGER,
  equity INTEGER,
  commission INTEGER,
  stamp_tax INTEGER,
  transfer_fee INTEGER,
  differences INTEGER,
  settled INTEGER,
  sealed INTEGER,
  halted TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_lines (
  day TEXT NOT NULL REFERENCES days (date),
  line_id TEXT NOT NULL,
  strategy_id TEXT NOT NULL,
  instrument TEXT NOT NULL,
  side TEXT NOT NULL,
  target_weight INTEGER,
  target_quantity INTEGER NOT NULL,
  current_quantity INTEGER NOT NULL,
  planned_quantity INTEGER NOT NULL,
  ref_price INTEGER NOT NULL,
  est_value INTEGER NOT NULL,
  est_fees INTEGER NOT NULL,
  style TEXT NOT NULL,
  signal_reason TEXT NOT NULL,
  state TEXT NOT NULL,
  filled INTEGER NOT NULL,
  reason TEXT,
  PRIMARY KEY (day, line_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  day TEXT NOT NULL REFERENCES days (date),
  order_id TEXT NOT NULL,
  line_id TEXT,
  strategy_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  instrument TEXT NOT NULL,
  side TEXT NOT NULL,
  type TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  state TEXT NOT NULL,
  filled INTEGER NOT NULL,
  turnover INTEGER NOT NULL,
  commission INTEGER NOT NULL,
  stamp_tax INTEGER NOT NULL,
  transfer_fee INTEGER NOT NULL,
  reason TEXT,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  PRIMARY KEY (day, order_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE fills (
  seq INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  fill_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT,
  strategy_id TEXT NOT NULL,
  instrument TEXT NOT NULL,
  side TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  time INTEGER NOT NULL,
  commission INTEGER NOT NULL,
  stamp_tax INTEGER NOT NULL,
  transfer_fee INTEGER NOT NULL,
  FOREIGN KEY (day, order_id) REFERENCES orders (day, order_id)
) STRICT;

CREATE INDEX fills_of_order ON fills (day, order_id);

CREATE TABLE closing_positions (
  day TEXT NOT NULL REFERENCES days (date),
  instrument TEXT NOT NULL,
  strategy_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  price INTEGER NOT NULL,
  PRIMARY KEY (day, instrument, strategy_id)
) STRICT, WITHOUT ROWID;
`;
