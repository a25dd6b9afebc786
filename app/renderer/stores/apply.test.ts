import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type OrderRow, type QuoteRow, type Update } from '../../preload/contract.ts';
import { applyUpdates, mergeWatched } from './apply.ts';
import { STATUS, watchedRow } from './status.fixture.ts';
import { orders, quotes, useTerminal } from './terminal.ts';

const order = (id: string, filled: number): OrderRow => ({ id, filled }) as OrderRow;
const quote = (instrument: string, last: number): QuoteRow => ({ instrument, last }) as QuoteRow;
const update = (seq: number, change: Partial<Update>): Update => ({ seq, reset: false, ...change });

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
  applyUpdates([update(0, { reset: true })]);
});

describe('the updates of one frame', () => {
  it('tell each store once, with the last of every row', () => {
    let told = 0;
    const stop = orders.subscribe(() => (told += 1));
    applyUpdates([update(1, { orders: [order('a', 0), order('b', 0)] }), update(2, { orders: [order('a', 100)] })]);
    stop();
    expect(told).toBe(1);
    expect(orders.get('a')?.filled).toBe(100);
    expect(orders.getState().change.added).toHaveLength(2);
  });

  it('leave stores alone that nothing came for', () => {
    let told = 0;
    const stop = quotes.subscribe(() => (told += 1));
    applyUpdates([update(1, { orders: [order('a', 0)] })]);
    stop();
    expect(told).toBe(0);
  });

  it('forget everything before a reset among them', () => {
    applyUpdates([update(1, { quotes: [quote('600000.SH', 1)], status: STATUS })]);
    applyUpdates([
      update(2, { quotes: [quote('600001.SH', 2)] }),
      update(3, { reset: true, quotes: [quote('600002.SH', 3)] }),
      update(4, { quotes: [quote('600003.SH', 4)] }),
    ]);
    expect([...quotes.getState().rows.keys()]).toEqual(['600002.SH', '600003.SH']);
    expect(useTerminal.getState().status).toBeNull();
  });
});

describe('the watched instrument', () => {
  it('gets new and changed minutes put in by their time', () => {
    const merged = mergeWatched(watchedRow('a', { 1: 10, 2: 20 }), watchedRow('a', { 2: 25, 3: 30 }));
    expect(merged.points.map(({ time, price }) => [time, price])).toEqual([
      [1, 10],
      [2, 25],
      [3, 30],
    ]);
  });

  it('is replaced by another one', () => {
    expect(mergeWatched(watchedRow('a', { 1: 10 }), watchedRow('b', { 5: 50 })).points).toHaveLength(1);
  });

  it('is not put back by an update that is late', () => {
    useTerminal.setState({ watching: 'b', watched: watchedRow('b', {}) });
    applyUpdates([update(1, { watched: watchedRow('a', { 1: 10 }) })]);
    expect(useTerminal.getState().watched?.instrument).toBe('b');
  });
});
