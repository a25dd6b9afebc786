import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Outbox, type QueuedItem, type Stream, openOutboxFile } from '../../adapters/cloud/outbox.ts';
import { CloudClient } from '../../adapters/cloud/cloud-client.ts';
import { type Credentials, type Item } from '../../adapters/cloud/protocol.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Random } from '../../core/kernel/random.ts';
import { ACCOUNTS, DATE, type Upload } from './day.ts';
import { type End, type Fate, fateOf, live } from './life.ts';
import { UPLOAD_STEPS } from './plug.ts';
import { type Programs } from './programs.ts';

const ITEMS_PER_DAY = 4;
const UNHARMED: Fate = { pull: null, ms: 60_000, early: true };

/** A cloud, and the uploads to it of every account, which are killed on their way. */
export class KilledUploads {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kaipan-uploads-'));
  readonly #uploader: string;
  readonly #cloud: ChildProcess;
  readonly #terminals = new Map<string, Credentials>();
  #url = '';
  #days = 0;

  private constructor({ kaipan, uploader }: Programs) {
    this.#uploader = uploader;
    const args = [kaipan, 'cloud', 'serve', '--port', '0', '--data', this.#cloudFolder];
    const { DATABASE_URL: _another, ...env } = process.env;
    this.#cloud = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  }

  static async start(programs: Programs): Promise<KilledUploads> {
    const uploads = new KilledUploads(programs);
    await uploads.#introduce();
    return uploads;
  }

  /** Uploads a day of one account, over so many kills, and then to its end. @returns what ended each life */
  async upload(account: string, kills: number, random: Random): Promise<readonly End[]> {
    const credentials = this.#terminals.get(account);
    invariant(credentials !== undefined, `${account} has been let in`);
    this.#days += 1;
    const items = Array.from({ length: ITEMS_PER_DAY }, (_, i) => anItem(account, this.#days * ITEMS_PER_DAY + i));
    const told: Upload = { url: this.#url, outbox: this.#outboxOf(account), stream: streamOf(account), credentials, items };
    const ends: End[] = [];
    while (ends.length < kills) ends.push(await live(this.#uploader, told, fateOf(random, UPLOAD_STEPS)));
    return [...ends, await live(this.#uploader, told, UNHARMED)];
  }

  /** Ends it. @returns what is wrong: nothing, if the cloud has each thing once and in its order. */
  async end(): Promise<readonly string[]> {
    this.#cloud.kill('SIGTERM');
    await once(this.#cloud, 'exit');
    // Loaded now only: a process of its size takes long to start others.
    const { openEmbedded } = await import('../../app/cloud/database.ts');
    const database = await openEmbedded(join(this.#cloudFolder, 'postgres'));
    const rows = await database.query('SELECT terminals.name, content_id FROM items JOIN terminals ON terminals.id = terminal_id ORDER BY seq');
    await database.close();
    const faults = [...this.#terminals].flatMap(([account, { terminal }]) => {
      const there = rows.flatMap(({ name, content_id: id }) => (name === terminal ? [String(id)] : []));
      return faultsOf(account, this.#itemsOf(account), there);
    });
    rmSync(this.#folder, { recursive: true });
    return faults;
  }

  async #introduce(): Promise<void> {
    invariant(this.#cloud.stdout !== null, 'what the cloud says is read');
    const [line] = (await once(createInterface(this.#cloud.stdout), 'line')) as [string];
    this.#url = (JSON.parse(line) as { readonly url: string }).url;
    for (const account of ACCOUNTS) {
      const credentials = await new CloudClient(this.#url).enrol({ user: account, terminal: account }, null);
      invariant(credentials.ok, 'a cloud of our own lets us in');
      this.#terminals.set(account, credentials.value);
    }
  }

  #itemsOf(account: string): readonly QueuedItem[] {
    const file = openOutboxFile(this.#outboxOf(account));
    const items = new Outbox(file, streamOf(account)).latest(Number.MAX_SAFE_INTEGER);
    file.close();
    return items;
  }

  get #cloudFolder(): string {
    return join(this.#folder, 'cloud');
  }

  #outboxOf(account: string): string {
    return join(this.#folder, `${account}.outbox.db`);
  }
}

function streamOf(account: string): Stream {
  return { account, mode: 'paper' };
}

/** Like no other of the account: a cloud keeps the same thing once. */
function anItem(account: string, n: number): Item {
  return { ...streamOf(account), kind: 'equity', date: DATE, text: JSON.stringify({ date: DATE, equity: `${n}.00`, cash: '0.00' }) };
}

function faultsOf(account: string, here: readonly QueuedItem[], there: readonly string[]): readonly string[] {
  const same = here.length === there.length && here.every(({ contentId }, i) => contentId === there[i]);
  const waiting = here.filter(({ place }) => place === null).length;
  return [
    ...(same ? [] : [`${account}: ${here.length} items here, ${there.length} in the cloud`]),
    ...(waiting === 0 ? [] : [`${account}: ${waiting} items wait`]),
  ];
}
