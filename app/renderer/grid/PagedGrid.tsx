import './DataGrid.css';
import './modules.ts';
import { type ColDef, type GridApi, type GridReadyEvent, type IDatasource } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../stores/bridge.ts';
import { COLUMN_DEFAULTS, gridTexts, leaveGrid } from './grid-options.ts';
import { gridTheme } from './theme.ts';

/** The rows that a table asks for: from one place on, in the order of one column, whose `colId` it is. */
export interface WantedRows {
  readonly start: number;
  readonly count: number;
  readonly order: { readonly by: string; readonly descending: boolean } | null;
}

export interface PagedGridProps<Row> {
  /** Its name for screen readers. */
  readonly label: string;
  readonly columns: readonly ColDef<Row>[];
  readonly noRows: string;
  readonly rowId: (row: Row) => string;
  /** Reads rows, with how many there are in all; null: they cannot be read. Another function: other rows. */
  readonly read: (wanted: WantedRows) => Promise<{ readonly total: number; readonly rows: readonly Row[] } | null>;
  /** A click or the arrow keys reached the row. */
  readonly onFocus?: (row: Row) => void;
}

/** Rows that are asked for at a time, and how many such pages stay in memory. */
const PAGE = 100;
const PAGES = 20;

/** A table of any length: only what is in sight is ever asked for. */
export function PagedGrid<Row>({ label, columns, noRows, rowId, read, onFocus }: PagedGridProps<Row>) {
  const { t, i18n } = useTranslation();
  const [api, setApi] = useState<GridApi<Row> | null>(null);
  const texts = useMemo(() => gridTexts(t, noRows), [noRows, t]);
  useEffect(() => {
    if (api !== null && !api.isDestroyed()) api.setGridOption('datasource', datasource(api, read));
  }, [api, read]);
  const ready = ({ api: grid }: GridReadyEvent<Row>): void => {
    grid.setGridAriaProperty('label', label);
    setApi(grid);
  };
  return (
    <div className="data-grid data-grid-small">
      <AgGridReact<Row>
        key={i18n.language}
        theme={gridTheme}
        styleNonce={bridge().styleNonce}
        rowModelType="infinite"
        cacheBlockSize={PAGE}
        maxBlocksInCache={PAGES}
        getRowId={({ data }) => rowId(data)}
        columnDefs={columns as ColDef<Row>[]}
        defaultColDef={COLUMN_DEFAULTS as ColDef<Row>}
        localeText={texts}
        rowHeight={26}
        animateRows={false}
        suppressDragLeaveHidesColumns
        tabToNextCell={leaveGrid}
        tabToNextHeader={leaveGrid}
        tooltipShowDelay={400}
        onGridReady={ready}
        onCellFocused={({ rowIndex }) => {
          const row = rowIndex === null ? undefined : api?.getDisplayedRowAtIndex(rowIndex)?.data;
          if (row !== undefined) onFocus?.(row);
        }}
      />
    </div>
  );
}

function datasource<Row>(api: GridApi<Row>, read: PagedGridProps<Row>['read']): IDatasource {
  return {
    getRows: ({ startRow, endRow, sortModel: [sorted], successCallback, failCallback }) => {
      const order = sorted === undefined ? null : { by: sorted.colId, descending: sorted.sort === 'desc' };
      void read({ start: startRow, count: endRow - startRow, order }).then((page) => {
        if (api.isDestroyed()) return;
        if (page === null) return failCallback();
        successCallback([...page.rows], page.total);
        if (page.total === 0) api.showNoRowsOverlay();
        else api.hideOverlay();
      });
    },
  };
}
