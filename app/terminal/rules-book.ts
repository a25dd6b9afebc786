import { type TradeDate } from '../../core/kernel/time.ts';
import { type InstrumentId, bareInstrument } from '../../core/market/instrument.ts';
import { type MarketView } from '../../core/market/quote.ts';
import { type TradingRules } from '../../core/market/rules.ts';
import { tradingRules } from '../../core/market/trading-rules.ts';

/** The day's rules of every instrument, looked up once each. */
export class RulesBook {
  readonly #known = new Map<InstrumentId, TradingRules | undefined>();
  readonly #date: TradeDate;
  readonly #market: Pick<MarketView, 'reference'>;

  constructor(date: TradeDate, market: Pick<MarketView, 'reference'>) {
    this.#date = date;
    this.#market = market;
  }

  /** More is known of the instruments than before. */
  forget(): void {
    this.#known.clear();
  }

  /** Undefined when there are no rules for it today: not listed yet, or on a board that did not exist. */
  of(id: InstrumentId): TradingRules | undefined {
    if (this.#known.has(id)) return this.#known.get(id);
    const instrument = this.#market.reference(id)?.instrument ?? bareInstrument(id);
    const rules = tradingRules(instrument, this.#date);
    const value = rules.ok ? rules.value : undefined;
    this.#known.set(id, value);
    return value;
  }
}
