import { type ColDef, type RowClassRules } from 'ag-grid-community';
import { type TFunction } from 'i18next';
import { Wallet } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type PositionRow } from '../../../preload/contract.ts';
import { Empty } from '../../components/Empty.tsx';
import { classes } from '../../components/classes.ts';
import { formatAverage, formatPrice, priceDigits } from '../../format/number.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import {
  flashing,
  moneyColumn,
  nameColumn,
  numberColumn,
  percentColumn,
  priceColumn,
  quantityColumn,
  richColumn,
  spread,
  trendMoneyColumn,
  trendPercentColumn,
} from '../../grid/columns.tsx';
import { useRowsValue } from '../../stores/rows.ts';
import { positions } from '../../stores/terminal.ts';
import { prefillSell } from '../../stores/ticket.ts';
import { selectInstrument, useTrade } from '../../stores/trade.ts';

const ROW_HEIGHT = 24;
const ROW_CLASSES: RowClassRules<PositionRow> = { 'row-quiet': ({ data }) => data?.quantity === 0 };

/** What is held; a double click or Enter puts all that can be sold on the ticket. */
export function PositionsGrid() {
  const { t } = useTranslation();
  const some = useRowsValue(positions, (rows) => rows.size > 0);
  const current = useTrade((trade) => trade.instrument);
  const columns = useMemo(() => positionColumns(t), [t]);
  if (!some) return <Empty icon={<Wallet size={24} />} title={t('trade.noPositions')} />;
  return (
    <DataGrid
      label={t('trade.positions')}
      store={positions}
      columns={columns}
      noRows={t('trade.noPositions')}
      rowClasses={ROW_CLASSES}
      small
      current={current}
      rowHeight={ROW_HEIGHT}
      onFocus={(position) => selectInstrument(position.instrument)}
      onOpen={(position) => {
        selectInstrument(position.instrument);
        prefillSell(position.instrument, position.sellable);
      }}
    />
  );
}

/** Where the nearest armed stop fires; faint with its state where none is armed, marked once one has fired. */
function Stop({ row: { stop, watched, board } }: { readonly row: PositionRow }) {
  const { t } = useTranslation();
  if (watched === null) return null;
  const text = stop > 0 ? formatPrice(stop, priceDigits(board)) : t(`watch.stopState.${watched}`);
  return (
    <span className={classes(watched === 'fired' && 'warning', watched === 'disarmed' && 'faint')} title={t(`watch.stopState.${watched}`)}>
      {text}
    </span>
  );
}

function positionColumns(t: TFunction): readonly ColDef<PositionRow>[] {
  return spread([
    nameColumn<PositionRow>(t('trade.column.instrument'), 116, (row) => row.instrument),
    quantityColumn<PositionRow>(t('trade.column.quantity'), 60, (row) => row.quantity),
    quantityColumn<PositionRow>(t('trade.sellable'), 60, (row) => row.sellable),
    numberColumn<PositionRow>(t('trade.cost'), 66, (row) => row.avgCost, (price) => formatAverage(price)),
    flashing(
      priceColumn<PositionRow>(
        t('trade.mark'),
        64,
        (row) => row.mark,
        (row) => row.board,
      ),
    ),
    { ...moneyColumn<PositionRow>(t('trade.marketValue'), 92, (row) => row.marketValue), sort: 'desc' },
    richColumn<PositionRow>({ headerName: t('watch.stop'), width: 66, headerClass: 'num-head' }, Stop, 'num'),
    percentColumn<PositionRow>(t('trade.weight'), 54, (row) => row.weight),
    trendMoneyColumn<PositionRow>(t('trade.unrealized'), 84, (row) => row.unrealizedPnl),
    trendPercentColumn<PositionRow>(t('trade.unrealizedRate'), 66, (row) => row.unrealizedPnlRate),
    trendMoneyColumn<PositionRow>(t('trade.dayPnl'), 80, (row) => row.dayPnl),
  ]);
}
