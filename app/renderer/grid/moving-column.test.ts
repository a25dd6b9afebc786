import { type ColDef, type ColumnState, type GridApi, type IRowNode } from 'ag-grid-community';
import { expect, it } from 'vitest';
import { movingColumn, sortMoving } from './moving-column.ts';

interface Row {
  readonly id: string;
  readonly value: number;
}

const COLUMNS = new Map<string, ColDef<Row>>([
  ['name', {}],
  ['value', movingColumn<Row>({}, ({ value }) => value)],
]);

function sorted(state: readonly ColumnState[], rows: readonly Row[]): string {
  const api = { getColumnState: () => state, getColumnDef: (id: string) => COLUMNS.get(id) };
  const nodes = rows.map((data) => ({ data }) as IRowNode<Row>);
  sortMoving({ api: api as unknown as GridApi<Row>, nodes });
  return nodes.map(({ data }) => data?.id).join('');
}

const ROWS = [
  { id: 'a', value: 2 },
  { id: 'b', value: -3 },
  { id: 'c', value: 2 },
  { id: 'd', value: 7 },
];

it('orders rows by their numbers, both ways', () => {
  expect(sorted([{ colId: 'value', sort: 'asc', sortIndex: 0 }], ROWS)).toBe('bacd');
  expect(sorted([{ colId: 'name' }, { colId: 'value', sort: 'desc', sortIndex: 0 }], ROWS)).toBe('dacb');
});

it('leaves the order alone when nothing or something else is sorted', () => {
  expect(sorted([{ colId: 'value' }], ROWS)).toBe('abcd');
  expect(sorted([{ colId: 'name', sort: 'asc', sortIndex: 0 }], ROWS)).toBe('abcd');
});

it('orders by the first of several columns', () => {
  const name: ColumnState = { colId: 'name', sort: 'asc', sortIndex: 1 };
  expect(sorted([name, { colId: 'value', sort: 'asc', sortIndex: 0 }], ROWS)).toBe('bacd');
  expect(sorted([{ ...name, sortIndex: 0 }, { colId: 'value', sort: 'asc', sortIndex: 1 }], ROWS)).toBe('abcd');
});

it('takes an empty table', () => {
  expect(sorted([{ colId: 'value', sort: 'asc', sortIndex: 0 }], [])).toBe('');
});
