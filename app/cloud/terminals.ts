import { createHash, randomBytes } from 'node:crypto';
import { type Credentials } from '../../adapters/cloud/protocol.ts';
import { type CloudDatabase, type Queries } from './database.ts';

const SECRET_BYTES = 32;

/** A terminal that has shown its token. */
export interface Terminal {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly key: string;
}

/**
 * Makes a terminal of a user, whom it makes too if need be, and gives the only copy of its token: the database keeps a
 * hash, which is enough for a token of 256 random bits. Null when the user has a terminal of that name.
 */
export function addTerminal(database: CloudDatabase, user: string, terminal: string): Promise<Credentials | null> {
  const token = randomBytes(SECRET_BYTES).toString('base64url');
  const key = randomBytes(SECRET_BYTES).toString('base64url');
  return database.transaction(async (queries) => {
    await queries.query('INSERT INTO users (name) VALUES ($1) ON CONFLICT (name) DO NOTHING', [user]);
    const added = await queries.query(
      `INSERT INTO terminals (user_id, name, token_hash, signing_key)
       SELECT id, $2, $3, $4 FROM users WHERE name = $1
       ON CONFLICT (user_id, name) DO NOTHING RETURNING id`,
      [user, terminal, hashOf(token), key],
    );
    return added.length === 0 ? null : { terminal, token, key };
  });
}

/** Whose token this is; null when it is nobody's. */
export async function terminalOf(queries: Queries, token: string): Promise<Terminal | null> {
  const [row] = await queries.query('SELECT id, user_id, name, signing_key FROM terminals WHERE token_hash = $1', [hashOf(token)]);
  if (row === undefined) return null;
  return { id: String(row['id']), userId: String(row['user_id']), name: String(row['name']), key: String(row['signing_key']) };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
