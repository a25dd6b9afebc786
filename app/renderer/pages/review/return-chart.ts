import { CrosshairMode, HistogramSeries, LineSeries, createChart } from 'lightweight-charts';
import { type SlotChart } from '../../charts/ChartFigure.tsx';
import { QUIET, colour, paintChart } from '../../charts/day-chart.ts';

/** A line over the account's days. */
export interface ReturnLine {
  readonly name: string;
  /** One per day; null: none. */
  readonly values: readonly (number | null)[];
  /** Below the others, filled down from zero. */
  readonly below: boolean;
}

export interface ReturnData {
  readonly dates: readonly string[];
  readonly lines: readonly ReturnLine[];
  /** How its values are written. */
  readonly format: (value: number) => string;
}

/** Colours of lines, in turn. */
const COLOURS = ['--chart-line', '--chart-average', '--text-up', '--text-down', '--text-muted'] as const;

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
      const options = { ...QUIET, color: lineColour(at, line), priceFormat: { type: 'custom', formatter: data.format, minMove: 1 } } as const;
      const added = line.below ? chart.addSeries(HistogramSeries, options, 1) : chart.addSeries(LineSeries, { ...options, lineWidth: 2 }, 0);
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

export function lineColour(at: number, { below }: Pick<ReturnLine, 'below'>): string {
  return colour(below ? '--chart-average' : (COLOURS[at % COLOURS.length] ?? COLOURS[0]));
}

function dayAt(data: ReturnData | undefined, time: unknown): number | null {
  const day = data?.dates.indexOf(String(time)) ?? -1;
  return day < 0 ? null : day;
}
