import './ChartFigure.css';
import { type ComponentType, type MouseEvent, useEffect, useRef, useState } from 'react';
import { classes } from '../components/classes.ts';
import { bridge } from '../stores/bridge.ts';
import { useSettings } from '../stores/settings.ts';

/** A chart over slots of the day that shows one kind of data. */
export interface SlotChart<Data> {
  show(data: Data): void;
  /** Takes the colours anew, after another theme was chosen. */
  paint(): void;
  onHover(listener: (slot: number | null) => void): void;
  remove(): void;
}

export interface LegendProps<Data> {
  readonly data: Data;
  /** The slot under the pointer; null: no pointer is over the chart. */
  readonly hovered: number | null;
}

export interface ChartFigureProps<Data> {
  readonly label: string;
  /** Makes the chart, once. */
  readonly create: (container: HTMLElement) => SlotChart<Data>;
  /** Null: nothing is known yet. */
  readonly data: Data | null;
  readonly legend: ComponentType<LegendProps<Data>>;
  readonly id?: string;
  /** Whether the chart has a scale on its left, beside which the legend stands. */
  readonly twoScales?: boolean;
}

/** A chart with its legend, in the colours of the theme; reachable by keyboard where it has an id. */
export function ChartFigure<Data>({ label, create, data, legend: Legend, id, twoScales = false }: ChartFigureProps<Data>) {
  const container = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<SlotChart<Data> | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const { theme, redUp } = useSettings();

  useEffect(() => {
    if (container.current === null) return;
    const created = create(container.current);
    created.onHover(setHovered);
    setChart(created);
    return () => created.remove();
  }, [create]);
  useEffect(() => {
    if (data !== null) chart?.show(data);
  }, [chart, data]);
  useEffect(() => chart?.paint(), [chart, theme, redUp]);

  return (
    <figure className={classes('chart', twoScales && 'chart-two-scales')} aria-label={label} {...(id === undefined ? {} : { id, tabIndex: 0 })}>
      <div ref={container} className="chart-canvas" onClickCapture={openAttribution} />
      <div className="chart-legend">{data !== null && <Legend data={data} hovered={hovered} />}</div>
    </figure>
  );
}

/** The mark's link leaves the window, which only the main process may allow. */
function openAttribution(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.target.closest('#tv-attr-logo') === null) return;
  event.preventDefault();
  void bridge().openExternal({ link: 'tradingview' });
}
