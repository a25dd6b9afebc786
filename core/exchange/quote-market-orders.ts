import { type Refusal, refusal } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { NO_PRICE, type Price } from '../kernel/units.ts';
import { type OrderRequest, type Side } from '../orders/order.ts';
import { type InstrumentBook } from './quote-book.ts';
import { type ExchangeCode } from './quote-checks.ts';
import { type LiveOrder, goesBefore, liveOrder, oppositeLevels, ownLevels } from './quote-order.ts';
import { type ReportWriter } from './quote-reports.ts';

type Ending = Refusal<ExchangeCode>;

/**
 * Takes a market order (every type but `limit`) to the snapshot at hand. Returns what rests of it as a limit order, or
 * why the rest is cancelled, or null when nothing is left.
 *
 * `price` of such an order is its protection price (保护限价): nothing trades beyond it. SSE 交易规则 2023 3.3.3, SZSE
 * 交易规则 2023 3.3.4.
 */
export function enterMarketOrder(
  request: OrderRequest,
  book: InstrumentBook,
  now: EpochMs,
  reports: ReportWriter,
): LiveOrder | Ending | null {
  switch (request.type) {
    case 'ownBest':
      return atPrice(request, book, bestPrice(book, request.side, 'own'), 'exchange.noOwnSide', now, reports);
    case 'oppositeBest':
      return atPrice(request, book, bestPrice(book, request.side, 'opposite'), 'exchange.noOpposite', now, reports);
    default:
      return bestFive(request, book, now, reports);
  }
}

/** The order becomes a limit order at `price`, or at its protection price where that is stricter. */
function atPrice(
  request: OrderRequest,
  book: InstrumentBook,
  price: Price | null,
  missing: ExchangeCode,
  now: EpochMs,
  reports: ReportWriter,
): LiveOrder | Ending | null {
  if (price === null) return refusal(missing);
  const order = liveOrder(request, stricter(request.side, price, protection(request)), now);
  book.meet(order, reports);
  return order.leaves === 0 ? null : order;
}

/**
 * The five displayed levels, as far as the protection price goes. The rest of a `bestFiveLimit` stays at the price of
 * its last fill; without a fill it stays at its own side's best, and ends where that side is empty.
 */
function bestFive(request: OrderRequest, book: InstrumentBook, now: EpochMs, reports: ReportWriter): LiveOrder | Ending | null {
  const { side } = request;
  const offered = book.hasOpposite(side);
  const sweep = liveOrder(request, protection(request), now);
  const last = book.meet(sweep, reports);
  if (sweep.leaves === 0) return null;
  if (request.type === 'bestFiveCancel') return refusal(endOfSweep(offered, last !== null), { rest: sweep.leaves });
  const best = last ?? bestPrice(book, side, 'own');
  if (best === null) return refusal('exchange.noOpposite', { rest: sweep.leaves });
  const rest = { ...liveOrder(request, stricter(side, best, sweep.limit), now), leaves: sweep.leaves };
  book.meet(rest, reports);
  return rest;
}

function endOfSweep(offered: boolean, traded: boolean): ExchangeCode {
  if (traded) return 'exchange.restCancelled';
  return offered ? 'exchange.beyondProtection' : 'exchange.noOpposite';
}

function bestPrice(book: InstrumentBook, side: Side, whose: 'own' | 'opposite'): Price | null {
  if (book.quote === null) return null;
  const levels = whose === 'own' ? ownLevels(book.quote, side) : oppositeLevels(book.quote, side);
  return levels[0]?.price ?? null;
}

/** The worst price that the order allows; without a protection price, any. */
function protection(request: OrderRequest): Price {
  if (request.price > NO_PRICE || request.side === 'sell') return request.price;
  return Number.MAX_SAFE_INTEGER as Price;
}

function stricter(side: Side, a: Price, b: Price): Price {
  return goesBefore(side, a, b) ? b : a;
}
