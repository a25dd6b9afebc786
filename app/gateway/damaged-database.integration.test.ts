import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openAccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { backUpBeside } from '../../adapters/sqlite/backup.ts';
import { lastGoodCopy, restoreDatabase } from '../../adapters/sqlite/restore.ts';
import { ACCOUNTS, DATE, TestGateway } from './gateway.fixture.ts';
import { LiveTerminal } from './live-terminal.fixture.ts';

const PAGE = 4_096;
const OWNER = { account: 'alice', mode: 'paper' } as const;

let gateway: TestGateway;
let alice: LiveTerminal;
let path: string;

beforeEach(async () => {
  gateway = new TestGateway(ACCOUNTS);
  await gateway.start();
  alice = new LiveTerminal(gateway.url);
  path = join(alice.folder, 'account.db');
});
afterEach(async () => {
  alice.end();
  await gateway.end();
});

/** Trades on both sides of a copy, and ends. */
async function tradedWithCopy(): Promise<void> {
  alice.open();
  await alice.quiet();
  alice.order('buy', 10, 100);
  await alice.quiet();
  alice.session.close();
  const database = openAccountDatabase(path, OWNER);
  if (!database.ok) throw new Error(database.error.code);
  expect((await backUpBeside(database.value.connection)).ok).toBe(true);
  database.value.close();
  alice.restart();
  await alice.quiet();
  alice.order('buy', 10, 200);
  alice.order('sell', 10, 200);
  await alice.quiet();
  alice.session.close();
}

/** Why the account cannot be opened; null: it can. */
function problem(): string | null {
  const database = openAccountDatabase(path, OWNER);
  if (!database.ok) return database.error.code;
  const journal = database.value.journal(DATE);
  database.value.close();
  return journal.ok ? null : journal.error.code;
}

/** Where the first record of an order lies. */
function recordIn(file: Buffer): number {
  return file.indexOf('orderIntended');
}

it.each<[how: string, damage: (file: Buffer) => Buffer]>([
  ['has a flipped bit', (file) => file.fill((file[recordIn(file) + 60] ?? 0) ^ 1, recordIn(file) + 60, recordIn(file) + 61)],
  ['was cut in half', (file) => file.subarray(0, Math.floor(file.length / PAGE / 2) * PAGE)],
  ['has a page of zeros', (file) => file.fill(0, Math.floor(recordIn(file) / PAGE) * PAGE, (Math.floor(recordIn(file) / PAGE) + 1) * PAGE)],
  ['lost its beginning', (file) => file.fill(0, 0, PAGE)],
])('a database that %s is not traded on; it is set aside as it is, and the account rebuilt from its copy and the broker', async (_how, damage) => {
  await tradedWithCopy();
  const damaged = damage(readFileSync(path));
  writeFileSync(path, damaged);
  expect(['database.damaged', 'database.notKaipan', 'journal.broken']).toContain(problem());
  const copy = await lastGoodCopy(path);
  const restored = await restoreDatabase(path, copy?.path ?? '', 0);
  expect(restored).toMatchObject({ ok: true, value: { setAside: expect.any(String) as string } });
  expect(restored.ok && restored.value.setAside !== null && readFileSync(restored.value.setAside).equals(damaged)).toBe(true);
  alice.restart();
  await alice.quiet();
  // What the copy did not know has come back from the broker's records.
  expect(alice.orders().map(({ side, quantity }) => [side, quantity])).toEqual([
    ['buy', 100],
    ['buy', 200],
    ['sell', 200],
  ]);
  expect(alice.state).toMatchObject({ unreconciled: null, halted: null });
});
