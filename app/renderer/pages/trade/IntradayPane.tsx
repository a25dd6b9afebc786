import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFigure, type LegendProps } from '../../charts/ChartFigure.tsx';
import { slotLabel, slotsOf } from '../../charts/slots.ts';
import { formatAverage, formatPrice, formatQuantity, priceDigits } from '../../format/number.ts';
import { useRow } from '../../stores/rows.ts';
import { instruments, useTerminal } from '../../stores/terminal.ts';
import { useTrade } from '../../stores/trade.ts';
import { type ChartDay, createIntradayChart } from './intraday-chart.ts';

/** The selected instrument's day. */
export function IntradayPane() {
  const { t } = useTranslation();
  const day = useChartDay();
  return (
    <ChartFigure
      label={t('trade.chart')}
      create={createIntradayChart}
      data={day}
      twoScales
      legend={Legend}
    />
  );
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

/** The numbers of the minute under the pointer, else of the last one. */
function Legend({ data: day, hovered }: LegendProps<ChartDay>) {
  const { t } = useTranslation();
  const last = day.slots.findLastIndex((slot) => slot !== null);
  const at = hovered !== null && hovered <= last ? hovered : last;
  const slot = day.slots[at] ?? null;
  if (slot === null) return <span className="faint">{t('trade.noTradesYet')}</span>;
  return (
    <>
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
    </>
  );
}
