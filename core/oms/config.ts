import { type StrategyId } from '../kernel/ids.ts';
import { type TimeOfDay, timeOfDay } from '../kernel/time.ts';
import { RATE_ONE, type Rate, UNITS_PER_YUAN, money, rate } from '../kernel/units.ts';
import { type BasketPolicy } from '../plan/basket.ts';
import { type CandidatePolicy } from '../plan/candidates.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { type CommissionSchedule } from '../portfolio/fees.ts';
import { type RiskPolicy, TEMPLATES } from '../risk/policy.ts';
import { type ExitPolicy } from './exit.ts';

/**
 * `each`: each line waits for a person. `countdown`: the policy approves what nobody has touched when a countdown is over.
 * `automatic`: it approves a plan as soon as that is proposed.
 */
export const APPROVAL_MODES = ['each', 'countdown', 'automatic'] as const;
export type ApprovalMode = (typeof APPROVAL_MODES)[number];

/** Names that earlier journals and configurations have for two of the modes. */
const FORMER_MODES: Readonly<Record<string, ApprovalMode>> = { manual: 'each', all: 'automatic' };

/** A mode by the name that it has today; what is no former name stays as it is. */
export function approvalModeNamed<Name>(name: Name): Name | ApprovalMode {
  return typeof name === 'string' && Object.hasOwn(FORMER_MODES, name) ? (FORMER_MODES[name] ?? name) : name;
}

/** What no line does by itself, whatever its style and its condition say. */
export interface Guards {
  /** A stock at limit-up may well go on rising tomorrow. */
  readonly sellAtLimitUp: boolean;
  /** One at limit-down may go on falling, and cannot be sold again. */
  readonly buyAtLimitDown: boolean;
  /** No buy while the price is further above the previous close than this; null: no such bound. */
  readonly maxBuyChange: Rate | null;
}

/** How the lines of one strategy are worked whose signals name no style. */
export interface StrategyStyle {
  readonly strategyId: StrategyId;
  readonly style: ExecutionStyle;
}

/** The settings that trading decisions depend on; journalled with the day, so that a replay decides alike. */
export interface TradingConfig {
  readonly fees: CommissionSchedule;
  readonly plan: {
    readonly approval: ApprovalMode;
    /** Share of equity that sizing leaves in cash. */
    readonly cashReserve: Rate;
    /** When approvals lapse: a line that no order has worked by then expires. */
    readonly approvalExpiry: TimeOfDay;
    /** How long a proposed line waits for a touch before the policy approves it, in milliseconds; for `countdown`. */
    readonly approvalCountdownMs: number;
  };
  readonly execution: {
    readonly default: ExecutionStyle;
    /** Strategies that have a default of their own, at most one each. */
    readonly styles: readonly StrategyStyle[];
    /** Least pause between two orders of one line, in milliseconds. */
    readonly retryIntervalMs: number;
    readonly guards: Guards;
    /** At most one of each strategy; a strategy that is not named replaces nothing. */
    readonly candidates: readonly CandidatePolicy[];
    /** At most one of each strategy; the lines of a strategy that is not named work each for itself. */
    readonly baskets: readonly BasketPolicy[];
    /** Each with a name of its own. */
    readonly exits: readonly ExitPolicy[];
  };
  readonly risk: RiskPolicy;
  readonly exchange: {
    /** The simulated exchange fills at most this share of what really traded between two snapshots. */
    readonly volumeCap: Rate;
  };
}

const PERCENT = RATE_ONE / 100;
const SECOND_MS = 1000;

/** What holds where a configuration says nothing. */
export const DEFAULT_CONFIG: TradingConfig = {
  fees: { rate: rate(0.025 * PERCENT), minimum: money(5 * UNITS_PER_YUAN) },
  plan: { approval: 'each', cashReserve: rate(0), approvalExpiry: timeOfDay('14:57:00'), approvalCountdownMs: 60 * SECOND_MS },
  execution: {
    default: DEFAULT_STYLES.callAuction,
    retryIntervalMs: 3 * SECOND_MS,
    guards: { sellAtLimitUp: false, buyAtLimitDown: false, maxBuyChange: null },
    candidates: [],
    baskets: [],
    exits: [],
    styles: [],
  },
  risk: TEMPLATES.none,
  exchange: { volumeCap: rate(25 * PERCENT) },
};
