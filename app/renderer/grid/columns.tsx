import { type ColDef, type ICellRendererParams, type ValueFormatterParams } from 'ag-grid-community';
import { type ReactNode } from 'react';
import { formatMoney, formatPercent, formatPrice, formatQuantity, priceDigits, signed } from '../format/number.ts';
import { formatClock } from '../format/time.ts';

/** As wide as a digit: stands in for a digit that a price has not got, so that decimals stay below one another. */
const FIGURE_SPACE = ' ';
const MOST_DIGITS = 3;

type Get<Row, Value> = (row: Row) => Value;

/** Pads a price with `digits` after its point to the digits of the finest tick. */
export function alignPrice(text: string, digits: number): string {
  return text + FIGURE_SPACE.repeat(Math.max(0, MOST_DIGITS - digits));
}

/** A right-aligned number; it is sorted as a number and shown as `show` says. */
export function numberColumn<Row>(
  head: string,
  width: number,
  get: Get<Row, number>,
  show: (value: number, row: Row) => string,
): ColDef<Row> {
  return {
    headerName: head,
    width,
    headerClass: 'num-head',
    cellClass: 'num',
    valueGetter: ({ data }) => (data === undefined ? null : get(data)),
    valueFormatter: ({ value, data }: ValueFormatterParams<Row, number>) =>
      value == null || data === undefined ? '' : show(value, data),
    comparator: (a: number, b: number) => a - b,
    sortingOrder: ['desc', 'asc', null],
  };
}

export function quantityColumn<Row>(head: string, width: number, get: Get<Row, number>): ColDef<Row> {
  return numberColumn(head, width, get, formatQuantity);
}

export function moneyColumn<Row>(head: string, width: number, get: Get<Row, number>): ColDef<Row> {
  return numberColumn(head, width, get, formatMoney);
}

export function percentColumn<Row>(head: string, width: number, get: Get<Row, number>): ColDef<Row> {
  return numberColumn(head, width, get, formatPercent);
}

export function priceColumn<Row>(
  head: string,
  width: number,
  get: Get<Row, number>,
  board: Get<Row, string>,
): ColDef<Row> {
  return numberColumn(head, width, get, (value, row) => {
    const digits = priceDigits(board(row));
    return alignPrice(formatPrice(value, digits), digits);
  });
}

/** Money with its sign and the colour of its sign. */
export function trendMoneyColumn<Row>(head: string, width: number, get: Get<Row, number>): ColDef<Row> {
  return trend(numberColumn(head, width, get, (value) => signed(value, formatMoney(value))));
}

export function trendPercentColumn<Row>(head: string, width: number, get: Get<Row, number>): ColDef<Row> {
  return trend(numberColumn(head, width, get, (value) => signed(value, formatPercent(value))));
}

function trend<Row>(column: ColDef<Row>): ColDef<Row> {
  return {
    ...column,
    cellClassRules: { up: ({ value }) => value > 0, down: ({ value }) => value < 0 },
  };
}

export function textColumn<Row>(head: string, width: number, get: Get<Row, string>): ColDef<Row> {
  return { headerName: head, width, valueGetter: ({ data }) => (data === undefined ? '' : get(data)) };
}

export function timeColumn<Row>(head: string, width: number, get: Get<Row, number>): ColDef<Row> {
  return {
    headerName: head,
    width,
    valueGetter: ({ data }) => (data === undefined ? null : get(data)),
    valueFormatter: ({ value }: ValueFormatterParams<Row, number>) => (value == null ? '' : formatClock(value)),
  };
}

/** Lights up when its number changes, and settles. */
export function flashing<Row>(column: ColDef<Row>): ColDef<Row> {
  return { ...column, enableCellChangeFlash: true };
}

/** Lets columns grow with the table in proportion to their widths, which they keep as their least. */
export function spread<Row>(columns: readonly ColDef<Row>[]): readonly ColDef<Row>[] {
  return columns.map((column) => ({ ...column, flex: column.width ?? 1, minWidth: column.width ?? 0 }));
}

export interface Named {
  readonly name: string;
}

/** A cell that shows more of its row than its value: drawn anew whenever the row is put in. */
export function richColumn<Row>(
  column: ColDef<Row>,
  Cell: (props: { readonly row: Row }) => ReactNode,
  cellClass = 'flex-cell',
): ColDef<Row> {
  return {
    ...column,
    cellClass,
    equals: () => false,
    cellRenderer: ({ data }: ICellRendererParams<Row>) => (data === undefined ? null : <Cell row={data} />),
  };
}

/** Name and six-digit code of an instrument. */
export function nameColumn<Row extends Named>(head: string, width: number, id: Get<Row, string>): ColDef<Row> {
  return {
    headerName: head,
    width,
    valueGetter: ({ data }) => (data === undefined ? '' : `${data.name} ${id(data)}`),
    cellClass: 'flex-cell',
    cellRenderer: ({ data }: ICellRendererParams<Row>) =>
      data === undefined ? null : (
        <span className="name-cell">
          <span className="ellipsis">{data.name}</span>
          <small>{id(data).slice(0, 6)}</small>
        </span>
      ),
  };
}
