import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type AccountDatabase, openAccountDatabase } from './account-database.ts';
import { verifyJournal } from './journal-file.ts';
import { RerunJournal } from './rerun-journal.ts';
import { type Batch, sampleDay } from './sample-day.ts';
import { JournalWriteError } from './sqlite-errors.ts';
import { type SqliteJournal } from './sqlite-journal.ts';

const DAY = '2023-02-01' as TradeDate;
const NEXT = '2023-02-02' as TradeDate;
const OWNER = { account: 'demo', mode: 'paper' } as const;

let folder = '';
let file = '';
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-journal-'));
});
beforeEach(() => {
  file = join(folder, `${(count += 1)}.db`);
});
afterAll(() => rmSync(folder, { recursive: true }));

function opened(): AccountDatabase {
  const database = openAccountDatabase(file, OWNER);
  if (!database.ok) throw new Error(database.error.code);
  return database.value;
}

function journalOf(database: AccountDatabase, day: TradeDate = DAY): SqliteJournal {
  const journal = database.journal(day);
  if (!journal.ok) throw new Error(journal.error.code);
  return journal.value;
}

function written(database: AccountDatabase, batches: readonly Batch[], day: TradeDate = DAY): SqliteJournal {
  const journal = journalOf(database, day);
  for (const { step, at, events } of batches) journal.append(step, at, events);
  return journal;
}

function recordsOf(batches: readonly Batch[], first = 1): readonly unknown[] {
  let seq = first - 1;
  return batches.flatMap(({ step, at, events }) => events.map((event) => ({ seq: (seq += 1), step, at, event })));
}

describe('SqliteJournal', () => {
  it('gives back every kind of event as it was, in this process and the next', () => {
    const database = opened();
    const journal = written(database, sampleDay(DAY));
    expect([...journal.read()]).toEqual(recordsOf(sampleDay(DAY)));
    database.close();
    const again = opened();
    expect([...journalOf(again).read()]).toEqual(recordsOf(sampleDay(DAY)));
    expect(journalOf(again).head).toEqual(journal.head);
    again.close();
  });

  it('is tried with every kind of event', () => {
    const kinds = sampleDay(DAY).flatMap(({ events }) => events.map((event) => event.type));
    expect(new Set(kinds).size).toBe(24);
  });

  it('numbers on over the days of the account and keeps them apart', () => {
    const database = opened();
    const first = written(database, sampleDay(DAY));
    const second = written(database, sampleDay(NEXT), NEXT);
    const start = first.head.seq + 1;
    expect([...second.read()]).toEqual(recordsOf(sampleDay(NEXT), start));
    expect([...first.read()]).toEqual(recordsOf(sampleDay(DAY)));
    expect(database.lastDay()).toEqual({ date: NEXT, sealed: true });
    const past = database.journal(DAY);
    expect(!past.ok && past.error.code).toBe('journal.laterDay');
    database.close();
  });

  it('returns the number of the first record of each batch', () => {
    const database = opened();
    const journal = journalOf(database);
    const firsts = sampleDay(DAY).map(({ step, at, events }) => journal.append(step, at, events));
    expect(firsts.slice(0, 4)).toEqual([1, 2, 4, 12]);
    database.close();
  });

  it('writes nothing of a batch with an event that cannot be read back', () => {
    const database = opened();
    const journal = written(database, sampleDay(DAY).slice(0, 2));
    const before = journal.head;
    const [good] = sampleDay(DAY).slice(2, 3);
    const bad = { type: 'quotesEnded', lastQuote: Number.NaN } as never;
    expect(() => journal.append(2, 0 as never, [...(good?.events ?? []), bad])).toThrow('quotesEnded cannot be journalled: lastQuote');
    expect(journal.head).toEqual(before);
    expect(written(database, []).head).toEqual(before);
    for (const { step, at, events } of sampleDay(DAY).slice(2)) journal.append(step, at, events);
    expect([...journal.read()]).toEqual(recordsOf(sampleDay(DAY)));
    database.close();
  });

  it('begins with the opening of the day and takes no empty batch', () => {
    const database = opened();
    const journal = journalOf(database);
    expect(() => journal.append(0, 0 as never, [{ type: 'phaseChanged', phase: 'morning' }])).toThrow('being opened');
    expect(() => journal.append(0, 0 as never, [])).toThrow('batch has events');
    database.close();
  });

  it('takes nothing more after a write has failed', () => {
    const database = opened();
    const journal = written(database, sampleDay(DAY).slice(0, 1));
    database.connection.pragma('query_only = ON');
    const [, plan] = sampleDay(DAY);
    const append = (): number => journal.append(1, plan?.at ?? (0 as never), plan?.events ?? []);
    expect(append).toThrow(JournalWriteError);
    database.connection.pragma('query_only = OFF');
    expect(append).toThrow(JournalWriteError);
    database.close();
    const again = opened();
    expect([...journalOf(again).read()]).toHaveLength(1);
    again.close();
  });

  it('survives what another program does to it, or says so', () => {
    const database = opened();
    written(database, sampleDay(DAY));
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
    const journal = written(database, sampleDay(DAY));
    const lines = [...journal.lines()];
    const checked = await verifyJournal(lines.map((text) => ({ text, ended: true })));
    expect(checked.ok && checked.value).toMatchObject({ events: 32, head: journal.head.hash, days: [{ date: DAY, sealed: true }] });
    expect(lines[0]).toMatch(
      /^\{"seq":1,"step":0,"at":"2023-02-01T09:00:00\.000","type":"dayOpened","data":\{"date":"2023-02-01",.*"cash":"1000000\.00",.*\},"prev":"0{64}","hash":"[0-9a-f]{64}"\}$/,
    );
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ data: { command: { signals: [{ ask: { weight: '0.185' } }] } } });
    database.close();
  });

  it('are the same bytes when the same day is written again', () => {
    const first = opened();
    const lines = [...written(first, sampleDay(DAY)).lines()];
    first.close();
    file = `${file}.second`;
    const second = opened();
    expect([...written(second, sampleDay(DAY)).lines()]).toEqual(lines);
    second.close();
  });
});

describe('the history tables', () => {
  const TABLES = ['days', 'plan_lines', 'orders', 'fills', 'closing_positions'];

  function dump(database: AccountDatabase): Record<string, unknown[]> {
    return Object.fromEntries(TABLES.map((table) => [table, database.connection.prepare(`SELECT * FROM ${table}`).all()]));
  }

  it('come out the same when they are thrown away and drawn again, also after a restart', () => {
    const database = opened();
    written(database, sampleDay(DAY).slice(0, 8));
    database.close();
    const again = opened();
    written(again, sampleDay(DAY).slice(8));
    written(again, sampleDay(NEXT), NEXT);
    const before = dump(again);
    expect(before['days']?.[0]).toMatchObject({ date: DAY, equity: 10_119_899_700, commission: 150_000, differences: 1 });
    expect(before['plan_lines']?.slice(0, 3)).toMatchObject([
      { state: 'done', filled: 100, style: 'callAuction', reason: '{"code":"line.filled","params":{}}' },
      { state: 'working', filled: 50, style: 'limit', reason: '{"code":"quote.old","params":{"age":61000}}' },
      { state: 'expired', filled: 0 },
    ]);
    expect(before['orders']?.slice(0, 3)).toMatchObject([
      { state: 'filled', filled: 100, turnover: 1_850_000_000, commission: 100_000 },
      { state: 'cancelled', filled: 50, turnover: 30_000_000 },
      { state: 'denied', filled: 0, turnover: 0 },
    ]);
    expect(before['fills']).toHaveLength(6);
    expect(before['closing_positions']?.slice(0, 2)).toEqual([
      { day: DAY, instrument: '000333.SZ', strategy_id: 'default', quantity: 150, cost: 75_000_000, price: 600_000 },
      { day: DAY, instrument: '600519.SH', strategy_id: 'default', quantity: 100, cost: 1_850_000_000, price: 18_500_000 },
    ]);
    expect(again.rebuildProjections()).toEqual({ ok: true, value: undefined });
    expect(dump(again)).toEqual(before);
    again.close();
  });

  it('never keep a fact from being written', () => {
    const database = opened();
    const journal = written(database, sampleDay(DAY).slice(0, 9));
    const [filled] = sampleDay(DAY)[7]?.events ?? [];
    const { at } = sampleDay(DAY)[9] as Batch;
    if (filled?.type !== 'reportReceived') throw new Error('not a fill');
    journal.append(9, at, [{ ...filled, report: { ...filled.report, reportId: 'again' } }]); // 60 of the 40 that are left
    journal.append(9, at, [{ type: 'accountHalted', reason: { code: 'order.overfill', params: {} } }]);
    expect(dump(database)['days']).toMatchObject([{ halted: '{"code":"order.overfill","params":{}}' }]);
    expect(dump(database)['fills']).toHaveLength(1);
    database.close();
  });
});

describe('RerunJournal', () => {
  function rerun(database: AccountDatabase): RerunJournal {
    return new RerunJournal(journalOf(database));
  }

  it('meets every record again and goes on where they end, wherever the day was killed', () => {
    const whole = opened();
    const expected = [...written(whole, sampleDay(DAY)).lines()];
    whole.close();
    for (const killed of [0, 1, 2, 7, 12, sampleDay(DAY).length]) {
      file = join(folder, `killed-${count}-${killed}.db`);
      const first = opened();
      const left = written(first, sampleDay(DAY).slice(0, killed)).head.seq;
      first.close();
      const second = opened();
      const journal = rerun(second);
      expect(journal.remaining).toBe(left);
      expect([...journal.read()]).toEqual([]);
      const firsts = sampleDay(DAY).map(({ step, at, events }) => journal.append(step, at, events));
      expect(firsts.slice(0, 4)).toEqual([1, 2, 4, 12]);
      expect(journal.remaining).toBe(0);
      expect([...journal.lines()]).toEqual(expected);
      second.close();
    }
  });

  it('gives the commands back at their steps', () => {
    const database = opened();
    written(database, sampleDay(DAY));
    const journal = rerun(database);
    expect(journal.commandAt(3)).toMatchObject({ command: { type: 'cancelAll' }, by: 'trader' });
    expect(journal.commandAt(1)).toMatchObject({ command: { type: 'importSignals', source: 'signals.csv' } });
    expect(journal.commandAt(4)).toBeUndefined();
    database.close();
  });

  it('stops at the first record that differs and writes nothing', () => {
    const database = opened();
    const { head } = written(database, sampleDay(DAY).slice(0, 3));
    const journal = rerun(database);
    const [day, plan] = sampleDay(DAY) as readonly [Batch, Batch];
    journal.append(day.step, day.at, day.events);
    expect(() => journal.append(plan.step, (plan.at + 1) as never, plan.events)).toThrow(
      expect.objectContaining({
        name: 'JournalDivergence',
        seq: 2,
        expected: expect.stringContaining('09:01:00.000'),
        got: expect.stringContaining('09:01:00.001'),
      }),
    );
    expect(journalOf(database).head).toEqual(head);
    database.close();
  });

  it('stops when the rerun has more in a batch than was written', () => {
    const database = opened();
    written(database, sampleDay(DAY).slice(0, 1));
    const journal = rerun(database);
    const [{ step, at, events }] = sampleDay(DAY) as readonly [Batch];
    expect(() => journal.append(step, at, [...events, { type: 'phaseChanged', phase: 'morning' }])).toThrow('is not there');
    database.close();
  });
});

it('is written through better-sqlite3 as other programs read it', () => {
  const database = opened();
  written(database, sampleDay(DAY));
  const reader = new Database(file, { readonly: true });
  expect(reader.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(32);
  reader.close();
  database.close();
});
