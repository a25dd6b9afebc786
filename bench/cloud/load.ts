import { CloudClient } from '../../adapters/cloud/cloud-client.ts';
import { parcelOf } from '../../adapters/cloud/outbox.ts';
import { type Credentials, type Item } from '../../adapters/cloud/protocol.ts';
import { contentIdOf } from '../../adapters/cloud/signing.ts';

/** What a process of terminals is asked to do; as JSON on its standard input. */
export interface Load {
  readonly url: string;
  readonly terminals: readonly Credentials[];
  /** The day that each of them uploads, item by item and in order. */
  readonly day: readonly Item[];
  /** How many begin at the same moment; the others follow as these end. */
  readonly atOnce: number;
}

/** What came of it; as JSON on its stdout. */
export interface LoadResult {
  readonly seconds: number;
  /** From sending to the cloud's answer, in milliseconds, item by item. */
  readonly times: readonly number[];
}

/** Longer than any queue here: a terminal that gave up would be measured as if it had not sent. */
const PATIENT_MS = 300_000;

const { url, terminals, day, atOnce } = await readLoad();
const client = new CloudClient(url, PATIENT_MS);
const times: number[] = [];
const waiting = [...terminals];

async function readLoad(): Promise<Load> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as Load;
}

/** As `push` does it: where it stands first, then each item to its place. */
async function upload(credentials: Credentials): Promise<void> {
  const [first] = day;
  if (first === undefined) return;
  const progress = await client.progress(credentials, first);
  if (!progress.ok) throw new Error(JSON.stringify(progress.error));
  for (const [i, item] of day.entries()) {
    const place = progress.value.last + 1 + i;
    const parcel = parcelOf(credentials.terminal, credentials.key, place, { contentId: contentIdOf(item), item });
    const began = performance.now();
    const taken = await client.send(credentials, place, parcel);
    if (!taken.ok) throw new Error(JSON.stringify(taken.error));
    times.push(performance.now() - began);
  }
}

async function oneAfterAnother(): Promise<void> {
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await upload(next);
}

const began = performance.now();
await Promise.all(Array.from({ length: atOnce }, oneAfterAnother));
const result: LoadResult = { seconds: (performance.now() - began) / 1_000, times };
process.stdout.write(JSON.stringify(result));
