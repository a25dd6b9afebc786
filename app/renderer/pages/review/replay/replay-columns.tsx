import { type ColDef } from 'ag-grid-community';
import { type TFunction } from 'i18next';
import { type OrderRow, type PastLineRow, type Refusal, type ReplayEventRow, type ReplayPositionRow } from '../../../../preload/contract.ts';
import { SideWord } from '../../../components/SideWord.tsx';
import { formatAverage, formatPrice } from '../../../format/number.ts';
import { moneyColumn, nameColumn, numberColumn, quantityColumn, richColumn, textColumn, timeColumn, trendMoneyColumn } from '../../../grid/columns.tsx';
import { stepWord } from '../WhySteps.tsx';

type Describe = (refusal: Refusal) => string;

function sideColumn<Row extends Pick<OrderRow, 'side'>>(t: TFunction): ColDef<Row> {
  return richColumn<Row>(textColumn<Row>(t('trade.side'), 56, ({ side }) => side), ({ row }) => <SideWord side={row.side} />);
}

export function lineColumns(t: TFunction, describe: Describe): readonly ColDef<PastLineRow>[] {
  return [
    nameColumn<PastLineRow>(t('trade.column.instrument'), 134, ({ instrument }) => instrument),
    sideColumn<PastLineRow>(t),
    quantityColumn<PastLineRow>(t('replay.planned'), 80, ({ plannedQuantity }) => plannedQuantity),
    quantityColumn<PastLineRow>(t('trade.filled'), 80, ({ filled }) => filled),
    textColumn<PastLineRow>(t('replay.state'), 80, ({ state }) => t(`words.lineState.${state}`)),
    textColumn<PastLineRow>(t('review.strategy'), 96, ({ strategyId }) => strategyId),
    { ...textColumn<PastLineRow>(t('replay.reason'), 160, ({ reason }) => (reason === null ? '' : describe(reason))), flex: 1, cellClass: 'muted' },
  ];
}

export function orderColumns(t: TFunction, describe: Describe): readonly ColDef<OrderRow>[] {
  return [
    timeColumn<OrderRow>(t('trade.column.time'), 76, ({ created }) => created),
    nameColumn<OrderRow>(t('trade.column.instrument'), 134, ({ instrument }) => instrument),
    sideColumn<OrderRow>(t),
    numberColumn<OrderRow>(t('trade.price'), 84, ({ price }) => price, (value) => formatPrice(value)),
    quantityColumn<OrderRow>(t('trade.column.quantity'), 76, ({ quantity }) => quantity),
    quantityColumn<OrderRow>(t('trade.filled'), 76, ({ filled }) => filled),
    textColumn<OrderRow>(t('replay.state'), 80, ({ state }) => t(`words.orderState.${state}`)),
    { ...textColumn<OrderRow>(t('replay.reason'), 120, ({ reason }) => (reason === null ? '' : describe(reason))), flex: 1, cellClass: 'muted' },
  ];
}

export function positionColumns(t: TFunction): readonly ColDef<ReplayPositionRow>[] {
  return [
    nameColumn<ReplayPositionRow>(t('trade.column.instrument'), 134, ({ instrument }) => instrument),
    quantityColumn<ReplayPositionRow>(t('trade.column.quantity'), 80, ({ quantity }) => quantity),
    quantityColumn<ReplayPositionRow>(t('replay.sellable'), 80, ({ sellable }) => sellable),
    numberColumn<ReplayPositionRow>(t('replay.avgCost'), 92, ({ avgCost }) => avgCost, (value) => formatAverage(value)),
    numberColumn<ReplayPositionRow>(t('replay.mark'), 84, ({ mark }) => mark, (value) => formatPrice(value)),
    moneyColumn<ReplayPositionRow>(t('replay.marketValue'), 116, ({ marketValue }) => marketValue),
    { ...trendMoneyColumn<ReplayPositionRow>(t('replay.profit'), 110, ({ profit }) => profit), flex: 1 },
  ];
}

export function eventColumns(t: TFunction, describe: Describe): readonly ColDef<ReplayEventRow>[] {
  return [
    timeColumn<ReplayEventRow>(t('trade.column.time'), 76, ({ at }) => at),
    textColumn<ReplayEventRow>(t('replay.what'), 56, ({ kind }) => t(`replay.kind.${kind}`)),
    textColumn<ReplayEventRow>(t('trade.column.instrument'), 110, ({ name }) => name),
    { ...textColumn<ReplayEventRow>(t('replay.event'), 200, (row) => stepWord(t, row)), flex: 2 },
    textColumn<ReplayEventRow>(t('log.by'), 72, ({ by }) => (by === 'policy' ? t('review.policy') : (by ?? ''))),
    { ...textColumn<ReplayEventRow>(t('replay.reason'), 120, ({ reason, said }) => said ?? (reason === null ? '' : describe(reason))), flex: 2, cellClass: 'muted' },
  ];
}
