import { type StrategyId } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Quantity, ZERO_QUANTITY } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Fill, type Order, type OrderRequest, type OrderTerms } from '../orders/order.ts';
import { type ActionBooking } from './action-booking.ts';
import { type Adjustment } from './adjustment.ts';
import { type WithheldTax } from './dividend-tax.ts';

/** What one strategy owns of one instrument. */
export interface Lot {
  readonly quantity: Quantity;
  /** What the holding cost in all, without fees. */
  readonly cost: Money;
  /** The session on which the strategy began to hold it, until it holds none; null: nobody knows. */
  readonly opened: TradeDate | null;
}

/** All that the account holds of one instrument. */
export interface Position {
  readonly instrument: InstrumentId;
  readonly quantity: Quantity;
  /** Settled and not set aside for open sells: what may be sold now. */
  readonly sellable: Quantity;
  /** Set aside for open sells. */
  readonly frozen: Quantity;
  readonly cost: Money;
  /** Sums up to `quantity` and `cost`. */
  readonly lots: ReadonlyMap<StrategyId, Lot>;
}

/** The three balances of an account; T+1 makes them differ. */
export interface Cash {
  /** All cash, set aside or not. */
  readonly balance: Money;
  /** Set aside for open buys. */
  readonly frozen: Money;
  /** May be spent on buys now: `balance - frozen`. Below zero only after a fill that came later than its cancel. */
  readonly available: Money;
  /** May leave the account today: not the proceeds of today's sales. */
  readonly withdrawable: Money;
}

/** The account's books during a day. Only `apply` of the OMS books into it; everybody else reads. */
export interface Ledger {
  readonly cash: Cash;
  /** A live view; its values are replaced, never changed. What is sold out and not set aside leaves the map. */
  readonly positions: ReadonlyMap<InstrumentId, Position>;
}

/** Shares that a sale took out of one strategy's lot, with what they had cost. */
export interface LotTaken extends Omit<Lot, 'opened'> {
  readonly strategyId: StrategyId;
}

/** Shares that change their owner within the account. */
export interface LotMove {
  readonly instrument: InstrumentId;
  readonly from: StrategyId;
  readonly to: StrategyId;
  readonly quantity: Quantity;
}

/** What a sale took from which lots, as it was booked and as it is; empty for a buy. */
export interface CorrectedSale {
  readonly was: readonly LotTaken[];
  readonly is: readonly LotTaken[];
}

/** The books as the OMS sees them. The methods are the only way to change them; none asks for the time. */
export interface MutableLedger extends Ledger {
  /**
   * Sets aside what the order may need: `terms.frozen` for a buy, its shares for a sell. The fees of a sale come off its
   * proceeds; where they are more (the least commission on a few cheap shares) available cash may fall below zero by the
   * difference, for a sale is never held back for want of cash.
   * @throws InvariantError when it is not there: the gate must have checked.
   */
  intend(order: OrderRequest, terms: OrderTerms): void;
  /**
   * As {@link intend} for an order that stands at the broker already: what is not there to be set aside is not, for the
   * order is a fact.
   */
  admit(order: OrderRequest, terms: OrderTerms): void;
  /**
   * Books a fill of `order` (as it was before this fill). A fill of an order that was closed, or never intended, books
   * too: it is a fact, even when cash falls below zero.
   * @returns what a sale took from which lots; empty for a buy.
   * @throws InvariantError when more is sold than held; ask {@link oversells} first.
   */
  fill(order: Order, fill: Fill): readonly LotTaken[];
  /**
   * Books what a fill of `order` really was in place of what was booked of it: cash and fees by the difference; a buy's
   * shares by the difference, those that go with their part of the lot's cost; a sale's shares go back into the lots that
   * they were taken from before the right number is taken again.
   * @throws InvariantError when more goes than is held; ask {@link correctionOversells} first.
   */
  correct(order: Order, was: Fill, is: Fill): CorrectedSale;
  /** Releases what is still set aside for an order that has ended; does nothing where nothing is. */
  close(order: OrderRequest): void;
  /**
   * Corrects the books after the close. Shares that come are settled; those that go leave the strategy's lot first.
   * @throws InvariantError when more shares go than are held and not set aside.
   */
  adjust(adjustment: Adjustment): void;
  /**
   * Gives shares of one owner to another, with their part of what they cost and when they were bought: the account's
   * position stays what it is.
   * @returns what they had cost.
   * @throws InvariantError when the one has not so many.
   */
  transfer(move: LotMove): Money;
  /**
   * Books a corporate action on the morning of its ex-date, before anything is set aside. What a holding has cost stays
   * but for rights, so its average falls with new shares.
   */
  distribute(booking: ActionBooking): void;
  withhold(tax: WithheldTax): void;
}

export function sellableOf(ledger: Ledger, instrument: InstrumentId): Quantity {
  return ledger.positions.get(instrument)?.sellable ?? ZERO_QUANTITY;
}

export function strategyQuantityOf(ledger: Ledger, strategy: StrategyId, instrument: InstrumentId): Quantity {
  return ledger.positions.get(instrument)?.lots.get(strategy)?.quantity ?? ZERO_QUANTITY;
}

/** Whether a corrected fill leaves less than nothing of what is held and not set aside. */
export function correctionOversells(ledger: Ledger, was: Fill, is: Pick<Fill, 'quantity'>): boolean {
  const position = ledger.positions.get(was.instrument);
  const goes = was.side === 'buy' ? was.quantity - is.quantity : is.quantity - was.quantity;
  return goes > (position?.quantity ?? 0) - (position?.frozen ?? 0);
}

/** Whether a fill sells more than the books hold, which no sound broker reports. */
export function oversells(ledger: Ledger, fill: Pick<Fill, 'side' | 'instrument' | 'quantity'>): boolean {
  return fill.side === 'sell' && fill.quantity > (ledger.positions.get(fill.instrument)?.quantity ?? 0);
}
