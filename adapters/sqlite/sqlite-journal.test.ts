import Database from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type AccountDatabase } from './account-database.ts';
import { verifyJournal } from './journal-file.ts';
import { type Batch, sampleDay } from './sample-day.fixture.ts';
import { ScratchDatabases, journalOf, openedDatabase, written } from './scratch.fixture.ts';
import { JournalWriteError } from './sqlite-errors.ts';

const DAY = '2023-02-01' as TradeDate;
const NEXT = '2023-02-02' as TradeDate;
const RECORDS = sampleDay(DAY).flatMap(({ events }) => events).length;
const scratch = new ScratchDatabases();
let file = '';
beforeEach(() => {
  file = scratch.fresh();
});
afterAll(() => scratch.remove());

function opened(): AccountDatabase {
  return openedDatabase(file);
}

function recordsOf(batches: readonly Batch[], first = 1): readonly unknown[] {
  let seq = first - 1;
  return batches.flatMap(({ step, at, events }) => events.map((event) => ({ seq: (seq += 1), step, at, event })));
}

describe('SqliteJournal', () => {
  it('gives back every kind of event as it was, in this process and the next', () => {
    const database = opened();
    const journal = written(database, DAY, sampleDay(DAY));
    expect([...journal.read()]).toEqual(recordsOf(sampleDay(DAY)));
    database.close();
    const again = opened();
    expect([...journalOf(again, DAY).read()]).toEqual(recordsOf(sampleDay(DAY)));
    expect(journalOf(again, DAY).head).toEqual(journal.head);
    again.close();
  });

  it('is tried with every kind of event', () => {
    const kinds = sampleDay(DAY).flatMap(({ events }) => events.map((event) => event.type));
    expect(new Set(kinds).size).toBe(51);
  });

  it('numbers on over the days of the account and keeps them apart', () => {
    const database = opened();
    const first = written(database, DAY, sampleDay(DAY));
    const second = written(database, NEXT, sampleDay(NEXT));
    const start = first.head.seq + 1;
    expect([...second.read()]).toEqual(recordsOf(sampleDay(NEXT), start));
    expect([...first.read()]).toEqual(recordsOf(sampleDay(DAY)));
    expect(database.lastDay()).toEqual({ date: NEXT, sealed: true, released: false });
    const past = database.journal(DAY);
    expect(!past.ok && past.error.code).toBe('journal.laterDay');
    database.close();
  });

  it('returns the number of the first record of each batch', () => {
    const database = opened();
    const journal = journalOf(database, DAY);
    const firsts = sampleDay(DAY).map(({ step, at, events }) => journal.append(step, at, events));
    expect(firsts.slice(0, 4)).toEqual([1, 2, 4, 12]);
    database.close();
  });

  it('writes nothing of a batch with an event that cannot be read back', () => {
    const database = opened();
    const journal = written(database, DAY, sampleDay(DAY).slice(0, 2));
    const before = journal.head;
    const [good] = sampleDay(DAY).slice(2, 3);
    const bad = { type: 'quotesEnded', lastQuote: Number.NaN } as never;
    expect(() => journal.append(2, 0 as never, [...(good?.events ?? []), bad])).toThrow('quotesEnded cannot be journalled: lastQuote');
    expect(journal.head).toEqual(before);
    expect(written(database, DAY, []).head).toEqual(before);
    for (const { step, at, events } of sampleDay(DAY).slice(2)) journal.append(step, at, events);
    expect([...journal.read()]).toEqual(recordsOf(sampleDay(DAY)));
    database.close();
  });

  it('begins with the opening of the day and takes no empty batch', () => {
    const database = opened();
    const journal = journalOf(database, DAY);
    expect(() => journal.append(0, 0 as never, [{ type: 'phaseChanged', phase: 'morning' }])).toThrow('being opened');
    expect(() => journal.append(0, 0 as never, [])).toThrow('batch has events');
    database.close();
  });

  it('takes nothing more after a write has failed', () => {
    const database = opened();
    const journal = written(database, DAY, sampleDay(DAY).slice(0, 1));
    database.connection.pragma('query_only = ON');
    const [, plan] = sampleDay(DAY);
    const append = (): number => journal.append(1, plan?.at ?? (0 as never), plan?.events ?? []);
    expect(append).toThrow(JournalWriteError);
    database.connection.pragma('query_only = OFF');
    expect(append).toThrow(JournalWriteError);
    database.close();
    const again = opened();
    expect([...journalOf(again, DAY).read()]).toHaveLength(1);
    again.close();
  });

  it('survives what another program does to it, or says so', () => {
    const database = opened();
    written(database, DAY, sampleDay(DAY));
    const { connection } = database;
    expect(() => connection.exec('UPDATE journal SET step = 9 WHERE seq = 3')).toThrow('never change');
    expect(() => connection.exec('DELETE FROM journal WHERE seq = 3')).toThrow('never removed');
    expect(() => connection.exec("INSERT OR REPLACE INTO journal SELECT 3, day, 0, at, type, body, prev, hash FROM journal WHERE seq = 4")).toThrow('without gaps');
    connection.exec("DROP TRIGGER journal_keeps; UPDATE journal SET body = replace(body, '1850.00', '1850.01') WHERE seq = 3");
    const broken = database.journal(DAY);
    expect(!broken.ok && broken.error).toEqual({ code: 'journal.broken', params: { seq: 3, why: 'the hash chain does not hold' } });
    expect(database.rebuildProjections().ok).toBe(false);
    database.close();
  });
});

describe('the lines of a journal', () => {
  it('are a journal file that can be checked without the database', async () => {
    const database = opened();
    const journal = written(database, DAY, sampleDay(DAY));
    const lines = [...journal.lines()];
    const checked = await verifyJournal(lines.map((text) => ({ text, ended: true })));
    expect(checked.ok && checked.value).toMatchObject({ events: RECORDS, head: journal.head.hash, days: [{ date: DAY, sealed: true }] });
    expect(lines[0]).toMatch(
      /^\{"seq":1,"step":0,"at":"2023-02-01T09:00:00\.000","type":"dayOpened","data":\{"date":"2023-02-01",.*"cash":"1000000\.00",.*\},"prev":"0{64}","hash":"[0-9a-f]{64}"\}$/,
    );
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ data: { command: { signals: [{ ask: { weight: '0.185' } }] } } });
    database.close();
  });

  it('are the same bytes when the same day is written again', () => {
    const first = opened();
    const lines = [...written(first, DAY, sampleDay(DAY)).lines()];
    first.close();
    file = scratch.fresh();
    const second = opened();
    expect([...written(second, DAY, sampleDay(DAY)).lines()]).toEqual(lines);
    second.close();
  });
});

it('is written through better-sqlite3 as other programs read it', () => {
  const database = opened();
  written(database, DAY, sampleDay(DAY));
  const reader = new Database(file, { readonly: true });
  expect(reader.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(RECORDS);
  reader.close();
  database.close();
});
