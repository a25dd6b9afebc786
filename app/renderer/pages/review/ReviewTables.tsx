import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ProfitKind, type ReviewRow } from '../../../preload/contract.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { trendClass } from '../../components/classes.ts';
import { formatPercent, signed } from '../../format/number.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import { PagedGrid, type PagedGridProps } from '../../grid/PagedGrid.tsx';
import { bridge } from '../../stores/bridge.ts';
import { type LookedAt, type PageRequest, type ReviewTable, attributeBy, openDay, openTrip, profits, readPage, readProfits, reviewDays, useReview } from '../../stores/review.ts';
import { DivideCostsBy, ExecutionCosts, Shortfall } from './CostTables.tsx';
import { DayCalendar } from './DayCalendar.tsx';
import { NotesTable } from './notes/NotesTable.tsx';
import { dayColumns, fillColumns, profitColumns, tripColumns } from './review-columns.tsx';

const KINDS: readonly ProfitKind[] = ['instrument', 'industry', 'board', 'strategy', 'style', 'holding'];
const MONTHS = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));
const RATE_ONE = 100_000_000;

/** The days, the months, where profit came from, and the round trips. */
export function ReviewTables({ review }: OfReview) {
  const { t } = useTranslation();
  const table = useReview((state) => state.table);
  const fills = review.days.reduce((sum, day) => sum + day.fills, 0);
  return (
    <div className="review-tables">
      <Tabs<ReviewTable>
        label={t('review.tables')}
        active={table}
        onActive={(name) => useReview.setState({ table: name })}
        aside={asideOf(table)}
        tabs={[
          { name: 'days', label: t('review.table.days'), count: review.days.length, body: <Days /> },
          { name: 'calendar', label: t('analysis.calendar'), body: <DayCalendar days={review.days} onOpen={showDay} /> },
          { name: 'months', label: t('review.table.months'), body: <Months months={review.months} /> },
          { name: 'profit', label: t('review.table.profit'), body: <Profit review={review} /> },
          { name: 'costs', label: t('analysis.costs'), body: <ExecutionCosts review={review} /> },
          { name: 'shortfall', label: t('analysis.shortfall'), body: <Shortfall review={review} /> },
          { name: 'trips', label: t('review.table.trips'), count: review.figures.trips, body: <Trips review={review} /> },
          { name: 'fills', label: t('review.past.fills'), count: fills, body: <Fills review={review} /> },
          { name: 'notes', label: t('notes.title'), body: <NotesTable /> },
        ]}
      />
    </div>
  );
}

function Days() {
  const { t } = useTranslation();
  const columns = useMemo(() => dayColumns(t), [t]);
  const open = useReview((state) => state.day?.date ?? null);
  return (
    <DataGrid
      label={t('review.table.days')}
      store={reviewDays}
      columns={columns}
      noRows={t('review.none')}
      small
      current={open}
      onFocus={({ date }) => showDay(date)}
    />
  );
}

function asideOf(table: ReviewTable): ReactNode {
  if (table === 'profit') return <AttributeBy />;
  return table === 'costs' ? <DivideCostsBy /> : undefined;
}

interface OfReview {
  /** Another one: its rows are to be read anew. */
  readonly review: LookedAt;
}

function Trips({ review }: OfReview) {
  const { t } = useTranslation();
  const columns = useMemo(() => tripColumns(t), [t]);
  const read = usePages(review, bridge().reviewTrips);
  return <PagedGrid label={t('review.table.trips')} columns={columns} noRows={t('review.noTrips')} rowId={({ id }) => id} read={read} onFocus={openTrip} />;
}

function Fills({ review }: OfReview) {
  const { t } = useTranslation();
  const columns = useMemo(() => fillColumns(t), [t]);
  const read = usePages(review, bridge().reviewFills);
  return (
    <PagedGrid
      label={t('review.past.fills')}
      columns={columns}
      noRows={t('analysis.noFills')}
      rowId={({ date, id }) => `${date} ${id}`}
      read={read}
      onFocus={({ date }) => showDay(date)}
    />
  );
}

/** Reads the rows of a review in the table's order: by time, or by the one amount that they can be put in order by. */
function usePages<Row>(review: LookedAt, request: PageRequest<Row>): PagedGridProps<Row>['read'] {
  return useCallback(
    ({ order, start, count }) => readPage(request, review, { start, count, order: { by: order?.by === 'amount' ? 'amount' : 'time', descending: order?.descending ?? true } }),
    [review, request],
  );
}

function showDay(date: string): void {
  if (date !== useReview.getState().day?.date) void openDay(date);
}

function Profit({ review }: OfReview) {
  const { t } = useTranslation();
  const by = useReview((state) => state.by);
  const columns = useMemo(() => profitColumns(t, by), [t, by]);
  useEffect(() => void readProfits(review), [review]);
  return <DataGrid label={t('review.table.profit')} store={profits} columns={columns} noRows={t('review.noTrips')} small />;
}

function AttributeBy() {
  const { t } = useTranslation();
  const by = useReview((state) => state.by);
  return (
    <Segmented
      label={t('review.byLabel')}
      value={by}
      choices={KINDS.map((value) => ({ value, label: value === 'board' ? t('analysis.board') : t(`review.by.${value}`) }))}
      onChange={attributeBy}
    />
  );
}

/** A year a row, a month a column. */
function Months({ months }: Pick<ReviewRow, 'months'>) {
  const { t } = useTranslation();
  const byMonth = new Map(months.map(({ month, value }) => [month, value]));
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].toReversed();
  return (
    <table className="month-table">
      <thead>
        <tr>
          <th scope="col">{t('review.year')}</th>
          {MONTHS.map((month) => (
            <th key={month} scope="col">{t('review.month', { month })}</th>
          ))}
          <th scope="col">{t('review.whole')}</th>
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            {MONTHS.map((month) => (
              <Change key={month} value={byMonth.get(`${year}-${month}`)} />
            ))}
            <Change value={compounded(MONTHS.flatMap((month) => byMonth.get(`${year}-${month}`) ?? []))} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Change({ value }: { readonly value: number | undefined }) {
  if (value === undefined) return <td className="faint">—</td>;
  return <td className={trendClass(value)}>{signed(value, formatPercent(value))}</td>;
}

function compounded(rates: readonly number[]): number {
  return Math.round((rates.reduce((growth, value) => growth * (1 + value / RATE_ONE), 1) - 1) * RATE_ONE);
}
