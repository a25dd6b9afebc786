import { type StrategyId } from '../kernel/ids.ts';
import { type Money, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';

/** What one strategy owns of one instrument. */
export interface Lot {
  readonly quantity: Quantity;
  /** What the holding cost in all, without fees. */
  readonly cost: Money;
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
  /** May be spent on buys now: `balance - frozen`. */
  readonly available: Money;
  /** May leave the account today: not the proceeds of today's sales. */
  readonly withdrawable: Money;
}

/** The account's books during a day. Only `apply` of the OMS books into it; everybody else reads. */
export interface Ledger {
  readonly cash: Cash;
  readonly positions: ReadonlyMap<InstrumentId, Position>;
}
