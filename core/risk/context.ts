import { type StrategyId } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type Money, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayReference, type Quote } from '../market/quote.ts';
import { type Phase, type TradingRules } from '../market/rules.ts';
import { type Order, type OrderRequest } from '../orders/order.ts';
import { type TailLoss } from './measures/loss-book.ts';
import { type RiskPolicy } from './policy.ts';
import { type TrafficView } from './traffic.ts';

/**
 * The account's one switch. `reducingOnly`: sales of holdings pass, buys do not. `halted`: nothing new leaves. Cancels
 * pass in every state.
 */
export const TRADING_STATES = ['active', 'reducingOnly', 'halted'] as const;
export type TradingState = (typeof TRADING_STATES)[number];

/**
 * What the account would hold if every open buy were filled, in 1/10000 yuan: holdings at the market's last price, open
 * buys at that or at their own price, whichever is higher. So a fill never makes it more.
 */
export interface ExposureView {
  readonly total: Money;
  ofInstrument(instrument: InstrumentId): Money;
  ofSector(industry: string): Money;
  ofStrategy(strategy: StrategyId): Money;
  /** Cash and holdings at the market's last prices. */
  readonly equity: Money;
  /**
   * What the day began with, at the previous closes. Limits that are shares of the account are shares of this: they do
   * not move while one trades, and no fee, fill or fall of a price can carry an accepted order over its limit.
   */
  readonly openingEquity: Money;
  /** Something held, on order or the instrument itself of whose past returns nobody knows enough; null: there is none. */
  unknownReturns(instrument: InstrumentId): InstrumentId | null;
  /**
   * What a day as bad as `confidence` says would make the account gain, losses negative, once everything on order is filled
   * and `more` of the instrument is held; null when the returns are not known.
   */
  tailLoss(instrument: InstrumentId, more: Money, confidence: number): TailLoss | null;
}

/** Everything the gate may look at; the order is judged as it would leave. */
export interface GateContext {
  readonly order: OrderRequest;
  readonly now: EpochMs;
  /** Undefined when no trading rules are known for the instrument today. */
  readonly rules: TradingRules | undefined;
  readonly phase: Phase | undefined;
  readonly reference: DayReference | undefined;
  readonly quote: Quote | undefined;
  readonly account: {
    readonly available: Money;
    /** Sellable shares of the instrument, open sells already taken off. */
    readonly sellable: Quantity;
    /** All shares of the instrument. */
    readonly held: Quantity;
    readonly trading: TradingState;
    /** Our books and the broker's said the same when they were last compared, and nothing has happened to them since. */
    readonly reconciled: boolean;
    readonly settled: boolean;
    /** The highest equity that was marked today; 0 before the first mark. */
    readonly equityHigh: Money;
  };
  readonly exposure: ExposureView;
  readonly traffic: TrafficView;
  /** Open orders of the account in the instrument, of every strategy. */
  readonly openOrders: readonly Order[];
  readonly pauses: { readonly buys: boolean; readonly sells: boolean; readonly line: boolean; readonly strategy: boolean };
  /** What the parent line may still send; null for an order without a parent. */
  readonly parentRemaining: Quantity | null;
  /** Rules that ask, and to which a person has said yes for the line. */
  readonly overridden: readonly string[];
  /** Fees of the whole order for `shares` at its price. */
  readonly feesFor: (shares: Quantity) => Money;
  readonly policy: RiskPolicy;
  /** Set with real money at stake: then nobody may have forgotten to choose a policy. */
  readonly live: boolean;
}
