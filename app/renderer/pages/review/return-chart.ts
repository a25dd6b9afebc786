import { CrosshairMode, HistogramSeries, LineSeries, createChart } from 'lightweight-charts';
import { type SlotChart } from '../../charts/ChartFigure.tsx';
import { QUIET, colour, paintChart } from '../../charts/day-chart.ts';

/** A line over the account's days. */
export interface ReturnLine {
  readonly name: string;
  /** One per day; null: none. */
  readonly values: readonly (number | null)[];
  /** With the others, or in the pane below them: as a line, or as bars from zero. */
  readonly place: 'above' | 'below' | 'bars';
}

export interface ReturnData {
  readonly dates: readonly string[];
  readonly lines: readonly ReturnLine[];
  /** How its values are written. */
  readonly format: (value: number) => string;
}

/** Colours of lines, in turn. */
const COLOURS = ['--chart-line', '--text-muted', '--text-up', '--text-down', '--chart-average'] as const;
/** More lines than this are drawn thin. */
const THIN_FROM = 4;

/** Curves over days, with what lies below zero in a pane of its own. */
export function createReturnChart(container: HTMLElement): SlotChart<ReturnData> {
  const chart = createChart(container, {
    autoSize: true,
    layout: { attributionLogo: true, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 11 },
    rightPriceScale: { borderVisible: false, minimumWidth: 64 },
    timeScale: { borderVisible: false, minBarSpacing: 0.1 },
    crosshair: { mode: CrosshairMode.Magnet },
    handleScroll: false,
    handleScale: false,
  });
  let drawn: { readonly data: ReturnData; readonly remove: () => void } | null = null;
  const show = (data: ReturnData): void => {
    drawn?.remove();
    const series = data.lines.map((line, at) => {
      const options = { ...QUIET, color: line.place === 'bars' ? colour('--bar-accent') : lineColour(at, line), priceFormat: { type: 'custom', formatter: data.format, minMove: 1 } } as const;
      const pane = line.place === 'above' ? 0 : 1;
      const added = line.place === 'bars' ? chart.addSeries(HistogramSeries, options, pane) : chart.addSeries(LineSeries, { ...options, lineWidth: data.lines.length > THIN_FROM ? 1 : 2 }, pane);
      added.setData(line.values.flatMap((value, day) => (value === null ? [] : [{ time: data.dates[day] ?? '', value }])));
      return added;
    });
    chart.panes()[0]?.setStretchFactor(5);
    chart.panes()[1]?.setStretchFactor(2);
    chart.timeScale().fitContent();
    drawn = { data, remove: () => series.forEach((one) => chart.removeSeries(one)) };
  };
  return {
    show,
    paint: () => {
      paintChart(chart);
      if (drawn !== null) show(drawn.data);
    },
    onHover: (listener) => chart.subscribeCrosshairMove(({ time }) => listener(dayAt(drawn?.data, time))),
    remove: () => chart.remove(),
  };
}

export function lineColour(at: number, { place }: Pick<ReturnLine, 'place'>): string {
  if (place === 'bars') return colour('--text-accent');
  return colour(place === 'above' ? (COLOURS[at % COLOURS.length] ?? COLOURS[0]) : '--chart-average');
}

function dayAt(data: ReturnData | undefined, time: unknown): number | null {
  const day = data?.dates.indexOf(String(time)) ?? -1;
  return day < 0 ? null : day;
}
