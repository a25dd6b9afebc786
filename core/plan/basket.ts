import { type BasketId, type LineId, type StrategyId } from '../kernel/ids.ts';
import { type TimeOfDay } from '../kernel/time.ts';
import { type Money } from '../kernel/units.ts';
import { type ExecutionStyle } from './line.ts';

/**
 * What becomes of a basket at the end of its window. `carryOn`: its buys go on waiting for its sells; `release`: they wait
 * no longer; `cancel`: what is left of its lines is given up.
 */
export const BASKET_RESTS = ['carryOn', 'release', 'cancel'] as const;
export type BasketRest = (typeof BASKET_RESTS)[number];

/** How lines are worked as one: its buys spend no more than its sells have brought. */
export interface BasketTerms {
  readonly name: string;
  /** How each of its lines is worked; null: as it is. */
  readonly style: ExecutionStyle | null;
  /** Most that its buys may cost beyond what its sells have brought, fees included, at any moment. */
  readonly tolerance: Money;
  /** Its lines send nothing before; null: as soon as each may. */
  readonly start: TimeOfDay | null;
  readonly end: TimeOfDay;
  readonly rest: BasketRest;
}

/** A strategy whose whole plan is a basket. */
export interface BasketPolicy extends BasketTerms {
  readonly strategyId: StrategyId;
}

export interface Basket extends BasketTerms {
  readonly id: BasketId;
  readonly lineIds: readonly LineId[];
}
