import { MONEY_SCALE, parseDecimal } from '../kernel/decimal.ts';
import { parseLocalTime } from '../kernel/time.ts';
import { type Money, type Price, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type AuctionState, type Level, type Quote } from '../market/quote.ts';
import { readCsv } from '../market/shared-data.fixture.ts';

type Row = Readonly<Record<string, string>>;

/** The snapshots of a real day, in order. For tests only: the adapters have the reader that checks what it reads. */
export function* realQuotes(path: string): Generator<Quote> {
  for (const row of readCsv(path)) yield quoteOf(row);
}

function quoteOf(row: Row): Quote {
  const time = parseLocalTime(row['time'] ?? '');
  if (!time.ok) throw new RangeError(`not a time: ${row['time']}`);
  const [bids, asks] = [levels(row, 'bid'), levels(row, 'ask')];
  const auction = auctionOf(row, bids, asks);
  return {
    instrument: row['instrument'] as InstrumentId,
    time: time.value,
    prevClose: yuan(row, 'prev_close') as Price,
    open: yuan(row, 'open') as Price,
    high: yuan(row, 'high') as Price,
    low: yuan(row, 'low') as Price,
    last: yuan(row, 'last') as Price,
    volume: shares(row, 'volume'),
    turnover: yuan(row, 'turnover') as Money,
    limitUp: yuan(row, 'limit_up') as Price,
    limitDown: yuan(row, 'limit_down') as Price,
    bids: auction === null ? bids : [],
    asks: auction === null ? asks : [],
    auction,
  };
}

/** In a call auction the best prices are equal and carry the matched volume, the second volumes the unmatched rest. */
function auctionOf(row: Row, bids: readonly Level[], asks: readonly Level[]): AuctionState | null {
  const [bid, ask] = [bids[0], asks[0]];
  if (bid === undefined || ask === undefined || bid.price !== ask.price) return null;
  const [buys, sells] = [shares(row, 'bid2_volume'), shares(row, 'ask2_volume')];
  const side = buys > 0 ? 'buy' : 'sell';
  return { price: bid.price, matched: bid.volume, unmatched: Math.max(buys, sells) as Quantity, unmatchedSide: buys + sells > 0 ? side : null };
}

function levels(row: Row, side: 'bid' | 'ask'): Level[] {
  return [1, 2, 3, 4, 5]
    .map((n) => ({ price: yuan(row, `${side}${n}`) as Price, volume: shares(row, `${side}${n}_volume`) }))
    .filter((level) => level.price > 0);
}

function yuan(row: Row, column: string): number {
  const parsed = parseDecimal(row[column] ?? '', MONEY_SCALE);
  if (!parsed.ok) throw new RangeError(`${column}: ${row[column]}`);
  return parsed.value;
}

function shares(row: Row, column: string): Quantity {
  return Number(row[column]) as Quantity;
}
