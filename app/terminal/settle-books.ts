import { invariant } from '../../core/kernel/invariant.ts';
import { NO_PRICE, type Price, averagePrice } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type MarketView, markPrice } from '../../core/market/quote.ts';
import { type DayResult } from '../../core/oms/events.ts';
import { type BrokerSnapshot } from '../../core/oms/ports.ts';
import { type OmsState } from '../../core/oms/state.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { settleDay } from '../../core/settlement/settle.ts';

/** What the end of a day is reckoned from. */
export interface BooksToSettle {
  readonly opening: OpeningAccount;
  readonly state: OmsState;
  readonly market: MarketView;
  /** The broker's own records after the close. */
  readonly broker: BrokerSnapshot;
}

/** Clears a day at the market's last prices. */
export function settleBooks(books: BooksToSettle): DayResult {
  const { opening, market, broker } = books;
  const { ledger, orders, fills } = books.state;
  const result = settleDay({
    opening,
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
