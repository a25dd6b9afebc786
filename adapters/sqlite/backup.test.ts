import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { BackupFolder } from './backup-folder.ts';
import { backUp, backUpBeside } from './backup.ts';
import { checkDatabase } from './database-check.ts';
import { lastGoodCopy, restoreDatabase } from './restore.ts';
import { sampleDay } from './sample-day.fixture.ts';
import { ScratchDatabases, journalOf, openedDatabase, written } from './scratch.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const NEXT = '2023-02-02' as TradeDate;
const LAST = '2023-02-03' as TradeDate;
const DAYS = [DAY, NEXT, LAST];
const LATER = Date.parse('2023-02-03T08:00:00Z');
const scratch = new ScratchDatabases();
let file = '';
beforeEach(() => {
  file = scratch.fresh();
});
afterAll(() => scratch.remove());

/** An account with the sample day, and how many records that makes. */
function account(days: readonly TradeDate[] = [DAY]): number {
  const database = openedDatabase(file);
  const heads = days.map((day) => written(database, day, sampleDay(day)).head.seq);
  database.close();
  return heads.at(-1) ?? 0;
}

/** Overwrites whole pages in the middle of a file, as a dying disk does. */
function damage(path: string): void {
  const content = readFileSync(path);
  content.fill(0x5a, 4096 * 4, 4096 * 12);
  writeFileSync(path, content);
}

async function backedUp(): Promise<string> {
  const database = openedDatabase(file);
  const copy = await backUpBeside(database.connection);
  database.close();
  if (!copy.ok) throw new Error(copy.error.code);
  return copy.value.path;
}

describe('a copy', () => {
  it('has every record, and those that were written while it was made', async () => {
    const database = openedDatabase(file);
    const journal = written(database, DAY, sampleDay(DAY).slice(0, -1));
    const copying = backUp(database.connection, `${file}.copy`);
    for (const { step, at, events } of sampleDay(DAY).slice(-1)) journal.append(step, at, events);
    const copy = await copying;
    expect(copy).toMatchObject({ ok: true, value: { lastSeq: journal.head.seq, head: journal.head.hash } });
    database.close();
  });

  it('is one file, of the same state only once, and old ones make way', async () => {
    account();
    const first = await backedUp();
    expect(await backedUp()).toBe(first);
    const folder = new BackupFolder(file);
    for (let n = 1; n <= 12; n += 1) copyFileSync(first, folder.pathOf('2023-01-31' as TradeDate, n));
    const database = openedDatabase(file);
    written(database, NEXT, sampleDay(NEXT).slice(0, 1));
    database.close();
    const latest = await backedUp();
    expect(folder.list()).toHaveLength(10);
    expect(folder.list()[0]?.path).toBe(latest);
    expect(readdirSync(folder.path).filter((name) => name.startsWith(`${basename(file, '.db')}.`) && !name.endsWith('.db'))).toEqual([]);
  });

  it('is not made of a damaged database, and leaves nothing behind', async () => {
    account(DAYS);
    damage(file);
    const source = new Database(file, { readonly: true });
    const copy = await backUp(source, `${file}.copy`);
    source.close();
    expect(copy.ok ? null : copy.error.code).toMatch(/^(database\.damaged|journal\.broken)$/);
    expect([existsSync(`${file}.copy`), existsSync(`${file}.copy.part`)]).toEqual([false, false]);
  });

  it('is made before a migration', () => {
    const records = account();
    const old = new Database(file);
    old.exec('DROP INDEX journal_policies; DROP INDEX journal_day_ends; DROP INDEX journal_transfers; DROP INDEX journal_strategies; DROP INDEX journal_corporate_actions; DROP TABLE notes');
    old.pragma('user_version = 20');
    old.close();
    openedDatabase(file).close();
    const [copy] = new BackupFolder(file).list();
    expect(copy).toMatchObject({ day: DAY, lastSeq: records });
    const kept = new Database(copy?.path ?? '', { readonly: true });
    expect(kept.pragma('user_version', { simple: true })).toBe(20);
    kept.close();
  });
});

describe('restoring', () => {
  it('sets a damaged database aside and goes on from the copy', async () => {
    const records = account(DAYS);
    const copy = await backedUp();
    damage(file);
    const damaged = readFileSync(file);
    const restored = await restoreDatabase(file, copy, LATER);
    const setAside = `${file}.set-aside-2023-02-03T08-00-00-000Z`;
    expect(restored).toMatchObject({ ok: true, value: { setAside, journal: { lastSeq: records } } });
    expect(readFileSync(setAside).equals(damaged)).toBe(true);
    const database = openedDatabase(file);
    expect(journalOf(database, LAST).head.seq).toBe(records);
    database.close();
  });

  it('never takes the same name twice for what it sets aside', async () => {
    account();
    const copy = await backedUp();
    const names = [await restoreDatabase(file, copy, LATER), await restoreDatabase(file, copy, LATER)].map((done) => (done.ok ? done.value.setAside : null));
    expect(new Set(names).size).toBe(2);
    expect(names.every((name) => name !== null && existsSync(name))).toBe(true);
  });

  it('keeps what the write-ahead log of the old database held', async () => {
    account();
    const copy = await backedUp();
    const killed = openedDatabase(file);
    const { head } = written(killed, NEXT, sampleDay(NEXT));
    for (const suffix of ['', '-wal', '-shm']) copyFileSync(`${file}${suffix}`, `${file}.2${suffix}`);
    killed.close();
    const restored = await restoreDatabase(`${file}.2`, copy, LATER);
    const aside = restored.ok ? (restored.value.setAside ?? '') : '';
    expect(await checkDatabase(aside)).toMatchObject({ ok: true, value: { lastSeq: head.seq, head: head.hash } });
  });

  it('refuses a damaged copy, looks further back for a whole one, and touches nothing meanwhile', async () => {
    account();
    const whole = await backedUp();
    const database = openedDatabase(file);
    written(database, NEXT, sampleDay(NEXT));
    written(database, LAST, sampleDay(LAST));
    database.close();
    const broken = await backedUp();
    damage(broken);
    const before = readFileSync(file);
    expect((await restoreDatabase(file, broken, LATER)).ok).toBe(false);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect((await lastGoodCopy(file))?.path).toBe(whole);
  });

  it('is refused for an account that is open, and for a copy that is not there', async () => {
    account();
    const copy = await backedUp();
    const database = openedDatabase(file);
    expect(await restoreDatabase(file, copy, LATER)).toMatchObject({ ok: false, error: { code: 'database.inUse', params: { pid: process.pid } } });
    database.close();
    expect(await restoreDatabase(file, `${dirname(file)}/none.db`, LATER)).toMatchObject({ ok: false, error: { code: 'backup.missing' } });
  });
});
