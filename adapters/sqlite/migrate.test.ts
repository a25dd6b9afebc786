import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { encodeEvent } from './event-codec.ts';
import { GENESIS, chainHash, recordText } from './journal-line.ts';
import { MIGRATIONS, migrate } from './migrate.ts';
import { insertRecord } from './journal-rows.ts';
import { VERSIONS_QUERY } from './policy-versions.ts';
import { DAY_END_QUERY, dayEnd } from './settled-days.ts';
import { sampleDay } from './sample-day.fixture.ts';
import { TraderNotes } from './trader-notes.ts';

const DAY = '2023-02-01' as TradeDate;

function schema(database: Database.Database): readonly unknown[] {
  return database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
}

/** Fills the journal as version 10 knew it. */
function journalled(database: Database.Database): void {
  const insert = insertRecord(database);
  let [seq, prev] = [0, GENESIS];
  for (const { step, at, events } of sampleDay(DAY)) {
    for (const event of events) {
      const text = encodeEvent(event);
      seq += 1;
      const hash = chainHash(prev, recordText(seq, step, at, text));
      insert.run(seq, DAY, step, at, text.type, text.data, prev, hash);
      prev = hash;
    }
  }
}

describe('migrate', () => {
  it('is numbered in tens, upwards', () => {
    expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, i) => 10 * (i + 1)));
  });

  it('10: from nothing to a journal that only grows', () => {
    const database = new Database(':memory:');
    expect(migrate(database, 10).ok).toBe(true);
    database.exec("INSERT INTO account VALUES (1, 'demo', 'paper')");
    journalled(database);
    expect(database.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(sampleDay(DAY).flatMap(({ events }) => events).length);
    expect(() => database.exec("INSERT INTO account VALUES (2, 'other', 'paper')")).toThrow('CHECK');
    expect(() => database.exec('DELETE FROM journal')).toThrow('never removed');
    expect(database.pragma('user_version', { simple: true })).toBe(10);
  });

  it('20: keeps every record of 10 and adds empty history tables', () => {
    const database = new Database(':memory:');
    migrate(database, 10);
    journalled(database);
    const before = database.prepare('SELECT * FROM journal').all();
    expect(migrate(database, 20).ok).toBe(true);
    expect(database.prepare('SELECT * FROM journal').all()).toEqual(before);
    for (const table of ['days', 'plan_lines', 'orders', 'fills', 'closing_positions']) {
      expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
    expect(database.pragma('user_version', { simple: true })).toBe(20);
  });

  it('30: keeps every record of 20 and finds the changes of the policy without reading the others', () => {
    const database = new Database(':memory:');
    migrate(database, 20);
    journalled(database);
    const before = database.prepare('SELECT * FROM journal').all();
    expect(migrate(database, 30).ok).toBe(true);
    expect(database.prepare('SELECT * FROM journal').all()).toEqual(before);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${VERSIONS_QUERY}`).all();
    expect(JSON.stringify(plan)).toContain('journal_policies');
  });

  it('40: keeps every record of 30 and finds how a day ended without reading the others', () => {
    const database = new Database(':memory:');
    migrate(database, 30);
    journalled(database);
    const before = database.prepare('SELECT * FROM journal').all();
    expect(migrate(database, 40).ok).toBe(true);
    expect(database.prepare('SELECT * FROM journal').all()).toEqual(before);
    expect(dayEnd(database, DAY)).toMatchObject({ released: null, by: 'trader' });
    expect(JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${DAY_END_QUERY}`).all(DAY))).toContain('journal_day_ends');
  });

  it('50: keeps every record of 40 and has room for notes', () => {
    const database = new Database(':memory:');
    migrate(database, 40);
    journalled(database);
    const before = database.prepare('SELECT * FROM journal').all();
    expect(migrate(database, 50).ok).toBe(true);
    expect(database.prepare('SELECT * FROM journal').all()).toEqual(before);
    expect(database.prepare('SELECT * FROM day_notes').all()).toEqual([]);
  });

  it('80: keeps what was written of days as the first version of each note', () => {
    const database = new Database(':memory:');
    migrate(database, 70);
    database.exec(`INSERT INTO day_notes VALUES ('${DAY}', '追高', '["纪律"]', 5)`);
    expect(migrate(database, 80).ok).toBe(true);
    expect(new TraderNotes(database).search('')).toMatchObject([{ kind: 'day', date: DAY, subject: '', text: '追高', tags: ['纪律'], at: 5 }]);
    expect(() => database.exec("UPDATE notes SET text = ''")).toThrow('never change');
    expect(() => database.exec('DELETE FROM notes')).toThrow('never removed');
  });

  it('ends alike, step by step or at once, and does nothing the second time', () => {
    const [stepwise, atOnce] = [new Database(':memory:'), new Database(':memory:')];
    for (const { version } of MIGRATIONS) migrate(stepwise, version);
    migrate(atOnce);
    migrate(atOnce);
    expect(schema(stepwise)).toEqual(schema(atOnce));
  });

  it('leaves everything as it was when a step fails', () => {
    const database = new Database(':memory:');
    migrate(database, 10);
    database.exec('CREATE TABLE fills (x INTEGER)');
    const before = schema(database);
    expect(() => migrate(database)).toThrow('fills already exists');
    expect(schema(database)).toEqual(before);
    expect(database.pragma('user_version', { simple: true })).toBe(10);
  });

  it.each([
    ['a newer version', 990, 'database.newer'],
    ['a version that never was', 15, 'database.newer'],
  ])('refuses %s and leaves it alone', (_name, version, code) => {
    const database = new Database(':memory:');
    migrate(database);
    database.pragma(`user_version = ${version}`);
    const before = schema(database);
    const refused = migrate(database);
    expect(!refused.ok && refused.error).toEqual({ code, params: { path: ':memory:', version, supported: 80 } });
    expect(schema(database)).toEqual(before);
  });

  it("refuses another program's database and leaves it alone", () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE bookmarks (url TEXT)');
    const refused = migrate(database);
    expect(!refused.ok && refused.error.code).toBe('database.notKaipan');
    expect(schema(database)).toHaveLength(1);
  });
});
