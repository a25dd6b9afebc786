import {
  AreaSeries,
  type AutoscaleInfo,
  HistogramSeries,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  LineType,
} from 'lightweight-charts';
import { type SlotChart } from '../../charts/ChartFigure.tsx';
import { QUIET, UNITS_PER_YUAN, colour, createDayChart, timeOf } from '../../charts/day-chart.ts';
import { type Slot, SLOTS, largestMove } from '../../charts/slots.ts';

export interface ChartDay {
  readonly slots: readonly (Slot | null)[];
  readonly prevClose: number;
  readonly digits: number;
}

/** The day's price and average line over its volume, on a time axis without the lunch break. */
export function createIntradayChart(container: HTMLElement): SlotChart<ChartDay> {
  const base = createDayChart(container);
  const { chart } = base;
  chart.applyOptions({ leftPriceScale: { visible: true, borderVisible: false, minimumWidth: 64 } });
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
    base.paint();
    paintSeries(series);
    baseline?.applyOptions({ color: colour('--line-strong') });
    if (day !== null) fill(series, day);
  };
  paint();
  return { show, paint, onHover: (listener) => base.onHover(listener), remove: () => base.remove() };
}

interface ChartSeries {
  readonly price: ISeriesApi<'Area'>;
  readonly average: ISeriesApi<'Line'>;
  /** Draws nothing: gives the left scale in percent. */
  readonly percent: ISeriesApi<'Line'>;
  readonly volume: ISeriesApi<'Histogram'>;
}

function addSeries(chart: IChartApi): ChartSeries {
  const price = chart.addSeries(AreaSeries, { lineWidth: 1, priceLineVisible: false, lineType: LineType.Simple });
  const average = chart.addSeries(LineSeries, { lineWidth: 1, ...QUIET });
  const percent = chart.addSeries(LineSeries, { priceScaleId: 'left', lineVisible: false, ...QUIET });
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

function paintSeries(series: ChartSeries): void {
  series.price.applyOptions({
    lineColor: colour('--chart-line'),
    topColor: colour('--chart-fill'),
    bottomColor: 'transparent',
  });
  series.average.applyOptions({ color: colour('--chart-average') });
}
