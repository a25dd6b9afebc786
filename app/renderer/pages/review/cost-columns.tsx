import { type ColDef } from 'ag-grid-community';
import { type TFunction } from 'i18next';
import { type CostKind, type CostRow, type ShortfallDayRow } from '../../../preload/contract.ts';
import { NOTHING, formatPercent, formatQuantity, signed } from '../../format/number.ts';
import { formatCountdown } from '../../format/time.ts';
import { numberColumn, textColumn, trendMoneyColumn } from '../../grid/columns.tsx';

/** A figure that may not exist: it then stands last in any order. */
function possibleColumn<Row>(head: string, width: number, get: (row: Row) => number | null, show: (value: number) => string): ColDef<Row> {
  return {
    ...numberColumn<Row>(head, width, (row) => get(row) ?? Number.NEGATIVE_INFINITY, (value) => (Number.isFinite(value) ? show(value) : NOTHING)),
  };
}

/** A rate in the account's favour or against it. */
function favourColumn(head: string, get: (row: CostRow) => number | null): ColDef<CostRow> {
  return {
    ...possibleColumn<CostRow>(head, 92, get, (value) => signed(value, formatPercent(value))),
    cellClassRules: { up: ({ data }) => data !== undefined && (get(data) ?? 0) > 0, down: ({ data }) => data !== undefined && (get(data) ?? 0) < 0 },
  };
}

/** Money that was lost on the way: above zero it is against the account. */
function lossColumn<Row>(head: string, get: (row: Row) => number): ColDef<Row> {
  return trendMoneyColumn<Row>(head, 108, (row) => -get(row));
}

export function costColumns(t: TFunction, by: CostKind): readonly ColDef<CostRow>[] {
  return [
    { ...textColumn<CostRow>(t('review.key'), 150, (row) => keyWords(t, by, row)), flex: 1 },
    numberColumn<CostRow>(t('analysis.lines'), 70, ({ lines }) => lines, formatQuantity),
    possibleColumn<CostRow>(t('analysis.fillRate'), 78, ({ fillRate }) => fillRate, formatPercent),
    possibleColumn<CostRow>(t('analysis.waited'), 78, ({ waited }) => waited, formatCountdown),
    favourColumn(t('analysis.overArrival'), ({ overArrival }) => overArrival),
    favourColumn(t('analysis.overAuction'), ({ overAuction }) => overAuction),
    favourColumn(t('analysis.overVwap'), ({ overVwap }) => overVwap),
    lossColumn<CostRow>(t('analysis.delay'), ({ shortfall }) => shortfall.delay),
    lossColumn<CostRow>(t('analysis.execution'), ({ shortfall }) => shortfall.execution),
    lossColumn<CostRow>(t('review.fees'), ({ shortfall }) => shortfall.fees),
    lossColumn<CostRow>(t('analysis.missed'), ({ shortfall }) => shortfall.missed),
    lossColumn<CostRow>(t('analysis.shortfall'), ({ shortfall }) => shortfall.total),
  ];
}

export function shortfallColumns(t: TFunction): readonly ColDef<ShortfallDayRow>[] {
  return [
    { ...textColumn<ShortfallDayRow>(t('review.date'), 96, ({ date }) => date), sort: 'desc' },
    { ...trendMoneyColumn<ShortfallDayRow>(t('analysis.model'), 120, ({ model }) => model), flex: 1 },
    { ...trendMoneyColumn<ShortfallDayRow>(t('analysis.actual'), 120, ({ actual }) => actual), flex: 1 },
    { ...lossColumn<ShortfallDayRow>(t('analysis.shortfall'), ({ total }) => total), flex: 1 },
    lossColumn<ShortfallDayRow>(t('analysis.delay'), ({ delay }) => delay),
    lossColumn<ShortfallDayRow>(t('analysis.execution'), ({ execution }) => execution),
    lossColumn<ShortfallDayRow>(t('review.fees'), ({ fees }) => fees),
    lossColumn<ShortfallDayRow>(t('analysis.missed'), ({ missed }) => missed),
  ];
}

function keyWords(t: TFunction, by: CostKind, { key, name }: CostRow): string {
  return by === 'style' ? t(`words.style.${key}`, { defaultValue: key }) : name;
}
