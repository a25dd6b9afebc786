import { timeOfDayOf } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Quote } from '../../core/market/quote.ts';
import { MARKET_CURVE, type PastDay } from '../../core/market/volume-curve.ts';

/**
 * Adds up, bucket by bucket of the market's curve, what each instrument traded: the day out of which its own curve is made
 * later. What trades outside of every bucket, as in the auctions, belongs to none.
 */
export class VolumeRecorder {
  readonly #days = new Map<InstrumentId, number[]>();

  /** @param before The instrument's quote before this one, if there was any. */
  record(quote: Quote, before: Quote | undefined): void {
    const traded = quote.volume - (before?.volume ?? 0);
    if (traded <= 0) return;
    const time = timeOfDayOf(quote.time);
    const bucket = MARKET_CURVE.findIndex(({ from, until }) => time >= from && time < until);
    if (bucket < 0) return;
    let day = this.#days.get(quote.instrument);
    if (day === undefined) {
      day = MARKET_CURVE.map(() => 0);
      this.#days.set(quote.instrument, day);
    }
    day[bucket] = (day[bucket] ?? 0) + traded;
  }

  dayOf(instrument: InstrumentId): PastDay | undefined {
    return this.#days.get(instrument);
  }
}
