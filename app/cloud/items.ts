import { type Item, type Parcel, equitySchema } from '../../adapters/cloud/protocol.ts';
import { contentIdOf, isSignedBy, signedText } from '../../adapters/cloud/signing.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type CloudDatabase, type Queries } from './database.ts';
import { type Terminal } from './terminals.ts';

export interface Rejection {
  readonly status: 409 | 422;
  readonly code: 'cloud.tampered' | 'cloud.badSignature' | 'cloud.outOfOrder' | 'cloud.otherContent' | 'cloud.badEquity' | 'cloud.takenBefore';
  readonly message: string;
  readonly expected?: number;
}

/**
 * Takes an item to its place: the next one, or one that is there with the same content already. @returns the number of the
 * newest item
 */
export async function takeItem(
  database: CloudDatabase,
  terminal: Terminal,
  seq: number,
  { contentId, signature, item }: Parcel,
): Promise<Result<number, Rejection>> {
  if (contentIdOf(item) !== contentId) return reject(422, 'cloud.tampered', 'the content is not what its id says');
  if (!isSignedBy(terminal.key, signedText(terminal.name, seq, contentId), signature)) {
    return reject(422, 'cloud.badSignature', 'the signature is not of this terminal, place and content');
  }
  const equity = equityOf(item);
  if (equity === 'bad') return reject(422, 'cloud.badEquity', 'the text of an equity item is { date, equity, cash } of its own day');
  return database.transaction(async (queries): Promise<Result<number, Rejection>> => {
    const [row] = await queries.query('SELECT last_seq FROM terminals WHERE id = $1 FOR UPDATE', [terminal.id]);
    const last = Number(row?.['last_seq']);
    if (seq <= last) return already(queries, terminal, seq, contentId, last);
    if (seq > last + 1) return reject(409, 'cloud.outOfOrder', `item ${last + 1} comes first`, last + 1);
    const { kind, account, mode, date, text } = item;
    const kept = await queries.query(
      `INSERT INTO items (terminal_id, seq, content_id, account, mode, date, kind, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (terminal_id, content_id) DO NOTHING RETURNING seq`,
      [terminal.id, seq, contentId, account, mode, date, kind, text],
    );
    if (kept.length === 0) return reject(409, 'cloud.takenBefore', 'the same content stands at another place');
    await queries.query('UPDATE terminals SET last_seq = $2 WHERE id = $1', [terminal.id, seq]);
    if (equity !== null) await keepEquity(queries, terminal, item, equity);
    return ok(seq);
  });
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

async function already(
  queries: Queries,
  terminal: Terminal,
  seq: number,
  contentId: string,
  last: number,
): Promise<Result<number, Rejection>> {
  const [row] = await queries.query('SELECT content_id FROM items WHERE terminal_id = $1 AND seq = $2', [terminal.id, seq]);
  if (row?.['content_id'] === contentId) return ok(last);
  return reject(409, 'cloud.otherContent', `item ${seq} was taken with other content`, last + 1);
}

function reject(status: Rejection['status'], code: Rejection['code'], message: string, expected?: number): Result<never, Rejection> {
  return err({ status, code, message, ...(expected === undefined ? {} : { expected }) });
}
