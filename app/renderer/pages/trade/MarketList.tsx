import './MarketList.css';
import { type CellClassParams, type ColDef, type ValueFormatterParams } from 'ag-grid-community';
import { Search } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type InstrumentRow } from '../../../preload/contract.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { type Language, NOTHING, formatMoneyCompact, formatPercent, signed } from '../../format/number.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { nameColumn, numberColumn, priceColumn, trendPercentColumn } from '../../grid/columns.tsx';
import { movingColumn } from '../../grid/moving-column.ts';
import { changeOf, flashOf, lastOf, startMarket, turnoverOf } from '../../stores/market.ts';
import { useSettings } from '../../stores/settings.ts';
import { instruments, lines, positions, quotes } from '../../stores/terminal.ts';
import { selectInstrument, useTrade } from '../../stores/trade.ts';

const ROW_HEIGHT = 24;
/** From this width on, the list shows the turnover too. */
const WIDE = 360;

type Scope = 'all' | 'planned' | 'held';

export interface MarketListProps {
  readonly width: number;
}

/** All instruments of the market, found by code or name. */
export function MarketList({ width }: MarketListProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const current = useTrade((trade) => trade.instrument);
  const [typed, setTyped] = useState('');
  const [scope, setScope] = useState<Scope>('all');
  const wide = width >= WIDE;
  const columns = useMemo(() => marketColumns(t, language, wide), [t, language, wide]);
  const include = useFilter(useDeferredValue(typed), scope);
  useEffect(startMarket, []);

  return (
    <div className="market-list">
      <div className="market-head">
        <label className="search">
          <Search size={14} />
          <input
            id="market-search"
            type="search"
            aria-label={t('trade.searchMarket')}
            placeholder={t('trade.searchMarket')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <Segmented
          label={t('trade.scope')}
          value={scope}
          choices={[
            { value: 'all', label: t('common.all') },
            { value: 'planned', label: t('trade.planned') },
            { value: 'held', label: t('trade.held') },
          ]}
          onChange={setScope}
        />
      </div>
      <div className="market-body">
        <DataGrid
          label={t('trade.market')}
          store={instruments}
          moving={quotes}
          columns={columns}
          noRows={t('trade.noInstrument')}
          rowHeight={ROW_HEIGHT}
          small
          current={current}
          onFocus={(row) => selectInstrument(row.id)}
          {...(include === undefined ? {} : { include })}
        />
      </div>
    </div>
  );
}

const FLASHES = ['flash-up-even', 'flash-up-odd', 'flash-down-even', 'flash-down-odd'] as const;

/** The rows never change: the numbers are looked up when a cell is drawn, and only cells in sight are. */
function marketColumns(t: TFunction, language: Language, wide: boolean): readonly ColDef<InstrumentRow>[] {
  const last: ColDef<InstrumentRow> = {
    ...movingColumn(priceColumn<InstrumentRow>(t('trade.column.last'), 68, lastOf, ({ board }) => board), lastOf),
    cellClassRules: {
      up: ({ data }) => data !== undefined && changeOf(data) > 0,
      down: ({ data }) => data !== undefined && changeOf(data) < 0,
      ...Object.fromEntries(
        FLASHES.map((flash) => [
          flash,
          ({ data }: CellClassParams<InstrumentRow>) => data !== undefined && flashOf(data) === flash,
        ]),
      ),
    },
  };
  const columns: ColDef<InstrumentRow>[] = [
    { ...nameColumn<InstrumentRow>(t('trade.column.instrument'), 116, ({ id }) => id), flex: 1, minWidth: 104 },
    last,
    {
      ...movingColumn(trendPercentColumn<InstrumentRow>(t('trade.column.change'), 68, changeOf), changeOf),
      valueFormatter: ({ value, data }: ValueFormatterParams<InstrumentRow, number>) =>
        data === undefined || lastOf(data) === 0 ? NOTHING : signed(value ?? 0, formatPercent(value ?? 0)),
    },
  ];
  if (!wide) return columns;
  const turnover = numberColumn<InstrumentRow>(t('trade.column.turnover'), 80, turnoverOf, (value) =>
    value === 0 ? NOTHING : formatMoneyCompact(value, language),
  );
  return [...columns, movingColumn(turnover, turnoverOf)];
}

/** Which rows are wanted; undefined: all of them. */
function useFilter(typed: string, scope: Scope): ((row: InstrumentRow) => boolean) | undefined {
  return useMemo(() => {
    const wanted = typed.trim().toUpperCase();
    const ids = idsOf(scope);
    if (wanted === '' && ids === null) return undefined;
    return (row: InstrumentRow) =>
      (ids === null || ids.has(row.id)) && (row.id.includes(wanted) || row.name.toUpperCase().includes(wanted));
  }, [typed, scope]);
}

function idsOf(scope: Scope): ReadonlySet<string> | null {
  if (scope === 'all') return null;
  const rows = scope === 'held' ? positions.getState().rows : lines.getState().rows;
  return new Set([...rows.values()].map((row) => row.instrument));
}
