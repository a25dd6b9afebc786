import { type ReactNode } from 'react';

export interface Column {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly number?: boolean;
}

export interface MeasureTableProps {
  readonly title: string;
  readonly columns: readonly Column[];
  /** Each with a key of its own; the first cell is the row's head. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  readonly note?: ReactNode;
}

/** A small table of figures under its title. */
export function MeasureTable({ title, columns, rows, note }: MeasureTableProps) {
  return (
    <table className="rule-table measure-table" aria-label={title}>
      <caption>
        {title}
        {note !== undefined && <span className="measure-note">{note}</span>}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col" className={column.number === true ? 'num-head' : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [head, ...cells] }) => (
          <tr key={key}>
            <th scope="row" className="ellipsis">
              {head}
            </th>
            {cells.map((cell, at) => (
              <td key={columns[at + 1]?.title} className={columns[at + 1]?.number === true ? 'num' : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
