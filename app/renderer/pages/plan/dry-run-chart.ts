import { HistogramSeries, LineSeries, LineType } from 'lightweight-charts';
import { type PlanDryRunRow } from '../../../preload/contract.ts';
import { type SlotChart } from '../../charts/ChartFigure.tsx';
import { QUIET, UNITS_PER_YUAN, colour, createDayChart, timeOf } from '../../charts/day-chart.ts';
import { SLOTS, slotOfTime } from '../../charts/slots.ts';

/** The plan's day: orders in each five minutes above, the cash that they leave below. */
export function createDryRunChart(container: HTMLElement): SlotChart<PlanDryRunRow> {
  const base = createDayChart(container);
  const count = { priceFormat: { type: 'custom', minMove: 1, formatter: (orders: number) => String(Math.round(orders)) } } as const;
  const orders = base.chart.addSeries(HistogramSeries, { ...QUIET, ...count });
  const cash = base.chart.addSeries(LineSeries, { lineWidth: 1, lineType: LineType.WithSteps, priceLineVisible: false, priceFormat: { type: 'volume' } }, 1);
  orders.priceScale().applyOptions({ scaleMargins: { top: 0.24, bottom: 0 } });

  const show = (run: PlanDryRunRow): void => {
    const places = placesOf(run);
    orders.setData(places.map(({ time, sent }) => (sent === 0 ? { time } : { time, value: sent })));
    cash.setData(places.map(({ time, left }) => ({ time, value: left / UNITS_PER_YUAN })));
    base.chart.timeScale().fitContent();
  };
  const paint = (): void => {
    base.paint();
    orders.applyOptions({ color: colour('--bar-accent') });
    cash.applyOptions({ color: colour('--chart-average') });
  };
  paint();
  return { show, paint, onHover: (listener) => base.onHover(listener), remove: () => base.remove() };
}

/** Slots that one step takes on the chart. */
const STEP_SLOTS = 5;

/** Each step as a block of its five minutes; those before the opening stand together on the first place. */
function placesOf({ steps, cash }: PlanDryRunRow) {
  const sent = Array.from({ length: SLOTS }, () => 0);
  const cashAt = new Map<number, number>();
  for (const step of steps) {
    const slot = slotOfTime(step.from) ?? 0;
    cashAt.set(slot, step.cash);
    for (let at = slot; at < Math.min(slot + STEP_SLOTS, SLOTS); at += 1) sent[at] = (sent[at] ?? 0) + step.orders;
  }
  let left = cash;
  return sent.map((orders, slot) => {
    left = cashAt.get(slot) ?? left;
    return { time: timeOf(slot), sent: orders, left };
  });
}
