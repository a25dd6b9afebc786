import { expect, it } from 'vitest';
import { createRowStore } from './rows.ts';

interface Row {
  readonly id: string;
  readonly value: number;
}

const rowStore = () => createRowStore<Row>((row) => row.id);

it('tells new rows from changed ones', () => {
  const store = rowStore();
  store.put([{ id: 'a', value: 1 }]);
  store.put([
    { id: 'a', value: 2 },
    { id: 'b', value: 3 },
  ]);
  const { change, rows } = store.getState();
  expect(change).toEqual({ added: [{ id: 'b', value: 3 }], updated: [{ id: 'a', value: 2 }], removed: [], reset: false });
  expect([...rows.keys()]).toEqual(['a', 'b']);
});

it('takes rows out with what they last were', () => {
  const store = rowStore();
  store.put([{ id: 'a', value: 1 }]);
  store.put([], ['a', 'never']);
  expect(store.getState().change.removed).toEqual([{ id: 'a', value: 1 }]);
  expect(store.get('a')).toBeUndefined();
});

it('replaces everything on a reset and tells it once', () => {
  const store = rowStore();
  store.put([{ id: 'a', value: 1 }]);
  let told = 0;
  store.subscribe(() => (told += 1));
  store.reset([{ id: 'c', value: 9 }]);
  expect(told).toBe(1);
  expect([...store.getState().rows.keys()]).toEqual(['c']);
  expect(store.getState().change.reset).toBe(true);
});
