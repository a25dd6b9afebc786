import { type StrategyId } from '../kernel/ids.ts';
import { type Money } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';

/** Shares that came or went without a fill of ours. */
export interface ShareAdjustment {
  readonly instrument: InstrumentId;
  /** Whose lot they join, or are taken from first. */
  readonly strategyId: StrategyId;
  /** Below 0: they go. */
  readonly quantity: number;
  /** What shares that come have cost in all, without fees; those that go take their part of their lots' cost along. */
  readonly cost: Money;
}

/** What sets the books right: cash and shares as they are to be added. */
export interface Adjustment {
  /** Below 0: it goes. */
  readonly cash: Money;
  readonly shares: ShareAdjustment | null;
}
