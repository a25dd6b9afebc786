import { type ColDef, type RowClassRules } from 'ag-grid-community';
import { type TFunction } from 'i18next';
import { ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type OrderRow, type OrderState, type Refusal } from '../../../preload/contract.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Empty } from '../../components/Empty.tsx';
import { SideWord } from '../../components/SideWord.tsx';
import { formatAverage, formatQuantity } from '../../format/number.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import {
  flashing,
  nameColumn,
  numberColumn,
  priceColumn,
  quantityColumn,
  richColumn,
  textColumn,
  timeColumn,
} from '../../grid/columns.tsx';
import { useDescribe } from '../../i18n/refusal.ts';
import { useRowsValue } from '../../stores/rows.ts';
import { boardOf, orders } from '../../stores/terminal.ts';
import { cancelOrder, explainOrder, selectInstrument, useTrade } from '../../stores/trade.ts';
import { isOpenOrder, useOrderFilter } from './order-filter.ts';

const STATE_TONES: Readonly<Record<OrderState, BadgeTone>> = {
  pendingNew: 'accent',
  working: 'accent',
  partiallyFilled: 'accent',
  filled: 'neutral',
  pendingCancel: 'warning',
  cancelled: 'quiet',
  rejected: 'stop',
  expired: 'quiet',
  unknown: 'stop',
  denied: 'stop',
};
const ROW_HEIGHT = 24;
const ROW_CLASSES: RowClassRules<OrderRow> = {
  'row-quiet': ({ data }) => data?.state === 'cancelled' || data?.state === 'expired',
};

export interface OrdersGridProps {
  /** Leaves out what matters least. */
  readonly narrow?: boolean;
}

/** The day's orders, newest first; open ones can be taken back. */
export function OrdersGrid({ narrow = false }: OrdersGridProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const some = useRowsValue(orders, (rows) => rows.size > 0);
  const current = useTrade((trade) => trade.order);
  const openOnly = useOrderFilter((filter) => filter.openOnly);
  const columns = useMemo(() => orderColumns(t, describe).slice(0, narrow ? -1 : undefined), [t, describe, narrow]);
  if (!some) {
    return <Empty icon={<ScrollText size={24} />} title={t('trade.noOrders')} text={t('trade.noOrdersText')} />;
  }
  return (
    <DataGrid
      label={t('trade.orders')}
      store={orders}
      columns={columns}
      noRows={t('trade.noOpenOrders')}
      rowClasses={ROW_CLASSES}
      small
      current={current}
      rowHeight={ROW_HEIGHT}
      onFocus={(order) => {
        useTrade.setState({ order: order.id });
        selectInstrument(order.instrument);
      }}
      onOpen={(order) => explainOrder(order.id)}
      {...(openOnly ? { include: isOpenOrder } : {})}
    />
  );
}

function orderColumns(t: TFunction, describe: (refusal: Refusal) => string): readonly ColDef<OrderRow>[] {
  const board = (order: OrderRow): string => boardOf(order.instrument);
  return [
    { ...timeColumn<OrderRow>(t('trade.column.time'), 66, (order) => order.created), sort: 'desc', cellClass: 'muted' },
    nameColumn<OrderRow>(t('trade.column.instrument'), 134, (order) => order.instrument),
    richColumn<OrderRow>(
      textColumn<OrderRow>(t('trade.side'), 44, (order) => t(`words.side.${order.side}`)),
      ({ row }) => <SideWord side={row.side} />,
    ),
    textColumn<OrderRow>(t('trade.type'), 70, (order) => t(`words.orderTypeShort.${order.type}`)),
    priceColumn<OrderRow>(t('trade.price'), 68, (order) => order.price, board),
    quantityColumn<OrderRow>(t('trade.column.quantity'), 62, (order) => order.quantity),
    flashing(
      numberColumn<OrderRow>(
        t('trade.filled'),
        62,
        (order) => order.filled,
        (filled) => (filled === 0 ? '' : formatQuantity(filled)),
      ),
    ),
    numberColumn<OrderRow>(
      t('trade.avgPrice'),
      68,
      (order) => order.avgPrice,
      (price) => (price === 0 ? '' : formatAverage(price)),
    ),
    richColumn<OrderRow>(
      textColumn<OrderRow>(t('trade.column.state'), 78, (order) => t(`words.orderState.${order.state}`)),
      ({ row }) => <Badge tone={STATE_TONES[row.state]}>{t(`words.orderState.${row.state}`)}</Badge>,
    ),
    { ...richColumn<OrderRow>(textColumn<OrderRow>('', 58, () => ''), CancelCell), sortable: false },
    {
      ...textColumn<OrderRow>(t('trade.column.reason'), 160, (order) => reasonOf(order, describe)),
      flex: 1,
      minWidth: 72,
      cellClass: 'muted',
      tooltip: true,
    },
    richColumn<OrderRow>(textColumn<OrderRow>(t('trade.column.origin'), 56, (order) => t(`words.origin.${order.origin}`)), OriginCell),
  ];
}

function reasonOf(order: OrderRow, describe: (refusal: Refusal) => string): string {
  return order.reason === null ? '' : describe(order.reason);
}

/** Whoever made it; an order that did not come from here is marked. */
function OriginCell({ row: { origin } }: { readonly row: OrderRow }) {
  const { t } = useTranslation();
  const word = t(`words.origin.${origin}`);
  return origin === 'foreign' ? <Badge tone="warning">{word}</Badge> : word;
}

function CancelCell({ row: order }: { readonly row: OrderRow }) {
  const { t } = useTranslation();
  if (order.final || order.state === 'pendingCancel') return null;
  return (
    <button
      type="button"
      className="cell-button"
      aria-label={t('trade.cancelOf', { name: order.name })}
      onClick={() => void cancelOrder(order.id)}
    >
      {t('trade.cancelShort')}
    </button>
  );
}
