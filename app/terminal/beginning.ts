import { type ApprovalMode } from '../../core/oms/config.ts';
import { type StrategyCarry } from '../../core/oms/strategy/followed.ts';
import { type WatchCarry } from '../../core/oms/watch/watch-memory.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type RiskPolicy } from '../../core/risk/policy.ts';
import { type MarketDay } from './paper-market.ts';

/** What a day is begun with: the holdings, how plans are approved, the risk policy, and which version of the account's own that is. */
export interface Beginning {
  readonly opening: OpeningAccount;
  readonly approval: ApprovalMode;
  readonly policy: RiskPolicy;
  readonly version?: number;
  /** What the watches bring over from the day before. */
  readonly watches?: WatchCarry | undefined;
  /** Whether each day waits for a person to seal it. */
  readonly sealHeld?: boolean;
  /** What the account's strategies bring over; left out: nothing. */
  readonly strategies?: StrategyCarry | undefined;
}

/** A new account's first day. */
export function firstBeginning({ opening, config, watches }: MarketDay): Beginning {
  return { opening, approval: config.plan.approval, policy: config.risk, watches };
}
