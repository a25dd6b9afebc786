import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type AccountDatabase } from './account-database.ts';
import { type Batch, sampleDay } from './sample-day.fixture.ts';
import { ScratchDatabases, openedDatabase, written } from './scratch.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const NEXT = '2023-02-02' as TradeDate;
const scratch = new ScratchDatabases();
let file = '';
beforeEach(() => {
  file = scratch.fresh();
});
afterAll(() => scratch.remove());

describe('the history tables', () => {
  const TABLES = ['days', 'plan_lines', 'orders', 'fills', 'closing_positions'];

  function dump(database: AccountDatabase): Record<string, unknown[]> {
    return Object.fromEntries(TABLES.map((table) => [table, database.connection.prepare(`SELECT * FROM ${table}`).all()]));
  }

  it('come out the same when they are thrown away and drawn again, also after a restart', () => {
    const database = openedDatabase(file);
    written(database, DAY, sampleDay(DAY).slice(0, 8));
    database.close();
    const again = openedDatabase(file);
    written(again, DAY, sampleDay(DAY).slice(8));
    written(again, NEXT, sampleDay(NEXT));
    const before = dump(again);
    // The corrected books: a share of 60 yuan more, and a ten-thousandth of a yuan less.
    expect(before['days']?.[0]).toMatchObject({ date: DAY, equity: 10_120_449_699, commission: 150_000, differences: 1 });
    expect(before['plan_lines']?.slice(0, 3)).toMatchObject([
      { state: 'done', filled: 100, style: 'callAuction', reason: '{"code":"line.filled","params":{}}' },
      { state: 'working', filled: 40, style: 'limit', reason: '{"code":"quote.old","params":{"age":61000}}' },
      { state: 'expired', filled: 0 },
    ]);
    expect(before['orders']?.slice(0, 3)).toMatchObject([
      { state: 'filled', filled: 100, turnover: 1_850_000_000, commission: 100_000 },
      { state: 'cancelled', filled: 40, turnover: 24_000_000 },
      { state: 'denied', filled: 0, turnover: 0 },
    ]);
    expect(before['fills']).toHaveLength(6);
    expect(before['closing_positions']?.slice(0, 3)).toEqual([
      { day: DAY, instrument: '000333.SZ', strategy_id: 'default', quantity: 160, cost: 80_000_000, price: 600_000 },
      { day: DAY, instrument: '600036.SH', strategy_id: 'unassigned', quantity: 1, cost: 600_000, price: 600_000 },
      { day: DAY, instrument: '600519.SH', strategy_id: 'default', quantity: 100, cost: 1_850_000_000, price: 18_500_000 },
    ]);
    expect(again.rebuildProjections()).toEqual({ ok: true, value: undefined });
    expect(dump(again)).toEqual(before);
    again.close();
  });

  it('never keep a fact from being written', () => {
    const database = openedDatabase(file);
    const journal = written(database, DAY, sampleDay(DAY).slice(0, 9));
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
