import { useStore } from 'zustand';
import { type StoreApi, createStore } from 'zustand/vanilla';

/** What one application of rows did, for tables that are fed by transactions. */
export interface RowChange<Row> {
  readonly added: readonly Row[];
  readonly updated: readonly Row[];
  readonly removed: readonly Row[];
  /** All rows before are gone; `added` is everything. */
  readonly reset: boolean;
}

export interface RowState<Row> {
  /** Live: the same map from change to change, so that a frame copies nothing. Read, never keep. */
  readonly rows: ReadonlyMap<string, Row>;
  readonly change: RowChange<Row>;
}

/** Rows by stable id. Put in whole, told once per application. */
export interface RowStore<Row> extends Pick<StoreApi<RowState<Row>>, 'subscribe' | 'getState' | 'getInitialState'> {
  readonly id: (row: Row) => string;
  get(id: string): Row | undefined;
  put(rows: readonly Row[], removed?: readonly string[]): void;
  reset(rows: readonly Row[]): void;
}

const NO_CHANGE = { added: [], updated: [], removed: [], reset: false };

export function createRowStore<Row>(id: (row: Row) => string): RowStore<Row> {
  const rows = new Map<string, Row>();
  const store = createStore<RowState<Row>>(() => ({ rows, change: NO_CHANGE }));

  const takeOut = (ids: readonly string[]): Row[] =>
    ids.flatMap((gone) => {
      const row = rows.get(gone);
      rows.delete(gone);
      return row === undefined ? [] : [row];
    });

  return {
    id,
    subscribe: store.subscribe,
    getState: store.getState,
    getInitialState: store.getInitialState,
    get: (wanted) => rows.get(wanted),
    put: (incoming, gone = []) => {
      const removed = takeOut(gone);
      const added = incoming.filter((row) => !rows.has(id(row)));
      const updated = incoming.filter((row) => rows.has(id(row)));
      for (const row of incoming) rows.set(id(row), row);
      store.setState({ rows, change: { added, updated, removed, reset: false } });
    },
    reset: (incoming) => {
      rows.clear();
      for (const row of incoming) rows.set(id(row), row);
      store.setState({ rows, change: { added: [...rows.values()], updated: [], removed: [], reset: true } });
    },
  };
}

/** One row; the component is drawn again only when that row is another one. */
export function useRow<Row>(store: RowStore<Row>, id: string | null): Row | undefined {
  return useStore(store, (state) => (id === null ? undefined : state.rows.get(id)));
}

/** A value drawn from all rows; drawn again only when the value differs. Keep it a number, a text or a boolean. */
export function useRowsValue<Row, Value extends string | number | boolean>(
  store: RowStore<Row>,
  select: (rows: ReadonlyMap<string, Row>) => Value,
): Value {
  return useStore(store, (state) => select(state.rows));
}
