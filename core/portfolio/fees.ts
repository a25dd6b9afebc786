import { type Money, type Rate } from '../kernel/units.ts';

/** What the broker charges; taxes and transfer fee come from the market's rules. */
export interface CommissionSchedule {
  readonly rate: Rate;
  /** Least commission of one order over all its fills. */
  readonly minimum: Money;
}
