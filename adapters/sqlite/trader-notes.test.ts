import { afterAll, describe, expect, it } from 'vitest';
import { type Actor } from '../../core/kernel/ids.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { ScratchDatabases, openedDatabase } from './scratch.fixture.ts';
import { type TraderNote, TraderNotes } from './trader-notes.ts';

const scratch = new ScratchDatabases();
afterAll(() => scratch.remove());

function note(at: number, about: Partial<TraderNote>): TraderNote {
  return { kind: 'day', date: '2023-02-01' as TradeDate, subject: '', text: '', tags: [], by: 'trader' as Actor, at: at as EpochMs, ...about };
}

describe("the trader's notes", () => {
  it('keep every version over a restart, and show the last', () => {
    const file = scratch.fresh();
    const database = openedDatabase(file);
    const notes = new TraderNotes(database.connection);
    const [first, second] = [note(1, { text: 'first' }), note(2, { text: '追高', tags: ['纪律', 'two'] })];
    notes.keep(first);
    notes.keep(second);
    database.close();
    const again = openedDatabase(file);
    const kept = new TraderNotes(again.connection);
    expect(kept.versions(first)).toEqual([second, first]);
    expect(kept.search('')).toEqual([second]);
    again.close();
  });

  it('are found by their words, tags, days and subjects, each kind of its own', () => {
    const database = openedDatabase(scratch.fresh());
    const notes = new TraderNotes(database.connection);
    const day = note(1, { text: '开盘追高 100% 错误', tags: ['纪律'] });
    const line = note(2, { kind: 'line', subject: 'L20230201-7k-00001', text: 'Too EARLY' });
    const trip = note(3, { kind: 'trip', date: '2023-03-01' as TradeDate, subject: 'alpha 600519.SH 2023-02-01', tags: ['赢家'] });
    for (const one of [day, line, trip]) notes.keep(one);
    expect(notes.search('')).toEqual([trip, line, day]);
    expect(notes.search('纪律')).toEqual([day]);
    expect(notes.search('100%')).toEqual([day]);
    expect(notes.search('too early')).toEqual([line]);
    expect(notes.search('600519')).toEqual([trip]);
    expect(notes.search('2023-03')).toEqual([trip]);
    expect(notes.search('_')).toEqual([]);
    database.close();
  });

  it('take out of sight what is saved empty, and forget nothing', () => {
    const database = openedDatabase(scratch.fresh());
    const notes = new TraderNotes(database.connection);
    notes.keep(note(1, { text: 'wrong' }));
    notes.keep(note(2, {}));
    expect(notes.search('')).toEqual([]);
    expect(notes.versions(note(0, {})).map(({ text }) => text)).toEqual(['', 'wrong']);
    database.close();
  });
});
