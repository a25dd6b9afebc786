import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Item } from '../../adapters/cloud/protocol.ts';
import { type CloudDatabase, connectPostgres, openEmbedded } from './database.ts';
import { migrate } from './migrations.ts';
import { type CloudApp, cloudServer } from './server.ts';

/** The databases that the cloud must do its work on: its own, and a server's where there is one. */
export const DATABASES: readonly (readonly [name: string, open: (folder: string) => Promise<CloudDatabase>])[] = [
  ['PGlite', (folder) => openEmbedded(folder)],
  ...(process.env['DATABASE_URL'] === undefined
    ? []
    : [['PostgreSQL', () => freshSchema(process.env['DATABASE_URL'] ?? '')] as const]),
];

let schemas = 0;

/** A schema of its own on the server, so that tests never meet one another's rows. */
async function freshSchema(url: string): Promise<CloudDatabase> {
  schemas += 1;
  const schema = `test_${process.pid}_${schemas}`;
  const admin = connectPostgres(url);
  await admin.query(`CREATE SCHEMA ${schema}`);
  const address = new URL(url);
  address.searchParams.set('options', `-c search_path=${schema}`);
  const database = connectPostgres(address.href);
  return {
    ...database,
    close: async () => {
      await database.close();
      await admin.query(`DROP SCHEMA ${schema} CASCADE`);
      await admin.close();
    },
  };
}

/** A cloud that listens, and can be stopped and started again on the same data. */
export class TestCloud {
  readonly database: CloudDatabase;
  readonly #folder: string;
  #app: CloudApp | null = null;
  #port = 0;

  private constructor(database: CloudDatabase, folder: string) {
    this.database = database;
    this.#folder = folder;
  }

  static async start(open: (folder: string) => Promise<CloudDatabase>): Promise<TestCloud> {
    const folder = mkdtempSync(join(tmpdir(), 'kaipan-cloud-'));
    const database = await open(folder);
    await migrate(database);
    const cloud = new TestCloud(database, folder);
    await cloud.listen();
    return cloud;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Forgets everything that it was told. */
  async clear(): Promise<void> {
    await this.database.query('TRUNCATE users, terminals, streams, items, equity, strategies, signals');
  }

  async listen(): Promise<void> {
    this.#app = await cloudServer({ database: this.database, open: true });
    const address = await this.#app.listen({ host: '127.0.0.1', port: this.#port });
    this.#port = Number(new URL(address).port);
  }

  /** Ends in the middle of whatever is being said. */
  async stop(): Promise<void> {
    const closing = this.#app?.close();
    this.#app?.server.closeAllConnections();
    await closing;
    this.#app = null;
  }

  async end(): Promise<void> {
    await this.stop();
    await this.database.close();
    rmSync(this.#folder, { recursive: true });
  }
}

export function anItem(date: string, more: Partial<Item> = {}): Item {
  const text = JSON.stringify({ date, equity: '1000000.00', cash: '400000.00' });
  return { kind: 'equity', account: 'main', mode: 'paper', date, text, ...more };
}
