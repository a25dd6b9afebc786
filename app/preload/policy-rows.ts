import { type Refusal } from '../../core/kernel/result.ts';
import { type PolicyOutcome } from '../../core/oms/decide/policy-preview.ts';
import { type Side } from '../../core/orders/order.ts';
import { type PolicyTemplate } from '../../core/risk/policy.ts';
import { type PolicyChange } from '../../core/risk/policy-change.ts';
import { type Severity } from '../../core/risk/rule.ts';

/** The rows of the risk policy's editor, as in `rows.ts`. */

export type { PolicyChange };

/** A policy as a configuration writes its section `risk`: shares and money as decimal text, times in seconds. */
export type PolicyJson = Readonly<Record<string, unknown>>;

/** A policy that a person put in force. */
export interface PolicyVersionRow {
  readonly version: number;
  readonly at: number;
  readonly by: string;
  /** The second person who agreed; null where nobody was asked. */
  readonly approvedBy: string | null;
  readonly reason: Refusal;
  readonly changes: readonly PolicyChange[];
  readonly policy: PolicyJson;
}

/** The policy that holds, to be edited, and how it came to be. */
export interface PolicyRow {
  /** 0: it has never been changed. */
  readonly version: number;
  readonly policy: PolicyJson;
  readonly templates: Readonly<Record<Exclude<PolicyTemplate, 'none'>, PolicyJson>>;
  /** What a breach of each rule may lead to, the default first. */
  readonly severities: Readonly<Record<string, readonly Severity[]>>;
  /** The latest first. */
  readonly versions: readonly PolicyVersionRow[];
}

/** An order of today that another policy would have treated otherwise. */
export interface PolicyOutcomeRow {
  readonly orderId: string;
  readonly instrument: string;
  readonly name: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  readonly at: number;
  readonly was: PolicyOutcome['was'];
  readonly now: PolicyOutcome['now'];
  readonly allowed: number;
  readonly reason: Refusal | null;
}

/** What a draft of a policy is worth. */
export interface PolicyCheckRow {
  /** What is wrong with it, each with its `field`; with any, nothing else is known. */
  readonly problems: readonly Refusal[];
  readonly changes: readonly PolicyChange[];
  /** Orders of today whose fate would have been another, each judged by itself. */
  readonly outcomes: readonly PolicyOutcomeRow[];
  /** Whether the policy that holds lets nobody make this change alone. */
  readonly needsSecondPerson: boolean;
}

/** What a file held: a policy, or the first thing that is wrong with it, with its `field`. */
export type PolicyFileRow = { readonly policy: PolicyJson } | { readonly problem: Refusal };
