import { type SessionRecord } from '../../adapters/sqlite/market-history.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Price } from '../../core/kernel/units.ts';
import { type DayReference, type Quote } from '../../core/market/quote.ts';
import { type MarketStore } from './market-store.ts';
import { type MinuteRecorder } from './minute-recorder.ts';

/** The day as it will be remembered, once it is over: a bar of every instrument and index that was quoted, and what `minutes` has seen. */
export function sessionRecords(date: TradeDate, market: MarketStore, minutes?: MinuteRecorder): readonly SessionRecord[] {
  const indices = market.indices().map((quote) => ({ instrument: quote.instrument, bar: tradedBar(date, quote, quote.prevClose) }));
  return [...instrumentRecords(date, market, minutes), ...indices];
}

function instrumentRecords(date: TradeDate, market: MarketStore, minutes: MinuteRecorder | undefined): readonly SessionRecord[] {
  return [...market.instruments.keys()].flatMap((instrument) => {
    const [quote, reference] = [market.quote(instrument), market.reference(instrument)];
    if (quote === undefined || reference === undefined) return [];
    const volumes = market.volumes(instrument);
    const course = minutes?.of(instrument) ?? [];
    return [
      {
        instrument,
        bar: barOf(date, quote, reference),
        ...(volumes === undefined ? {} : { volumes }),
        ...(course.length === 0 ? {} : { minutes: course }),
      },
    ];
  });
}

/** A share that did not trade stands at its previous close. */
function barOf(date: TradeDate, quote: Quote, { prevClose }: DayReference): SessionRecord['bar'] {
  const { volume, turnover } = quote;
  if (volume === 0) return { date, open: prevClose, high: prevClose, low: prevClose, close: prevClose, prevClose, volume, turnover };
  return tradedBar(date, quote, prevClose);
}

function tradedBar(date: TradeDate, { open, high, low, last, volume, turnover }: Quote, prevClose: Price): SessionRecord['bar'] {
  return { date, open, high, low, close: last, prevClose, volume, turnover };
}
