import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;

/** Asks the database, within a transaction or without. Values go in by `$1`, never into the text. */
export interface Queries {
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** A PostgreSQL, a server's or one inside this process; both speak the same SQL. */
export interface CloudDatabase extends Queries {
  /** All of it or none. */
  transaction<Value>(work: (queries: Queries) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/** Connections to a server: as many requests at a time can wait for a disk. */
const POOL_SIZE = 16;

/** A PostgreSQL server, by `postgres://…`. */
export function connectPostgres(url: string): CloudDatabase {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE });
  return {
    query: async (text, values = []) => (await pool.query<Row>(text, [...values])).rows,
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const value = await work({ query: async (text, values = []) => (await client.query<Row>(text, [...values])).rows });
        await client.query('COMMIT');
        return value;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

/** An embedded PostgreSQL that keeps its files in `folder`. */
export async function openEmbedded(folder: string): Promise<CloudDatabase> {
  const database = await PGlite.create(folder);
  return {
    query: async (text, values = []) => (await database.query<Row>(text, [...values])).rows,
    transaction: (work) =>
      database.transaction((transaction) =>
        work({ query: async (text, values = []) => (await transaction.query<Row>(text, [...values])).rows }),
      ),
    close: () => database.close(),
  };
}
