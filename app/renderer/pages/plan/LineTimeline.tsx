import './LineTimeline.css';
import { type TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type LineRow, type PlannedSliceRow, type QualityRow, type TimelineRow } from '../../../preload/contract.ts';
import { ChartFigure, type LegendProps } from '../../charts/ChartFigure.tsx';
import { slotLabel } from '../../charts/slots.ts';
import { Facts } from '../../components/Figure.tsx';
import { Section } from '../../components/Panel.tsx';
import { trendClass } from '../../components/classes.ts';
import { NOTHING, formatAverage, formatBasisPoints, formatPercent, formatPrice, formatQuantity, priceDigits, signed } from '../../format/number.ts';
import { formatCountdown, formatMinute } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { type RowStore } from '../../stores/rows.ts';
import { fills, orders } from '../../stores/terminal.ts';
import { TIMELINE_CHART, useTimeline } from '../../stores/timeline.ts';
import { createTimelineChart, type TimelineData } from './timeline-chart.ts';
import { type Timeline, timelineOf } from './timeline.ts';

interface LineProps {
  readonly line: LineRow;
}

/** How a line is worked: what was planned, sent and filled against its market, how well it does, and what comes next. */
export function LineTimeline({ line }: LineProps) {
  const { t } = useTranslation();
  const row = useTimeline(line.id);
  const timeline = useTimelineOf(line, row);
  if (row === null || timeline === null) return null;
  const data = dataOf(line, row.quality, timeline);
  return (
    <Section title={t('timeline.title')}>
      <div className="timeline-chart">
        <ChartFigure
          id={TIMELINE_CHART}
          label={t('timeline.chart', { name: line.name })}
          create={createTimelineChart}
          data={data}
          legend={Legend}
        />
      </div>
      <Next line={line} row={row} />
      {row.quality !== null && <Quality quality={row.quality} digits={data.digits} />}
    </Section>
  );
}

/** Orders and fills come in the same message as the row that they change, so the row alone says when to look again. */
function useTimelineOf(line: LineRow, row: TimelineRow | null): Timeline | null {
  return useMemo(() => {
    if (row === null) return null;
    const own = <Row extends { readonly lineId: string | null }>(store: RowStore<Row>): readonly Row[] =>
      [...store.getState().rows.values()].filter(({ lineId }) => lineId === line.id);
    return timelineOf(line, row, own(orders), own(fills));
  }, [line, row]);
}

function dataOf({ side, board, style, plannedQuantity }: LineRow, quality: QualityRow | null, timeline: Timeline): TimelineData {
  const worked = style.style === 'callAuction' ? style.then : style;
  return {
    ...timeline,
    side,
    total: plannedQuantity,
    digits: priceDigits(board),
    arrivalPrice: quality?.arrivalPrice ?? 0,
    marketVwap: quality?.marketVwap ?? 0,
    average: quality?.average ?? 0,
    cap: worked !== null && 'cap' in worked ? worked.cap : null,
  };
}

/** The numbers of the minute under the pointer, else of the last one. */
function Legend({ data, hovered }: LegendProps<TimelineData>) {
  const { t } = useTranslation();
  const last = data.market.findLastIndex((slot) => slot !== null);
  const at = hovered ?? Math.max(0, last);
  const share = data.participation[at] ?? null;
  return (
    <>
      <span className="faint">{slotLabel(at)}</span>
      <span>{formatPrice(data.market[at]?.price ?? 0, data.digits)}</span>
      <span className="muted">
        {t('timeline.planned')} {quantityOrNothing(data.planned[at])}
      </span>
      <span className="muted">
        {t('timeline.sent')} {quantityOrNothing(data.sent[at])}
      </span>
      <span>
        {t('timeline.filled')} {quantityOrNothing(data.filled[at])}
      </span>
      <span className="average">
        {t('timeline.share')} {share === null ? NOTHING : `${(share * 100).toFixed(1)}%`}
      </span>
    </>
  );
}

function quantityOrNothing(shares: number | null | undefined): string {
  return shares == null ? NOTHING : formatQuantity(shares);
}

interface NextProps extends LineProps {
  readonly row: TimelineRow;
}

/** What it waits for, and what it would send next. */
function Next({ line, row }: NextProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const [next] = row.slices;
  if (next === undefined && row.waits === null) return null;
  const digits = priceDigits(line.board);
  return (
    <Facts
      facts={[
        ...(row.waits === null ? [] : [[t('timeline.waits'), describe(row.waits)] as const]),
        ...(next === undefined ? [] : nextFacts(next, digits, t)),
        ...(row.slices.length < 2 ? [] : [[t('timeline.left'), t('timeline.slicesLeft', { count: row.slices.filter(({ rest }) => !rest).length })] as const]),
      ]}
    />
  );
}

function nextFacts({ from, orderQuantity, bound }: PlannedSliceRow, digits: number, t: TFunction): readonly (readonly [string, string])[] {
  return [
    [t('timeline.next'), t('timeline.nextSlice', { time: formatMinute(from), quantity: formatQuantity(orderQuantity) })],
    [t('dryRun.bound'), bound === null ? t('dryRun.marketPrice') : formatPrice(bound, digits)],
  ];
}

interface QualityProps {
  readonly quality: QualityRow;
  readonly digits: number;
}

/** The average price against each benchmark, in basis points, positive in favour. */
function Quality({ quality, digits }: QualityProps) {
  const { t } = useTranslation();
  const against = (name: string, price: number, over: number | null) =>
    [name, <Against key={name} price={price} over={over} digits={digits} />] as const;
  return (
    <Facts
      facts={[
        [t('timeline.average'), formatAverage(quality.average, digits + 1)],
        against(t('timeline.overArrival'), quality.arrivalPrice, quality.overArrival),
        against(t('timeline.overVwap'), quality.marketVwap, quality.overVwap),
        against(t('timeline.overTwap'), quality.marketTwap, quality.overTwap),
        [t('timeline.fillRate'), formatPercent(quality.fillRate)],
        [t('timeline.participation'), quality.participation === null ? NOTHING : formatPercent(quality.participation)],
        [t('timeline.duration'), formatCountdown(quality.durationMs)],
      ]}
    />
  );
}

interface AgainstProps {
  readonly price: number;
  readonly over: number | null;
  readonly digits: number;
}

function Against({ price, over, digits }: AgainstProps) {
  return (
    <>
      {formatAverage(price, digits + 1)}{' '}
      {over !== null && <span className={trendClass(over)}>{signed(over, formatBasisPoints(over))}</span>}
    </>
  );
}
