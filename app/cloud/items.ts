import { type Item, type Parcel, type Taken, equitySchema } from '../../adapters/cloud/protocol.ts';
import { contentIdOf, isSignedBy, signedText } from '../../adapters/cloud/signing.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type CloudDatabase, type Queries } from './database.ts';
import { type Terminal } from './terminals.ts';

export interface Rejection {
  readonly status: 409 | 422;
  readonly code: 'cloud.tampered' | 'cloud.badSignature' | 'cloud.outOfOrder' | 'cloud.badEquity';
  readonly message: string;
  readonly expected?: number;
}

/** Takes an item to its place, the next one of its account; one that was taken before stays where it stands. */
export async function takeItem(
  database: CloudDatabase,
  terminal: Terminal,
  place: number,
  { contentId, signature, item }: Parcel,
): Promise<Result<Taken, Rejection>> {
  if (contentIdOf(item) !== contentId) return reject(422, 'cloud.tampered', 'the content is not what its id says');
  if (!isSignedBy(terminal.key, signedText(terminal.name, place, contentId), signature)) {
    return reject(422, 'cloud.badSignature', 'the signature is not of this terminal, place and content');
  }
  const equity = equityOf(item);
  if (equity === 'bad') return reject(422, 'cloud.badEquity', 'the text of an equity item is { date, equity, cash } of its own day');
  return database.transaction(async (queries): Promise<Result<Taken, Rejection>> => {
    const last = await lastOf(queries, terminal, item);
    const [before] = await queries.query('SELECT seq FROM items WHERE terminal_id = $1 AND content_id = $2', [terminal.id, contentId]);
    if (before !== undefined) return ok({ place: Number(before['seq']), last });
    if (place !== last + 1) return reject(409, 'cloud.outOfOrder', `the next item is number ${last + 1}`, last + 1);
    await keepItem(queries, terminal, place, contentId, item);
    if (equity !== null) await keepEquity(queries, terminal, item, equity);
    return ok({ place, last: place });
  });
}

/** Place of the last item of an account, which nobody else moves on until the transaction ends. */
async function lastOf(queries: Queries, terminal: Terminal, { account, mode }: Item): Promise<number> {
  const [row] = await queries.query(
    `INSERT INTO streams (terminal_id, account, mode, last_seq) VALUES ($1, $2, $3, 0)
     ON CONFLICT (terminal_id, account, mode) DO UPDATE SET last_seq = streams.last_seq RETURNING last_seq`,
    [terminal.id, account, mode],
  );
  return Number(row?.['last_seq']);
}

async function keepItem(queries: Queries, terminal: Terminal, place: number, contentId: string, item: Item): Promise<void> {
  const { kind, account, mode, date, text } = item;
  await queries.query(
    'INSERT INTO items (terminal_id, seq, content_id, account, mode, date, kind, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [terminal.id, place, contentId, account, mode, date, kind, text],
  );
  await queries.query('UPDATE streams SET last_seq = $4 WHERE terminal_id = $1 AND account = $2 AND mode = $3', [terminal.id, account, mode, place]);
}

type Equity = Pick<ReturnType<typeof equitySchema.parse>, 'equity' | 'cash'>;

function equityOf({ kind, text, date }: Item): Equity | 'bad' | null {
  if (kind !== 'equity') return null;
  try {
    const equity = equitySchema.safeParse(JSON.parse(text));
    return equity.success && equity.data.date === date ? equity.data : 'bad';
  } catch {
    return 'bad';
  }
}

/** A day that was settled anew replaces what it was thought to be. */
async function keepEquity(queries: Queries, terminal: Terminal, { account, mode, date }: Item, { equity, cash }: Equity): Promise<void> {
  await queries.query(
    `INSERT INTO equity (terminal_id, account, mode, date, equity, cash) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (terminal_id, account, mode, date) DO UPDATE SET equity = excluded.equity, cash = excluded.cash`,
    [terminal.id, account, mode, date, equity, cash],
  );
}

function reject(status: Rejection['status'], code: Rejection['code'], message: string, expected?: number): Result<never, Rejection> {
  return err({ status, code, message, ...(expected === undefined ? {} : { expected }) });
}
