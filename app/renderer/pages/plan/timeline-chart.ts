import {
  HistogramSeries,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  LineType,
  type SeriesMarker,
  type Time,
  createSeriesMarkers,
} from 'lightweight-charts';
import { type SlotChart } from '../../charts/ChartFigure.tsx';
import { QUIET, UNITS_PER_YUAN, colour, createDayChart, timeOf } from '../../charts/day-chart.ts';
import { SLOTS } from '../../charts/slots.ts';
import { formatQuantity } from '../../format/number.ts';
import { type Timeline } from './timeline.ts';

/** What the timeline's chart shows. Prices of 0 are none. */
export interface TimelineData extends Timeline {
  readonly side: 'buy' | 'sell';
  /** Shares of the whole line. */
  readonly total: number;
  readonly digits: number;
  readonly arrivalPrice: number;
  readonly marketVwap: number;
  readonly average: number;
  /** Most of what the market trades in a minute, as a rate; null: no cap. */
  readonly cap: number | null;
}

/** Heights of the panes against one another: price and volume, planned and filled, share of the market. */
const HEIGHTS = [5, 3, 2] as const;
const RATE_ONE = 100_000_000;

interface TimelineSeries {
  readonly price: ISeriesApi<'Line'>;
  readonly volume: ISeriesApi<'Histogram'>;
  readonly planned: ISeriesApi<'Line'>;
  readonly sent: ISeriesApi<'Line'>;
  readonly filled: ISeriesApi<'Line'>;
  readonly share: ISeriesApi<'Histogram'>;
}

/** A line's day: the market's price and volume with its fills, what was planned against what is filled, its share. */
export function createTimelineChart(container: HTMLElement): SlotChart<TimelineData> {
  const base = createDayChart(container);
  const series = addSeries(base.chart);
  const markers = createSeriesMarkers<Time>(series.price, []);
  let lines: readonly (readonly [ISeriesApi<'Line' | 'Histogram'>, IPriceLine])[] = [];
  let data: TimelineData | null = null;

  const show = (next: TimelineData): void => {
    const first = data === null;
    data = next;
    fill(series, next);
    markers.setMarkers(fillMarkers(next));
    for (const [owner, line] of lines) owner.removePriceLine(line);
    lines = addLevels(series, next);
    if (first) base.chart.timeScale().fitContent();
  };
  const paint = (): void => {
    base.paint();
    series.price.applyOptions({ color: colour('--chart-line') });
    series.planned.applyOptions({ color: colour('--text-faint') });
    series.sent.applyOptions({ color: colour('--chart-average') });
    series.filled.applyOptions({ color: colour('--text-accent') });
    if (data !== null) show(data);
  };
  paint();
  return { show, paint, onHover: (listener) => base.onHover(listener), remove: () => base.remove() };
}

function addSeries(chart: IChartApi): TimelineSeries {
  const price = chart.addSeries(LineSeries, { lineWidth: 1, priceLineVisible: false });
  const volume = chart.addSeries(HistogramSeries, { priceScaleId: 'volume', ...QUIET, priceFormat: { type: 'volume' } });
  const shares = { priceFormat: { type: 'custom', minMove: 1, formatter: sharesText }, lineType: LineType.WithSteps, lineWidth: 1 } as const;
  const planned = chart.addSeries(LineSeries, { ...shares, ...QUIET, lineStyle: LineStyle.Dashed }, 1);
  const sent = chart.addSeries(LineSeries, { ...shares, ...QUIET }, 1);
  const filled = chart.addSeries(LineSeries, { ...shares, priceLineVisible: false }, 1);
  const share = chart.addSeries(HistogramSeries, { ...QUIET, priceFormat: { type: 'custom', minMove: 0.1, formatter: percentText } }, 2);
  price.priceScale().applyOptions({ scaleMargins: { top: 0.16, bottom: 0.28 } });
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.78, bottom: 0 } });
  planned.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0.04 } });
  share.priceScale().applyOptions({ scaleMargins: { top: 0.16, bottom: 0 } });
  chart.panes().forEach((pane, index) => pane.setStretchFactor(HEIGHTS[index] ?? 1));
  return { price, volume, planned, sent, filled, share };
}

function sharesText(shares: number): string {
  return formatQuantity(Math.round(shares));
}

function percentText(percent: number): string {
  return `${percent.toFixed(1)}%`;
}

function fill(series: TimelineSeries, { market, planned, sent, filled, participation, digits, total }: TimelineData): void {
  const places = Array.from({ length: SLOTS }, (_, slot) => ({ slot, time: timeOf(slot) }));
  const points = (valueAt: (slot: number) => number | null | undefined) =>
    places.map(({ slot, time }) => {
      const value = valueAt(slot);
      return value == null ? { time } : { time, value };
    });
  series.price.applyOptions({ priceFormat: { type: 'price', precision: digits, minMove: 10 ** -digits } });
  series.filled.applyOptions({ autoscaleInfoProvider: () => ({ priceRange: { minValue: 0, maxValue: total } }) });
  series.volume.applyOptions({ color: colour('--bar-accent') });
  series.share.applyOptions({ color: colour('--chart-average') });
  series.price.setData(points((slot) => yuanOf(market[slot]?.price)));
  series.volume.setData(points((slot) => market[slot]?.volume));
  series.planned.setData(points((slot) => planned[slot]));
  series.sent.setData(points((slot) => sent[slot]));
  series.filled.setData(points((slot) => filled[slot]));
  series.share.setData(points((slot) => percentOf(participation[slot])));
}

function yuanOf(price: number | undefined): number | undefined {
  return price === undefined ? undefined : price / UNITS_PER_YUAN;
}

function percentOf(share: number | null | undefined): number | undefined {
  return share == null ? undefined : share * 100;
}

/** One mark for each minute with fills: below the price for buys, above it for sells. */
function fillMarkers({ ours, side }: TimelineData): SeriesMarker<Time>[] {
  const buys = side === 'buy';
  const mark = {
    position: buys ? 'belowBar' : 'aboveBar',
    shape: buys ? 'arrowUp' : 'arrowDown',
    color: colour(buys ? '--text-up' : '--text-down'),
    size: 0.6,
  } as const;
  return ours.flatMap((shares, slot) => (shares === 0 ? [] : [{ ...mark, time: timeOf(slot) }]));
}

/** Where the line came in, what the market and the line have traded at since, and the most it may take of a minute. */
function addLevels(series: TimelineSeries, { arrivalPrice, marketVwap, average, cap }: TimelineData): readonly (readonly [ISeriesApi<'Line' | 'Histogram'>, IPriceLine])[] {
  const level = (owner: ISeriesApi<'Line' | 'Histogram'>, price: number, name: string, lineStyle: LineStyle) =>
    [owner, owner.createPriceLine({ price, color: colour(name), lineWidth: 1, lineStyle, axisLabelVisible: false, title: '' })] as const;
  const prices = ([
    [arrivalPrice, '--text-faint', LineStyle.Dotted],
    [marketVwap, '--chart-average', LineStyle.Dashed],
    [average, '--text-accent', LineStyle.Solid],
  ] as const).filter(([price]) => price > 0);
  return [
    ...prices.map(([price, name, style]) => level(series.price, price / UNITS_PER_YUAN, name, style)),
    ...(cap === null ? [] : [level(series.share, (cap / RATE_ONE) * 100, '--text-warning', LineStyle.Dashed)]),
  ];
}
