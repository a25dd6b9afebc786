import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type AccountDatabase } from './account-database.ts';
import { RerunJournal } from './rerun-journal.ts';
import { type Batch, sampleDay } from './sample-day.fixture.ts';
import { ScratchDatabases, journalOf, openedDatabase, written } from './scratch.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const scratch = new ScratchDatabases();
let file = '';
beforeEach(() => {
  file = scratch.fresh();
});
afterAll(() => scratch.remove());

describe('RerunJournal', () => {
  function rerun(database: AccountDatabase): RerunJournal {
    return new RerunJournal(journalOf(database, DAY));
  }

  it('meets every record again and goes on where they end, wherever the day was killed', () => {
    const whole = openedDatabase(file);
    const expected = [...written(whole, DAY, sampleDay(DAY)).lines()];
    whole.close();
    for (const killed of [0, 1, 2, 7, 12, sampleDay(DAY).length]) {
      file = scratch.fresh();
      const first = openedDatabase(file);
      const left = written(first, DAY, sampleDay(DAY).slice(0, killed)).head.seq;
      first.close();
      const second = openedDatabase(file);
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
    const database = openedDatabase(file);
    written(database, DAY, sampleDay(DAY));
    const journal = rerun(database);
    expect(journal.commandAt(3)).toMatchObject({ command: { type: 'cancelAll' }, by: 'trader' });
    expect(journal.commandAt(1)).toMatchObject({ command: { type: 'importSignals', source: 'signals.csv' } });
    expect(journal.commandAt(12)).toBeUndefined();
    expect(journal.foreignAt(13)).toMatchObject({ draft: { side: 'sell', quantity: 100 } });
    expect(journal.foreignAt(12)).toBeUndefined();
    database.close();
  });

  it('stops at the first record that differs and writes nothing', () => {
    const database = openedDatabase(file);
    const { head } = written(database, DAY, sampleDay(DAY).slice(0, 3));
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
    expect(journalOf(database, DAY).head).toEqual(head);
    database.close();
  });

  it('stops when the rerun has more in a batch than was written', () => {
    const database = openedDatabase(file);
    written(database, DAY, sampleDay(DAY).slice(0, 1));
    const journal = rerun(database);
    const [{ step, at, events }] = sampleDay(DAY) as readonly [Batch];
    expect(() => journal.append(step, at, [...events, { type: 'phaseChanged', phase: 'morning' }])).toThrow('is not there');
    database.close();
  });
});
