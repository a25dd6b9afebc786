import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { type TradingRules } from '../../../core/market/rules.ts';
import { type InstrumentRow, type IntradayPoint, type OrderRulesRow, type QuoteRow, type WatchedRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { describe, prevCloseOf } from './marks.ts';

export function quoteRow(quote: Quote): QuoteRow {
  return {
    instrument: quote.instrument,
    time: quote.time,
    last: quote.last,
    open: quote.open,
    high: quote.high,
    low: quote.low,
    volume: quote.volume,
    turnover: quote.turnover,
    bid: quote.bids[0]?.price ?? 0,
    ask: quote.asks[0]?.price ?? 0,
  };
}

export function instrumentRow(session: Pick<Session, 'market'>, id: InstrumentId): InstrumentRow {
  const { name, board, industry, st } = describe(session.market, id);
  const limits = session.market.reference(id) ?? session.market.quote(id);
  return {
    id,
    name,
    board,
    industry,
    st,
    prevClose: prevCloseOf(session.market, id),
    limitUp: limits?.limitUp ?? 0,
    limitDown: limits?.limitDown ?? 0,
  };
}

export function watchedRow(id: InstrumentId, quote: Quote | undefined, points: readonly IntradayPoint[]): WatchedRow {
  return {
    instrument: id,
    quote: quote === undefined ? null : quoteRow(quote),
    bids: quote?.bids ?? [],
    asks: quote?.asks ?? [],
    auction: quote?.auction ?? null,
    points,
  };
}

export function orderRulesRow(rules: TradingRules): OrderRulesRow {
  const { tick, lot, maxQuantity, orderTypes, settlement } = rules;
  return {
    tick: tick.value,
    buyMin: lot.value.buyMin,
    buyStep: lot.value.buyStep,
    sellMin: lot.value.sellMin,
    sellStep: lot.value.sellStep,
    maxLimitQuantity: maxQuantity.value.limit,
    maxMarketQuantity: maxQuantity.value.market,
    auctionTypes: orderTypes.value.auction,
    continuousTypes: orderTypes.value.continuous,
    settlement: settlement.value,
  };
}
