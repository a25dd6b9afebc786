import { type CloudDatabase } from './database.ts';

/** In their order; what has been published is never changed. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    created timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE terminals (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users,
    name text NOT NULL,
    token_hash text NOT NULL UNIQUE,
    signing_key text NOT NULL,
    last_seq integer NOT NULL DEFAULT 0,
    UNIQUE (user_id, name)
  );
  CREATE TABLE items (
    terminal_id bigint NOT NULL REFERENCES terminals,
    seq integer NOT NULL,
    content_id text NOT NULL,
    account text NOT NULL,
    mode text NOT NULL,
    date date NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    received timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (terminal_id, seq),
    UNIQUE (terminal_id, content_id)
  );
  CREATE TABLE equity (
    terminal_id bigint NOT NULL REFERENCES terminals,
    account text NOT NULL,
    mode text NOT NULL,
    date date NOT NULL,
    equity numeric(24, 4) NOT NULL,
    cash numeric(24, 4) NOT NULL,
    PRIMARY KEY (terminal_id, account, mode, date)
  );
  CREATE TABLE strategies (
    id text PRIMARY KEY,
    owner_id bigint NOT NULL REFERENCES users,
    facts jsonb NOT NULL
  );
  CREATE TABLE signals (
    strategy_id text NOT NULL REFERENCES strategies,
    date date NOT NULL,
    content_id text NOT NULL,
    document jsonb NOT NULL,
    received timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (strategy_id, date)
  );
  `,
  // Places are counted per account, so that each of a terminal's databases may have an outbox of its own; users have tokens.
  `
  ALTER TABLE users ADD COLUMN token_hash text UNIQUE;
  CREATE TABLE streams (
    terminal_id bigint NOT NULL REFERENCES terminals,
    account text NOT NULL,
    mode text NOT NULL,
    last_seq integer NOT NULL,
    PRIMARY KEY (terminal_id, account, mode)
  );
  ALTER TABLE items DROP CONSTRAINT items_pkey;
  UPDATE items SET seq = counted.place FROM (
    SELECT terminal_id, content_id, row_number() OVER (PARTITION BY terminal_id, account, mode ORDER BY seq) AS place FROM items
  ) AS counted WHERE counted.terminal_id = items.terminal_id AND counted.content_id = items.content_id;
  ALTER TABLE items ADD PRIMARY KEY (terminal_id, account, mode, seq);
  INSERT INTO streams SELECT terminal_id, account, mode, max(seq) FROM items GROUP BY terminal_id, account, mode;
  ALTER TABLE terminals DROP COLUMN last_seq;
  `,
];

/** Keeps two servers that start at once from migrating the same database. */
const MIGRATION_LOCK = 7_201_815;

/** Brings the database to the version that this program speaks. @throws Error for one that a newer program has made. */
export async function migrate(database: CloudDatabase): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await queries.query('CREATE TABLE IF NOT EXISTS migrations (version integer PRIMARY KEY)');
    const [row] = await queries.query('SELECT coalesce(max(version), 0) AS version FROM migrations');
    const version = Number(row?.['version']);
    if (version > MIGRATIONS.length) throw new Error(`the database is of version ${version}, this program knows ${MIGRATIONS.length}`);
    for (const [i, text] of MIGRATIONS.entries()) {
      if (i < version) continue;
      for (const statement of text.split(';').filter((part) => part.trim() !== '')) await queries.query(statement);
      await queries.query('INSERT INTO migrations (version) VALUES ($1)', [i + 1]);
    }
  });
}
