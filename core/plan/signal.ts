import { type StrategyId } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate, rate } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Side } from '../orders/order.ts';

/**
 * How far weights of one strategy may add up to more than 1 before it is a mistake: what rounding to eight digits leaves
 * over a few hundred rows (real index weights add up to 1.00000007). The cash rule bounds what is bought in any case.
 */
export const WEIGHT_SUM_TOLERANCE = rate(100);

/**
 * What a strategy asks for. A `target` is a share of equity to hold; instruments that its strategy holds and the
 * signals do not name have target 0. An order (`quantity`, `amount`) stands for itself and leaves others alone.
 */
export type SignalAsk =
  | {
      readonly kind: 'target';
      readonly weight: Rate;
      /**
       * Rows of the source were left out because they could not be read. What the strategy holds and no signal names is
       * then left alone: it may have been named in such a row.
       */
      readonly partial?: true;
    }
  | { readonly kind: 'quantity'; readonly side: Side; readonly quantity: Quantity }
  | { readonly kind: 'amount'; readonly side: Side; readonly amount: Money };

/** One row from a strategy. */
export interface Signal {
  /** The day after whose close the strategy made it. */
  readonly date: TradeDate;
  /** The session on which it is traded. */
  readonly tradeDate: TradeDate;
  readonly strategyId: StrategyId;
  readonly instrument: InstrumentId;
  readonly ask: SignalAsk;
  /** The price that the strategy reckoned with; null: the previous close. */
  readonly refPrice: Price | null;
  /** The strategy's own words; empty when it gave none. */
  readonly reason: string;
  /** Name of an execution style that overrides the account's default. */
  readonly execution: string | null;
  /** Source text of a condition that must hold before the line may act. */
  readonly condition: string | null;
}
