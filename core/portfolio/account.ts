import { type StrategyId } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type TaxParcel } from './dividend-tax.ts';

/** A position as it stands before the day begins, one per instrument and strategy. */
export interface OpeningPosition {
  readonly instrument: InstrumentId;
  readonly strategyId: StrategyId;
  readonly quantity: Quantity;
  /** Of these, what may be sold today. */
  readonly sellable: Quantity;
  /** What the holding cost in all, without fees. */
  readonly cost: Money;
  /** The session on which it was opened; left out: nobody knows. */
  readonly opened?: TradeDate | undefined;
}

/** What an account brings into the day. */
export interface OpeningAccount {
  readonly cash: Money;
  readonly positions: readonly OpeningPosition[];
  /** What is known of when holdings were acquired, for the tax on their dividends; left out: nothing. */
  readonly parcels?: readonly TaxParcel[] | undefined;
}
