import './DataGrid.css';
import './modules.ts';
import {
  type ColDef,
  type GridApi,
  type GridReadyEvent,
  type RowClassRules,
  type RowSelectionOptions,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type FocusEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../components/classes.ts';
import { bridge } from '../stores/bridge.ts';
import { type RowChange, type RowStore } from '../stores/rows.ts';
import { COLUMN_DEFAULTS, gridTexts, leaveGrid } from './grid-options.ts';
import { sortMoving } from './moving-column.ts';
import { gridTheme } from './theme.ts';

interface Movement {
  readonly subscribe: (listener: () => void) => () => void;
}

export interface DataGridProps<Row> {
  /** Its name for screen readers. */
  readonly label: string;
  readonly store: RowStore<Row>;
  /** Numbers by the same ids that columns look up themselves: rows in sight are drawn again when theirs moves. */
  readonly moving?: Movement;
  /** Keep the same array while nothing about it changes. */
  readonly columns: readonly ColDef<Row>[];
  /** What stands there when the filter leaves nothing. */
  readonly noRows: string;
  readonly rowHeight?: number;
  /** Smaller letters, for tables that share the page. */
  readonly small?: boolean;
  /** Rows that are shown; keep the same function while nothing about it changes. */
  readonly include?: (row: Row) => boolean;
  readonly quickFilter?: string;
  readonly rowClasses?: RowClassRules<Row>;
  /** The row that the rest of the page is about. */
  readonly current?: string | null;
  /** Rows are ticked with boxes, and these are the ticked ones. */
  readonly onSelected?: (ids: readonly string[]) => void;
  /** A click or the arrow keys reached the row. */
  readonly onFocus?: (row: Row) => void;
  /** Enter or a double click. */
  readonly onOpen?: (row: Row) => void;
}

/** How long a changed number stays lit, and how long it takes to settle. */
const FLASH_MS = 300;
/** How often rows that move are put in order again. */
const RESORT_MS = 1_000;
const MANY: RowSelectionOptions = {
  mode: 'multiRow',
  checkboxes: true,
  headerCheckbox: true,
  enableClickSelection: false,
  selectAll: 'filtered',
};
const BOX_COLUMN = { width: 34, minWidth: 34, maxWidth: 34, pinned: 'left', resizable: false } as const;

/** A table over a row store. Each change of the store becomes one transaction, so at most one a frame. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { store, include, onFocus, onOpen, onSelected } = props;
  const { t, i18n } = useTranslation();
  const [api, setApi] = useState<GridApi<Row> | null>(null);
  const filter = useLatestFilter(api, include);
  useTransactions(api, store);
  useMovement(api, props.moving);
  const rowClasses = useRowClasses(api, props.rowClasses, props.current ?? null);

  const texts = useMemo(() => gridTexts(t, props.noRows), [props.noRows, t]);
  const ready = ({ api: grid }: GridReadyEvent<Row>): void => {
    grid.setGridAriaProperty('label', props.label);
    setApi(grid);
  };

  /** At once: the grid's own event comes later than the next key, which would mean the row before. */
  const focus = ({ target }: FocusEvent<HTMLElement>): void => {
    const row = store.get(target.closest('.ag-row')?.getAttribute('row-id') ?? '');
    if (row !== undefined) onFocus?.(row);
  };

  return (
    <div className={classes('data-grid', props.small === true && 'data-grid-small')} onFocus={focus}>
      <AgGridReact<Row>
        key={i18n.language}
        theme={gridTheme}
        styleNonce={bridge().styleNonce}
        getRowId={({ data }) => store.id(data)}
        columnDefs={props.columns as ColDef<Row>[]}
        defaultColDef={COLUMN_DEFAULTS as ColDef<Row>}
        localeText={texts}
        rowHeight={props.rowHeight ?? 26}
        quickFilterText={props.quickFilter ?? ''}
        isExternalFilterPresent={filter.present}
        doesExternalFilterPass={filter.passes}
        rowClassRules={rowClasses}
        {...(props.moving === undefined ? {} : { postSortRows: sortMoving })}
        {...(onSelected === undefined ? {} : { rowSelection: MANY, selectionColumnDef: BOX_COLUMN })}
        animateRows={false}
        cellFlashDuration={FLASH_MS}
        cellFadeDuration={FLASH_MS}
        suppressColumnMoveAnimation
        suppressDragLeaveHidesColumns
        tabToNextCell={leaveGrid}
        tabToNextHeader={leaveGrid}
        tooltipShowDelay={400}
        onGridReady={ready}
        onSelectionChanged={({ api: grid }) => onSelected?.(grid.getSelectedNodes().flatMap(({ id }) => id ?? []))}
        onCellDoubleClicked={({ data }) => data !== undefined && onOpen?.(data)}
        onCellKeyDown={({ data, event }) => {
          if (event instanceof KeyboardEvent && event.key === 'Enter' && data !== undefined) onOpen?.(data);
        }}
      />
    </div>
  );
}

function useTransactions<Row>(api: GridApi<Row> | null, store: RowStore<Row>): void {
  useEffect(() => {
    if (api === null) return;
    api.setGridOption('rowData', [...store.getState().rows.values()]);
    return store.subscribe(({ change }) => {
      if (!api.isDestroyed()) take(api, change);
    });
  }, [api, store]);
}

/** Marks the current row; only it and the one before are drawn again. */
function useRowClasses<Row>(
  api: GridApi<Row> | null,
  rules: RowClassRules<Row> | undefined,
  current: string | null,
): RowClassRules<Row> {
  const latest = useRef<string | null>(null);
  useEffect(() => {
    const changed = [latest.current, current];
    latest.current = current;
    if (api === null || api.isDestroyed()) return;
    api.redrawRows({ rowNodes: changed.flatMap((id) => (id === null ? [] : (api.getRowNode(id) ?? []))) });
  }, [api, current]);
  return useMemo(() => ({ ...rules, 'row-current': ({ node }) => node.id === latest.current }), [rules]);
}

function take<Row>(api: GridApi<Row>, { added, updated, removed, reset }: RowChange<Row>): void {
  if (reset) api.setGridOption('rowData', [...added]);
  else api.applyTransaction({ add: [...added], update: [...updated], remove: [...removed] });
}

/**
 * Draws what moved and is in sight, and keeps the order right once a second: thousands of rows that move at once cost
 * no more than the few that are seen.
 */
function useMovement<Row>(api: GridApi<Row> | null, moving: Movement | undefined): void {
  useEffect(() => {
    if (api === null || moving === undefined) return;
    let moved = false;
    const stop = moving.subscribe(() => {
      moved = true;
      if (!api.isDestroyed()) api.refreshCells({ rowNodes: api.getRenderedNodes() });
    });
    const timer = setInterval(() => {
      if (!moved || api.isDestroyed()) return;
      moved = false;
      if (api.getColumnState().some(({ sort }) => sort != null)) api.refreshClientSideRowModel('sort');
    }, RESORT_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [api, moving]);
}

/** The grid keeps the first callbacks it gets; these always ask the latest filter. */
function useLatestFilter<Row>(api: GridApi<Row> | null, include: ((row: Row) => boolean) | undefined) {
  const latest = useRef(include);
  useEffect(() => {
    latest.current = include;
    if (api !== null && !api.isDestroyed()) api.onFilterChanged();
  }, [api, include]);
  return useMemo(
    () => ({
      present: () => latest.current !== undefined,
      passes: ({ data }: { readonly data: Row | undefined }) => data !== undefined && latest.current?.(data) !== false,
    }),
    [],
  );
}
