import { type PolicyTemplate } from '../../core/risk/policy.ts';
import { type RuleScope, type Severity } from '../../core/risk/rule.ts';
import { type ExitRow, type WatchRow } from './watch-rows.ts';

export type { PolicyTemplate, RuleScope, Severity };

/** How often a rule said so today. */
export interface RiskHitsRow {
  readonly deny: number;
  readonly ask: number;
  readonly shrink: number;
  readonly warn: number;
}

/** One limit of a rule. */
export interface RiskLimitRow {
  readonly key: 'most' | 'mostShortfall' | 'age' | 'ahead' | 'fromLast' | 'fromOpposite' | 'shares' | 'value' | 'perSecond' | 'perMinute' | 'perDay';
  readonly unit: 'percent' | 'count' | 'money' | 'shares' | 'duration';
  readonly limit: number;
  /** Where the account stands; null where only an order can be measured. */
  readonly now: number | null;
  /** What of: the instrument, sector or strategy that is nearest to its limit. */
  readonly of: string | null;
}

/** A rule of the gate as the day's policy has it. */
export interface RiskRuleRow {
  readonly name: string;
  readonly scope: RuleScope;
  /** What a breach leads to; null: the policy has it off. */
  readonly severity: Severity | null;
  /** Whether a policy may set it; the exchange or the books insist on the others. */
  readonly chosen: boolean;
  readonly limits: readonly RiskLimitRow[];
  readonly hits: RiskHitsRow;
}

export interface RiskRow {
  readonly template: PolicyTemplate;
  /** Whether a second person has to agree where somebody says yes to a rule that asks. */
  readonly overridesNeedTwo: boolean;
  /** In the order in which the gate asks them. */
  readonly rules: readonly RiskRuleRow[];
  /** Those that fired first, then by how near they are; at most 300. */
  readonly watches: readonly WatchRow[];
  /** Those that fired first, then as the account has them; at most 300. */
  readonly exits: readonly ExitRow[];
}
