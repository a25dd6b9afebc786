import { type ColDef, type IRowNode, type PostSortRowsParams } from 'ag-grid-community';

interface Moving<Row> {
  readonly get: (row: Row) => number;
}

/**
 * A column of numbers that move under the grid. To put thousands of rows in order the grid would ask for each number
 * some two dozen times, and miss a frame over it; {@link sortMoving} asks once.
 */
export function movingColumn<Row>(column: ColDef<Row>, get: (row: Row) => number): ColDef<Row> {
  const context: Moving<Row> = { get };
  return { ...column, comparator: () => 0, context };
}

/** For the grid's `postSortRows`: orders the rows when the first sorted column is a moving one. */
export function sortMoving<Row>({ api, nodes }: Pick<PostSortRowsParams<Row>, 'api' | 'nodes'>): void {
  const first = api.getColumnState().find(({ sort, sortIndex }) => sort != null && (sortIndex ?? 0) === 0);
  if (first === undefined) return;
  const moving = api.getColumnDef(first.colId)?.context as Moving<Row> | undefined;
  if (moving === undefined) return;
  order(nodes, moving.get, first.sort === 'desc' ? -1 : 1);
}

/** In place; rows with the same number stay in the order in which they came. */
function order<Row>(nodes: IRowNode<Row>[], get: (row: Row) => number, direction: 1 | -1): void {
  const keyed = nodes.map((node) => ({ node, key: node.data === undefined ? 0 : direction * get(node.data) }));
  for (const [place, { node }] of keyed.toSorted((a, b) => a.key - b.key).entries()) nodes[place] = node;
}
