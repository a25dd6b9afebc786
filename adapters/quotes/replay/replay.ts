import { type TradeDate } from '../../../core/kernel/time.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { inputProblemText } from '../../files/input-problem.ts';
import { quotedValue } from '../../files/values.ts';
import { quoteOfRow } from './quote-of-row.ts';
import { visitQuoteRows } from './quote-rows.ts';

/**
 * The quotes of files that `scanQuotes` has found sound, in the order of time, some thousand at once. Of quotes at the
 * same time those of the file named first come first, so the order never depends on chance.
 *
 * @throws Error when a file is no longer what the scan saw.
 */
export async function* replayQuotes(files: readonly string[], date: TradeDate): AsyncGenerator<readonly Quote[]> {
  const [only, ...more] = files.map((file) => fileQuotes(file, date));
  if (only === undefined) return;
  if (more.length === 0) yield* only;
  else yield* merged([only, ...more]);
}

async function* fileQuotes(file: string, date: TradeDate): AsyncGenerator<readonly Quote[]> {
  const ids = new Map<string, InstrumentId>();
  let quotes: Quote[] = [];
  const pieces = visitQuoteRows(file, date, (row) => {
    quotes.push(quoteOfRow(row, idOf(ids, row.instrument)));
    return null;
  });
  for await (const piece of pieces) {
    if (!piece.ok) throw new Error(`changed since it was checked: ${inputProblemText(piece.error)}`);
    if (quotes.length > 0) yield quotes;
    quotes = [];
  }
}

function idOf(ids: Map<string, InstrumentId>, name: string): InstrumentId {
  const known = ids.get(name);
  if (known !== undefined) return known;
  const id = quotedValue(name);
  if (!id.ok) throw new Error(`changed since it was checked: ${name} is no instrument`);
  ids.set(name, id.value);
  return id.value;
}

/** One file's quotes and how far they have been taken. */
interface Stream {
  readonly batches: AsyncGenerator<readonly Quote[]>;
  batch: readonly Quote[];
  at: number;
}

/**
 * Takes from the stream whose next quote is the earliest all that comes before the next quote of any other, so that
 * files that follow each other in time cost no more than one.
 */
async function* merged(sources: readonly AsyncGenerator<readonly Quote[]>[]): AsyncGenerator<readonly Quote[]> {
  const streams: Stream[] = sources.map((batches) => ({ batches, batch: [], at: 0 }));
  try {
    let open = await refilled(streams);
    while (open.length > 0) {
      const quotes: Quote[] = [];
      // A stream that has run dry must be refilled before anything later may be taken.
      while (open.every(hasNext)) takeRun(open, quotes);
      if (quotes.length > 0) yield quotes;
      open = await refilled(open);
    }
  } finally {
    await Promise.all(streams.map(({ batches }) => batches.return(undefined)));
  }
}

/** Gives each stream that ran dry its next batch; streams that have ended are left out. */
async function refilled(streams: readonly Stream[]): Promise<readonly Stream[]> {
  for (const stream of streams) {
    if (hasNext(stream)) continue;
    const next = await stream.batches.next();
    stream.batch = next.done === true ? [] : next.value;
    stream.at = 0;
  }
  return streams.filter(hasNext);
}

function hasNext({ batch, at }: Stream): boolean {
  return at < batch.length;
}

function takeRun(streams: readonly Stream[], into: Quote[]): void {
  const first = streams.reduce((a, b) => (timeOf(b) < timeOf(a) ? b : a));
  const index = streams.indexOf(first);
  const bounds = streams.map((stream, i) => (i < index ? timeOf(stream) - 1 : timeOf(stream)));
  const until = Math.min(...bounds.filter((_, i) => i !== index));
  do {
    into.push(first.batch[first.at] as Quote);
    first.at += 1;
  } while (hasNext(first) && timeOf(first) <= until);
}

/** Time of the next quote; only asked of streams that have one. */
function timeOf({ batch, at }: Stream): number {
  return batch[at]?.time ?? Number.POSITIVE_INFINITY;
}
