import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Credentials, type Enrolment } from '../../adapters/cloud/protocol.ts';
import { type CloudDatabase, type Queries } from './database.ts';

const SECRET_BYTES = 32;

/** A terminal that has shown its token. */
export interface Terminal {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

/** Who has shown a token: a user, by the user's own or by that of one of their terminals. */
export interface Caller {
  readonly userId: string;
  readonly user: string;
  /** Null: the token is the user's own. */
  readonly terminal: Terminal | null;
}

/**
 * Makes a terminal of a user, whom it makes too if need be, and gives the only copy of its token: the database keeps a
 * hash, which is enough for a token of 256 random bits. Null when the user has a terminal of that name.
 */
export function addTerminal(database: CloudDatabase, enrolment: Enrolment): Promise<Credentials | null> {
  return database.transaction(async (queries) => {
    await queries.query('INSERT INTO users (name) VALUES ($1) ON CONFLICT (name) DO NOTHING', [enrolment.user]);
    return insertTerminal(queries, enrolment);
  });
}

/** The first terminal of a user that nobody is yet. Null when there is such a user: a stranger never joins one. */
export function addStranger(database: CloudDatabase, enrolment: Enrolment): Promise<Credentials | null> {
  return database.transaction(async (queries) => {
    const made = await queries.query('INSERT INTO users (name) VALUES ($1) ON CONFLICT (name) DO NOTHING RETURNING id', [enrolment.user]);
    return made.length === 0 ? null : insertTerminal(queries, enrolment);
  });
}

async function insertTerminal(queries: Queries, { user, terminal }: Enrolment): Promise<Credentials | null> {
  const [token, key] = [newSecret(), newSecret()];
  const added = await queries.query(
    `INSERT INTO terminals (user_id, name, token_hash, signing_key)
     SELECT id, $2, $3, $4 FROM users WHERE name = $1
     ON CONFLICT (user_id, name) DO NOTHING RETURNING id`,
    [user, terminal, hashOf(token), key],
  );
  return added.length === 0 ? null : { user, terminal, token, key };
}

/** Gives a user, who is made if need be, a new token of their own in the place of the old one. @returns the only copy */
export async function giveUserToken(queries: Queries, user: string): Promise<string> {
  const token = newSecret();
  await queries.query(
    'INSERT INTO users (name, token_hash) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash',
    [user, hashOf(token)],
  );
  return token;
}

const CALLER = `
  SELECT u.id AS user_id, u.name AS user_name, t.id, t.name, t.signing_key
    FROM terminals t JOIN users u ON u.id = t.user_id WHERE t.token_hash = $1
  UNION ALL SELECT id, name, NULL, NULL, NULL FROM users WHERE token_hash = $1`;

const ofUser = { user_id: z.coerce.string(), user_name: z.string() };
const callerRow = z.union([
  z.object({ ...ofUser, id: z.null(), name: z.null(), signing_key: z.null() }),
  z.object({ ...ofUser, id: z.coerce.string(), name: z.string(), signing_key: z.string() }),
]);

/** Whose token this is; null when it is nobody's. */
export async function callerOf(queries: Queries, token: string): Promise<Caller | null> {
  const [row] = await queries.query(CALLER, [hashOf(token)]);
  if (row === undefined) return null;
  const { user_id: userId, user_name: user, id, name, signing_key: key } = callerRow.parse(row);
  return { userId, user, terminal: id === null ? null : { id, name, key } };
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
