import { type TimeOfDay } from '../kernel/time.ts';
import { type Rate } from '../kernel/units.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { type CommissionSchedule } from '../portfolio/fees.ts';

/** The settings that trading decisions depend on; journalled with the day, so that a replay decides alike. */
export interface TradingConfig {
  readonly fees: CommissionSchedule;
  readonly plan: {
    /** Share of equity that sizing leaves in cash. */
    readonly cashReserve: Rate;
    /** When approvals lapse: a line that no order has worked by then expires. */
    readonly approvalExpiry: TimeOfDay;
  };
  readonly execution: {
    readonly default: ExecutionStyle;
    /** Least pause between two orders of one line, in milliseconds. */
    readonly retryIntervalMs: number;
  };
  readonly risk: {
    /** A quote older than this, in milliseconds, is no basis for an order in the continuous session. */
    readonly maxQuoteAgeMs: number;
    /** Most that one order may be worth, as a share of equity (1: no bound). */
    readonly maxOrderShare: Rate;
  };
  readonly exchange: {
    /** The simulated exchange fills at most this share of what really traded between two snapshots. */
    readonly volumeCap: Rate;
  };
}
