import { type InstrumentId } from '../../core/market/instrument.ts';
import { type QuoteFeed } from './paced-day.ts';

/** Longest stretch of work without letting the process breathe, in milliseconds. */
const BREATH_MS = 12;

/** One instrument's quotes, picked out of the whole market's without holding the process up. */
export async function* quotesOf(instrument: InstrumentId, feed: QuoteFeed): QuoteFeed {
  let breathed = performance.now();
  for await (const batch of feed) {
    const own = batch.filter((quote) => quote.instrument === instrument);
    if (own.length > 0) yield own;
    if (performance.now() - breathed < BREATH_MS) continue;
    await new Promise(setImmediate);
    breathed = performance.now();
  }
}
