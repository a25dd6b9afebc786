import {
  AreaSeries,
  type AutoscaleInfo,
  ColorType,
  CrosshairMode,
  HistogramSeries,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  LineType,
  type UTCTimestamp,
  createChart,
} from 'lightweight-charts';
import { type Slot, SLOTS, largestMove, slotLabel } from './intraday.ts';

/** Prices on the chart are yuan; nothing but the drawing rests on them. */
const UNITS_PER_YUAN = 10_000;
const MINUTE = 60;
const BASE = 86_400;

const timeOf = (slot: number): UTCTimestamp => (BASE + slot * MINUTE) as UTCTimestamp;
const slotAt = (time: unknown): number => (Number(time) - BASE) / MINUTE;

export interface ChartDay {
  readonly slots: readonly (Slot | null)[];
  readonly prevClose: number;
  readonly digits: number;
}

export interface IntradayChart {
  show(day: ChartDay): void;
  /** Takes the colours anew, after another theme was chosen. */
  paint(): void;
  onHover(listener: (slot: number | null) => void): void;
  remove(): void;
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The day's price and average line over its volume, on a time axis without the lunch break. */
export function createIntradayChart(container: HTMLElement): IntradayChart {
  const chart = createChart(container, {
    autoSize: true,
    layout: { attributionLogo: true, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 11 },
    leftPriceScale: { visible: true, borderVisible: false, minimumWidth: 64 },
    rightPriceScale: { borderVisible: false, minimumWidth: 64 },
    timeScale: {
      borderVisible: false,
      minBarSpacing: 0.1,
      tickMarkFormatter: (time: unknown) => slotLabel(slotAt(time)),
    },
    localization: { timeFormatter: (time: unknown) => slotLabel(slotAt(time)) },
    crosshair: { mode: CrosshairMode.Magnet },
    handleScroll: false,
    handleScale: false,
  });
  const series = addSeries(chart);
  let day: ChartDay | null = null;
  let baseline: IPriceLine | null = null;

  const show = (next: ChartDay): void => {
    const fresh = day?.prevClose !== next.prevClose;
    day = next;
    scale(series, next);
    fill(series, next);
    if (fresh) {
      if (baseline !== null) series.price.removePriceLine(baseline);
      baseline = series.price.createPriceLine(baselineOptions(next));
      chart.timeScale().fitContent();
    }
  };
  const paint = (): void => {
    paintChart(chart, series);
    baseline?.applyOptions({ color: colour('--line-strong') });
    if (day !== null) fill(series, day);
  };
  paint();
  const resized = new ResizeObserver(() => chart.timeScale().fitContent());
  resized.observe(container);

  return {
    show,
    paint,
    onHover: (listener) =>
      chart.subscribeCrosshairMove(({ time }) => listener(time === undefined ? null : slotAt(time))),
    remove: () => {
      resized.disconnect();
      chart.remove();
    },
  };
}

interface ChartSeries {
  readonly price: ISeriesApi<'Area'>;
  readonly average: ISeriesApi<'Line'>;
  /** Draws nothing: holds the time axis open for the whole day, and gives the left scale in percent. */
  readonly percent: ISeriesApi<'Line'>;
  readonly volume: ISeriesApi<'Histogram'>;
}

function addSeries(chart: IChartApi): ChartSeries {
  const quiet = { lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: false } as const;
  const price = chart.addSeries(AreaSeries, { lineWidth: 1, priceLineVisible: false, lineType: LineType.Simple });
  const average = chart.addSeries(LineSeries, { lineWidth: 1, ...quiet });
  const percent = chart.addSeries(LineSeries, { priceScaleId: 'left', lineVisible: false, ...quiet });
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  const above = { scaleMargins: { top: 0.08, bottom: 0.26 } };
  price.priceScale().applyOptions(above);
  percent.priceScale().applyOptions(above);
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.78, bottom: 0 } });
  return { price, average, percent, volume };
}

/** Both scales symmetric around the previous close: the same distance up and down. */
function scale(series: ChartSeries, { slots, prevClose, digits }: ChartDay): void {
  const [middle, move] = [prevClose / UNITS_PER_YUAN, largestMove(slots, prevClose) / UNITS_PER_YUAN];
  const autoscaleInfoProvider = (): AutoscaleInfo => ({
    priceRange: { minValue: middle - move, maxValue: middle + move },
  });
  const minMove = 10 ** -digits;
  series.price.applyOptions({ autoscaleInfoProvider, priceFormat: { type: 'price', precision: digits, minMove } });
  series.average.applyOptions({ autoscaleInfoProvider });
  const percent = (move / middle) * 100;
  series.percent.applyOptions({
    autoscaleInfoProvider: () => ({ priceRange: { minValue: -percent, maxValue: percent } }),
    priceFormat: { type: 'custom', minMove: 0.01, formatter: percentText },
  });
}

function percentText(percent: number): string {
  const text = `${Math.abs(percent).toFixed(2)}%`;
  if (text === '0.00%') return text;
  return percent > 0 ? `+${text}` : `−${text}`;
}

function fill(series: ChartSeries, { slots, prevClose }: ChartDay): void {
  const places = Array.from({ length: SLOTS }, (_, slot) => ({ time: timeOf(slot), slot: slots[slot] ?? null }));
  const line = (value: (slot: Slot) => number) =>
    places.map(({ time, slot }) => (slot === null ? { time } : { time, value: value(slot) / UNITS_PER_YUAN }));
  const [up, down] = [colour('--bar-up'), colour('--bar-down')];
  const strong = (translucent: string): string => translucent.replace(/[\d.]+%\)$/, '55%)');
  let before = prevClose;
  series.price.setData(line((slot) => slot.price));
  series.average.setData(line((slot) => slot.average));
  series.percent.setData(places.map(({ time }) => ({ time, value: 0 })));
  series.volume.setData(
    places.map(({ time, slot }) => {
      if (slot === null) return { time };
      const color = strong(slot.price >= before ? up : down);
      before = slot.price;
      return { time, value: slot.volume, color };
    }),
  );
}

function baselineOptions({ prevClose }: ChartDay) {
  return {
    price: prevClose / UNITS_PER_YUAN,
    color: colour('--line-strong'),
    lineWidth: 1,
    lineStyle: LineStyle.Dashed,
    axisLabelVisible: false,
    title: '',
  } as const;
}

function paintChart(chart: IChartApi, series: ChartSeries): void {
  const grid = { color: colour('--chart-grid') };
  const label = { color: colour('--line-strong'), labelBackgroundColor: colour('--fill-neutral') };
  chart.applyOptions({
    layout: {
      background: { type: ColorType.Solid, color: colour('--bg-surface') },
      textColor: colour('--text-faint'),
    },
    grid: { vertLines: grid, horzLines: grid },
    crosshair: { vertLine: label, horzLine: label },
  });
  series.price.applyOptions({
    lineColor: colour('--chart-line'),
    topColor: colour('--chart-fill'),
    bottomColor: 'transparent',
  });
  series.average.applyOptions({ color: colour('--chart-average') });
}
