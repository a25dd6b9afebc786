import { type LineId, type StrategyId } from '../kernel/ids.ts';
import { type Refusal } from '../kernel/result.ts';
import { type TimeOfDay } from '../kernel/time.ts';
import { type Money } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';

/** What a strategy buys in place of a planned buy that nobody sells: locked at limit-up, or suspended. */
export interface CandidatePolicy {
  readonly strategyId: StrategyId;
  /** The best first. `sector`: the shares of the same industry, those that traded most today first. */
  readonly from: 'sector' | readonly InstrumentId[];
  /** Nothing is replaced before `start`, nor from `end` on. From 09:25 on the opening auction has said its word. */
  readonly start: TimeOfDay;
  readonly end: TimeOfDay;
  /** How long the buy must have been impossible without a break, in milliseconds; 0: a look is enough. */
  readonly lastingMs: number;
  /** How often one planned buy may be replaced; a substitute that is replaced in its turn counts too. */
  readonly most: number;
}

/** What makes a line the substitute of another. */
export interface Substitution {
  /** The line that it stands for, whose approval it has. */
  readonly for: LineId;
  /** Most that it may ever spend, fees included: what was left of the budget of the line that it stands for. */
  readonly budget: Money;
}

/** A candidate that was looked at and not taken. */
export interface RefusedCandidate {
  readonly instrument: InstrumentId;
  readonly reason: Refusal;
}
