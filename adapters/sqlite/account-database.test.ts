import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Owner, openAccountDatabase } from './account-database.ts';
import { MIGRATIONS } from './migrate.ts';
import { sampleDay } from './sample-day.fixture.ts';
import { ScratchDatabases, openedDatabase, written } from './scratch.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const OWNER: Owner = { account: 'demo', mode: 'paper' };
const scratch = new ScratchDatabases();
let file = '';
beforeEach(() => {
  file = scratch.fresh();
});
afterAll(() => scratch.remove());

function problem(owner: Owner = OWNER): unknown {
  const opened = openAccountDatabase(file, owner);
  if (opened.ok) opened.value.close();
  return opened.ok ? null : opened.error;
}

describe('openAccountDatabase', () => {
  it('writes in WAL with full synchronisation and keys that hold', () => {
    const database = openedDatabase(file);
    const pragma = (name: string): unknown => database.connection.pragma(name, { simple: true });
    expect(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'user_version'].map(pragma)).toEqual(['wal', 2, 1, 0, MIGRATIONS.at(-1)?.version]);
    expect(database.lastDay()).toBeNull();
    database.close();
  });

  it('refuses a second instance and names the first', () => {
    const first = openedDatabase(file);
    expect(problem()).toEqual({ code: 'database.inUse', params: { path: file, pid: process.pid, since: expect.any(Number) } });
    first.close();
    expect(problem()).toBeNull();
  });

  it('keeps accounts and modes apart', () => {
    openedDatabase(file).close();
    const other = { code: 'database.otherAccount', params: { path: file, account: 'demo', mode: 'paper' } };
    expect(problem({ account: 'demo', mode: 'live' })).toEqual(other);
    expect(problem({ account: 'mine', mode: 'paper' })).toEqual(other);
    expect(problem()).toBeNull();
  });

  it('refuses what is no database of ours and does not touch it', () => {
    writeFileSync(file, 'date,instrument,position\n'.repeat(100));
    expect(problem()).toEqual({ code: 'database.notKaipan', params: { path: file } });
    file = scratch.fresh();
    const foreign = new Database(file);
    foreign.exec('CREATE TABLE bookmarks (url TEXT)');
    foreign.close();
    expect(problem()).toMatchObject({ code: 'database.notKaipan' });
  });

  it('refuses a newer database', () => {
    const database = openedDatabase(file);
    database.connection.pragma('user_version = 990');
    database.close();
    expect(problem()).toEqual({ code: 'database.newer', params: { path: file, version: 990, supported: MIGRATIONS.at(-1)?.version } });
  });

  it('says when the folder is not there', () => {
    file = `${file}/none/account.db`;
    expect(problem()).toMatchObject({ code: 'database.unreadable', params: { path: file } });
  });

  it('says when pages are damaged', () => {
    const database = openedDatabase(file);
    written(database, DAY, sampleDay(DAY));
    database.close();
    writeFileSync(file, Buffer.alloc(4096 * 3, 0x5a), { flag: 'r+', mode: 0o600 });
    expect(problem()).toMatchObject({ code: 'database.notKaipan' });
  });

  it('knows the last day and whether it is sealed or released', () => {
    const database = openedDatabase(file);
    written(database, DAY, sampleDay(DAY).slice(0, -2));
    expect(database.lastDay()).toEqual({ date: DAY, sealed: false, released: false });
    written(database, DAY, sampleDay(DAY).slice(-2, -1));
    expect(database.lastDay()).toEqual({ date: DAY, sealed: false, released: true });
    written(database, DAY, sampleDay(DAY).slice(-1));
    expect(database.lastDay()).toEqual({ date: DAY, sealed: true, released: false });
    database.close();
  });
});
