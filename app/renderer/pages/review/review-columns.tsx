import { type ColDef } from 'ag-grid-community';
import { type TFunction } from 'i18next';
import { type ProfitKind, type ProfitRow, type ReviewDayRow, type ReviewFillRow, type RoundTripRow } from '../../../preload/contract.ts';
import { SideWord } from '../../components/SideWord.tsx';
import { formatPrice, formatQuantity } from '../../format/number.ts';
import { formatMoment } from '../../format/time.ts';
import { moneyColumn, nameColumn, numberColumn, percentColumn, quantityColumn, richColumn, textColumn, trendMoneyColumn, trendPercentColumn } from '../../grid/columns.tsx';

const RATE_ONE = 100_000_000;

function share(part: number, whole: number): number {
  return whole > 0 ? Math.round((part / whole) * RATE_ONE) : 0;
}

export function dayColumns(t: TFunction): readonly ColDef<ReviewDayRow>[] {
  return [
    { ...textColumn<ReviewDayRow>(t('review.date'), 96, ({ date }) => date), sort: 'desc' },
    moneyColumn<ReviewDayRow>(t('review.equity'), 124, ({ equity }) => equity),
    trendMoneyColumn<ReviewDayRow>(t('review.profit'), 104, ({ profit }) => profit),
    trendPercentColumn<ReviewDayRow>(t('review.change'), 76, ({ change }) => change),
    percentColumn<ReviewDayRow>(t('review.exposure'), 76, ({ marketValue, equity }) => share(marketValue, equity)),
    moneyColumn<ReviewDayRow>(t('review.bought'), 110, ({ bought }) => bought),
    moneyColumn<ReviewDayRow>(t('review.sold'), 110, ({ sold }) => sold),
    percentColumn<ReviewDayRow>(t('review.turnover'), 76, ({ bought, sold, equity }) => share(bought + sold, equity)),
    moneyColumn<ReviewDayRow>(t('review.fees'), 84, ({ fees }) => fees),
    quantityColumn<ReviewDayRow>(t('review.fills'), 60, ({ fills }) => fills),
    { ...textColumn<ReviewDayRow>(t('review.tags'), 110, ({ tags, note }) => [...tags, note].join(' ').trim()), flex: 1, cellClass: 'muted' },
  ];
}

/** Of a table that only its first reader has whole: it is put in order by time or by its amount, nothing else. */
function unsorted<Row>(columns: readonly ColDef<Row>[]): readonly ColDef<Row>[] {
  return columns.map((column) => ({ sortable: false, ...column }));
}

/** The columns that such a table can be put in order by. */
const BY_TIME: Pick<ColDef, 'colId' | 'sortable' | 'sort' | 'sortingOrder'> = { colId: 'time', sortable: true, sort: 'desc', sortingOrder: ['desc', 'asc'] };
const BY_AMOUNT: Pick<ColDef, 'colId' | 'sortable' | 'sortingOrder'> = { colId: 'amount', sortable: true, sortingOrder: ['desc', 'asc'] };

export function tripColumns(t: TFunction): readonly ColDef<RoundTripRow>[] {
  return unsorted([
    nameColumn<RoundTripRow>(t('trade.column.instrument'), 134, ({ instrument }) => instrument),
    textColumn<RoundTripRow>(t('review.strategy'), 96, ({ strategyId }) => strategyId),
    textColumn<RoundTripRow>(t('review.entry'), 92, ({ entryDate }) => entryDate),
    { ...textColumn<RoundTripRow>(t('review.exit'), 92, ({ exitDate }) => exitDate), ...BY_TIME },
    quantityColumn<RoundTripRow>(t('review.quantity'), 76, ({ quantity }) => quantity),
    moneyColumn<RoundTripRow>(t('review.cost'), 110, ({ cost }) => cost),
    moneyColumn<RoundTripRow>(t('review.proceeds'), 110, ({ proceeds }) => proceeds),
    { ...trendMoneyColumn<RoundTripRow>(t('review.profit'), 100, ({ profit }) => profit), ...BY_AMOUNT },
    trendPercentColumn<RoundTripRow>(t('review.change'), 76, ({ profit, cost }) => share(profit, cost)),
    { ...textColumn<RoundTripRow>(t('review.entryReason'), 120, ({ entryReason }) => entryReason), flex: 1, cellClass: 'muted' },
    { ...textColumn<RoundTripRow>(t('review.exitReason'), 120, ({ exitReason }) => exitReason), flex: 1, cellClass: 'muted' },
  ]);
}

export function fillColumns(t: TFunction): readonly ColDef<ReviewFillRow>[] {
  return unsorted([
    { ...textColumn<ReviewFillRow>(t('trade.column.time'), 140, ({ time }) => formatMoment(time)), ...BY_TIME },
    nameColumn<ReviewFillRow>(t('trade.column.instrument'), 134, ({ instrument }) => instrument),
    richColumn<ReviewFillRow>(textColumn(t('analysis.side'), 56, ({ side }) => side), ({ row }) => <SideWord side={row.side} />),
    textColumn<ReviewFillRow>(t('review.strategy'), 96, ({ strategyId }) => strategyId),
    numberColumn<ReviewFillRow>(t('trade.price'), 84, ({ price }) => price, (price) => formatPrice(price)),
    quantityColumn<ReviewFillRow>(t('review.quantity'), 84, ({ quantity }) => quantity),
    { ...moneyColumn<ReviewFillRow>(t('trade.value'), 120, ({ value }) => value), ...BY_AMOUNT },
    moneyColumn<ReviewFillRow>(t('review.fees'), 84, ({ fees: { commission, stampTax, transferFee } }) => commission + stampTax + transferFee),
    { ...textColumn<ReviewFillRow>(t('analysis.reason'), 160, ({ reason }) => reason), flex: 1, cellClass: 'muted' },
  ]);
}

export function profitColumns(t: TFunction, by: ProfitKind): readonly ColDef<ProfitRow>[] {
  return [
    { ...textColumn<ProfitRow>(t('review.key'), 180, (row) => keyWords(t, by, row)), flex: 1 },
    trendMoneyColumn<ProfitRow>(t('review.profit'), 120, ({ profit }) => profit),
    trendMoneyColumn<ProfitRow>(t('review.realised'), 120, ({ realised }) => realised),
    numberColumn<ProfitRow>(t('review.tripCount'), 76, ({ trips }) => trips, formatQuantity),
    percentColumn<ProfitRow>(t('review.winRate'), 76, ({ wins, trips }) => share(wins, trips)),
  ];
}

function keyWords(t: TFunction, by: ProfitKind, { key, name }: ProfitRow): string {
  if (key === '') return by === 'instrument' || by === 'industry' || by === 'board' ? t('analysis.noTrade') : t('review.unknown');
  if (by === 'board') return t(`words.board.${key}`, { defaultValue: key });
  if (by === 'holding') return t(`review.holding.${key}`, { defaultValue: key });
  if (by === 'style') return t(`words.style.${key}`, { defaultValue: key });
  return name;
}
