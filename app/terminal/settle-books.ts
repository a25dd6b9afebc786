import { invariant } from '../../core/kernel/invariant.ts';
import { NO_PRICE, type Price, averagePrice } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type MarketView, markPrice } from '../../core/market/quote.ts';
import { type StatementComparison } from '../../core/oms/differences.ts';
import { type DayResult } from '../../core/oms/events.ts';
import { type BrokerSnapshot } from '../../core/oms/ports.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type LocalDay, movementsOf } from '../../core/settlement/local-day.ts';
import { comparisonOf } from '../../core/settlement/proposals.ts';
import { settleDay } from '../../core/settlement/settle.ts';
import { settleStatements } from '../../core/settlement/settle-statements.ts';
import { type Statement } from '../../core/settlement/statement.ts';

/** What the end of a day is reckoned from. */
export interface BooksToSettle {
  readonly opening: OpeningAccount;
  readonly state: OmsState;
  readonly market: MarketView;
}

/** Clears a day at the market's last prices, against the broker's own records after the close. */
export function settleBooks(books: BooksToSettle, broker: BrokerSnapshot): DayResult {
  const { opening, market } = books;
  const { ledger, orders, fills, bookings, taxes } = books.state;
  const result = settleDay({
    opening,
    actions: bookings,
    taxes,
    ledger,
    orders: orders.values(),
    fills,
    closeOf: (instrument) => closeOf(books, instrument),
    prevCloseOf: (instrument) => market.reference(instrument)?.prevClose ?? costOf(books, instrument),
    broker,
  });
  invariant(result.ok, 'every holding has a price, if only its cost');
  return result.value;
}

/**
 * Holds the broker's files against the day as it was before any correction, so that asking twice says the same.
 * @throws InvariantError before a day is open.
 */
export function compareFiles(books: BooksToSettle, statements: readonly Statement[]): StatementComparison {
  const { opening, state } = books;
  invariant(state.day !== null, 'files are held against an open day');
  const { date } = state.day;
  const positions = new Map<InstrumentId, number>();
  for (const { instrument, quantity } of opening.positions) positions.set(instrument, (positions.get(instrument) ?? 0) + quantity);
  const day: LocalDay = { date, fills: state.fills, movements: movementsOf(state.bookings, state.taxes), account: { at: 'open', cash: opening.cash, positions } };
  return comparisonOf(settleStatements(day, date, statements), statements, (instrument) => closeOf(books, instrument));
}

/** Tonight's close; the previous one for an instrument that did not trade, its cost where no feed knows it at all. */
function closeOf(books: BooksToSettle, instrument: InstrumentId): Price {
  const quote = books.market.quote(instrument);
  if (quote !== undefined) return markPrice(quote);
  return books.market.reference(instrument)?.prevClose ?? costOf(books, instrument);
}

function costOf({ state, opening }: BooksToSettle, instrument: InstrumentId): Price {
  const held = state.ledger.positions.get(instrument);
  if (held !== undefined) return averagePrice(held.cost, held.quantity);
  const brought = opening.positions.find((position) => position.instrument === instrument);
  return brought === undefined ? NO_PRICE : averagePrice(brought.cost, brought.quantity);
}
