import './IntradayChart.css';
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAverage, formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { bridge } from '../../stores/bridge.ts';
import { useRow } from '../../stores/rows.ts';
import { useSettings } from '../../stores/settings.ts';
import { instruments, useTerminal } from '../../stores/terminal.ts';
import { useTrade } from '../../stores/trade.ts';
import { type ChartDay, type IntradayChart, createIntradayChart } from './intraday-chart.ts';
import { slotLabel, slotsOf } from './intraday.ts';

/** The selected instrument's day. */
export function IntradayPane() {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<IntradayChart | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const day = useChartDay();
  const { theme, redUp } = useSettings();

  useEffect(() => {
    if (container.current === null) return;
    const created = createIntradayChart(container.current);
    created.onHover(setHovered);
    setChart(created);
    return () => created.remove();
  }, []);
  useEffect(() => {
    if (day !== null) chart?.show(day);
  }, [chart, day]);
  useEffect(() => chart?.paint(), [chart, theme, redUp]);

  return (
    <figure className="intraday" aria-label={t('trade.chart')}>
      <div ref={container} className="intraday-canvas" onClickCapture={openAttribution} />
      {day !== null && <Legend day={day} hovered={hovered} />}
    </figure>
  );
}

/** The mark's link leaves the window, which only the main process may allow. */
function openAttribution(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.target.closest('#tv-attr-logo') === null) return;
  event.preventDefault();
  void bridge().openExternal({ link: 'tradingview' });
}

function useChartDay(): ChartDay | null {
  const id = useTrade((trade) => trade.instrument);
  const instrument = useRow(instruments, id);
  const watched = useTerminal((state) => state.watched);
  const points = watched?.instrument === id ? watched.points : undefined;
  return useMemo(() => {
    if (instrument === undefined) return null;
    return {
      slots: slotsOf(points ?? []),
      prevClose: instrument.prevClose,
      digits: priceDigits(instrument.board),
    };
  }, [instrument, points]);
}

interface LegendProps {
  readonly day: ChartDay;
  readonly hovered: number | null;
}

/** The numbers of the minute under the pointer, else of the last one. */
function Legend({ day, hovered }: LegendProps) {
  const { t } = useTranslation();
  const last = day.slots.findLastIndex((slot) => slot !== null);
  const at = hovered !== null && hovered <= last ? hovered : last;
  const slot = day.slots[at] ?? null;
  if (slot === null) return <div className="intraday-legend faint">{t('trade.noTradesYet')}</div>;
  return (
    <div className="intraday-legend">
      <span className="faint">{slotLabel(at)}</span>
      <span>
        {t('trade.price')} {formatPrice(slot.price, day.digits)}
      </span>
      <span className="average">
        {t('trade.average')} {formatAverage(slot.average, day.digits)}
      </span>
      <span className="muted">
        {t('trade.volume')} {formatQuantity(slot.volume)}
      </span>
    </div>
  );
}
