import { type InstrumentId } from '../../core/market/instrument.ts';
import { type MinutePrice, addPrice } from '../../core/market/minute-prices.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type OmsState } from '../../core/oms/state/state.ts';

/** Writes down, minute by minute, the prices of what the account holds, plans or trades; the rest of the market is nobody's. */
export class MinuteRecorder {
  readonly #state: Pick<OmsState, 'ledger' | 'lines'>;
  readonly #prices = new Map<InstrumentId, MinutePrice[]>();
  #planned: ReadonlySet<InstrumentId> = new Set();
  #lines = 0;

  constructor(state: Pick<OmsState, 'ledger' | 'lines'>) {
    this.#state = state;
  }

  record({ instrument, time, last }: Pick<Quote, 'instrument' | 'time' | 'last'>): void {
    const prices = this.#prices.get(instrument) ?? (this.#concerns(instrument) ? [] : undefined);
    if (prices === undefined) return;
    addPrice(prices, time, last);
    this.#prices.set(instrument, prices);
  }

  /** Oldest first. */
  of(instrument: InstrumentId): readonly MinutePrice[] {
    return this.#prices.get(instrument) ?? [];
  }

  #concerns(instrument: InstrumentId): boolean {
    const { ledger, lines } = this.#state;
    if (this.#lines !== lines.size) {
      this.#planned = new Set([...lines.values()].map((line) => line.instrument));
      this.#lines = lines.size;
    }
    return this.#planned.has(instrument) || ledger.positions.has(instrument);
  }
}
