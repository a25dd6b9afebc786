import { LineSeries, type SeriesMarker, type Time, createSeriesMarkers } from 'lightweight-charts';
import { type ReplayPricesRow } from '../../../../preload/contract.ts';
import { type SlotChart } from '../../../charts/ChartFigure.tsx';
import { QUIET, UNITS_PER_YUAN, colour, createDayChart, timeOf } from '../../../charts/day-chart.ts';
import { SLOTS, slotOf } from '../../../charts/slots.ts';
import { priceDigits } from '../../../format/number.ts';

export type PricesData = ReplayPricesRow;

/** A day's price with a mark for each minute in which the account bought or sold. */
export function createPricesChart(container: HTMLElement): SlotChart<PricesData> {
  const base = createDayChart(container);
  const price = base.chart.addSeries(LineSeries, { lineWidth: 1, ...QUIET, lastValueVisible: true });
  const markers = createSeriesMarkers<Time>(price, []);
  let shown: PricesData | null = null;
  const show = (data: PricesData): void => {
    shown = data;
    const digits = priceDigits(data.board);
    price.applyOptions({ priceFormat: { type: 'price', precision: digits, minMove: 10 ** -digits } });
    price.setData(pricePoints(data));
    markers.setMarkers(fillMarkers(data));
  };
  const paint = (): void => {
    base.paint();
    price.applyOptions({ color: colour('--chart-line') });
    if (shown !== null) show(shown);
  };
  paint();
  base.chart.timeScale().fitContent();
  return { show, paint, onHover: (listener) => base.onHover(listener), remove: () => base.remove() };
}

/** The last price of each minute; a minute without one is a gap that the line crosses. */
function pricePoints({ prices }: PricesData) {
  const bySlot = new Map(prices.flatMap(({ time, price }) => [[slotOf(time), price / UNITS_PER_YUAN] as const]));
  return Array.from({ length: SLOTS }, (_, slot) => {
    const value = bySlot.get(slot);
    return value === undefined ? { time: timeOf(slot) } : { time: timeOf(slot), value };
  });
}

function fillMarkers({ fills }: PricesData): SeriesMarker<Time>[] {
  const marks = new Map<string, SeriesMarker<Time>>();
  for (const { time, side } of fills) {
    const slot = slotOf(time);
    const buys = side === 'buy';
    if (slot === null) continue;
    marks.set(`${slot} ${side}`, {
      time: timeOf(slot),
      position: buys ? 'belowBar' : 'aboveBar',
      shape: buys ? 'arrowUp' : 'arrowDown',
      color: colour(buys ? '--text-up' : '--text-down'),
      size: 0.6,
    });
  }
  return [...marks.values()];
}
