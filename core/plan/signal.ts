import { type StrategyId } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Side } from '../orders/order.ts';

/**
 * What a strategy asks for. A `target` is a share of equity to hold; instruments that its strategy holds and the
 * signals do not name have target 0. An order (`quantity`, `amount`) stands for itself and leaves others alone.
 */
export type SignalAsk =
  | { readonly kind: 'target'; readonly weight: Rate }
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
