import { NO_PRICE, type Price, type Rate, ratioOf } from '../../../core/kernel/units.ts';
import { type Instrument, type InstrumentId, bareInstrument } from '../../../core/market/instrument.ts';
import { type MarketView, markPrice } from '../../../core/market/quote.ts';

/** The price that a holding is shown at; `NO_PRICE` when nothing is known of the instrument today. */
export function markOf(market: MarketView, instrument: InstrumentId): Price {
  const quote = market.quote(instrument);
  return quote === undefined ? prevCloseOf(market, instrument) : markPrice(quote);
}

export function prevCloseOf(market: MarketView, instrument: InstrumentId): Price {
  return market.quote(instrument)?.prevClose ?? market.reference(instrument)?.prevClose ?? NO_PRICE;
}

/** The instrument as today's market describes it, or as its code says. */
export function describe(market: MarketView, id: InstrumentId): Instrument {
  return market.reference(id)?.instrument ?? bareInstrument(id);
}

/** `part / whole`; 0 where that says nothing because the whole is not positive. */
export function shareOf(part: number, whole: number): Rate {
  return whole > 0 ? ratioOf(part, whole) : (0 as Rate);
}
