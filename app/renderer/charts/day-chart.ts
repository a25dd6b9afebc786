import { ColorType, CrosshairMode, type IChartApi, LineSeries, type UTCTimestamp, createChart } from 'lightweight-charts';
import { SLOTS, slotLabel } from './slots.ts';

/** Prices on a chart are yuan; nothing but the drawing rests on them. */
export const UNITS_PER_YUAN = 10_000;
const MINUTE = 60;
const BASE = 86_400;

/** Where a slot stands on the time axis, which knows no lunch break. */
export const timeOf = (slot: number): UTCTimestamp => (BASE + slot * MINUTE) as UTCTimestamp;
const slotAt = (time: unknown): number => (Number(time) - BASE) / MINUTE;

/** What a series is that only draws: no label, no line at its last value, no dot under the pointer. */
export const QUIET = { lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: false } as const;

export interface DayChart {
  readonly chart: IChartApi;
  /** Takes the colours anew, after another theme was chosen. */
  paint(): void;
  onHover(listener: (slot: number | null) => void): void;
  remove(): void;
}

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** An empty chart of one trading day, as wide as its container, that neither scrolls nor zooms. */
export function createDayChart(container: HTMLElement): DayChart {
  const chart = createChart(container, {
    autoSize: true,
    layout: { attributionLogo: true, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 11 },
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
  holdOpen(chart);
  const resized = new ResizeObserver(() => chart.timeScale().fitContent());
  resized.observe(container);
  return {
    chart,
    paint: () => paintChart(chart),
    onHover: (listener) =>
      chart.subscribeCrosshairMove(({ time }) => listener(time === undefined ? null : slotAt(time))),
    remove: () => {
      resized.disconnect();
      chart.remove();
    },
  };
}

/** A series that draws nothing: without one the axis would end where the day has come to. */
function holdOpen(chart: IChartApi): void {
  const frame = chart.addSeries(LineSeries, { priceScaleId: 'frame', lineVisible: false, ...QUIET });
  frame.setData(Array.from({ length: SLOTS }, (_, slot) => ({ time: timeOf(slot), value: 0 })));
}

/** Gives a chart the colours of the theme. */
export function paintChart(chart: IChartApi): void {
  const grid = { color: colour('--chart-grid') };
  const label = { color: colour('--line-strong'), labelBackgroundColor: colour('--fill-neutral') };
  chart.applyOptions({
    layout: {
      background: { type: ColorType.Solid, color: colour('--bg-surface') },
      textColor: colour('--text-faint'),
      panes: { separatorColor: colour('--line'), enableResize: false },
    },
    grid: { vertLines: grid, horzLines: grid },
    crosshair: { vertLine: label, horzLine: label },
  });
}
