import { type RefusalParams } from '../kernel/result.ts';
import { type Quantity, ZERO_QUANTITY } from '../kernel/units.ts';
import { type OrderOrigin } from '../orders/order.ts';
import { type GateContext } from './context.ts';
import { type Verdict } from './verdict.ts';

/** What a rule measures: the order itself, or what it would make of an instrument, a sector, a strategy, the account. */
export type RuleScope = 'order' | 'instrument' | 'sector' | 'strategy' | 'account';

/** What a breach leads to, the gravest first. */
export const SEVERITIES = ['deny', 'ask', 'shrink', 'warn'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface RuleHead {
  /** Also the rule's key in the policy, and the code of its pass. */
  readonly name: string;
  readonly scope: RuleScope;
  /** What a breach may lead to, the default first; a policy chooses among them. One alone cannot be softened. */
  readonly severities: readonly Severity[];
}

/** One rule of the gate. Never throws, never looks at anything but its context. */
export interface GateRule extends RuleHead {
  check(context: GateContext): Verdict;
}

const NOTHING: RefusalParams = {};
/** The choices of a rule that can say how many shares it would allow. */
export const SHRINKING: readonly Severity[] = ['shrink', 'deny', 'ask', 'warn'];
/** The choices of a rule that can only say yes or no. */
export const REFUSING: readonly Severity[] = ['deny', 'ask', 'warn'];
/** No choice: an order that the exchange would refuse, or that breaks a promise to the trader. */
export const ALWAYS: readonly Severity[] = ['deny'];

/** A rule with its own `pass`, made once: passing is the hot path and allocates nothing. */
export function gateRule(head: RuleHead, check: (context: GateContext, pass: Verdict) => Verdict): GateRule {
  const pass: Verdict = { rule: head.name, kind: 'pass', code: head.name, params: NOTHING };
  return { ...head, check: (context) => check(context, pass) };
}

export function deny(rule: string, code: string, params: RefusalParams = NOTHING): Verdict {
  return { rule, kind: 'deny', code, params };
}

/** Allowed, but only for `allowed` shares; 0 allowed is a denial. */
export function shrink(rule: string, code: string, allowed: Quantity, params: RefusalParams): Verdict {
  return { rule, kind: allowed > 0 ? 'shrink' : 'deny', code, params: { ...params, allowed } };
}

export function warn(rule: string, code: string, params: RefusalParams): Verdict {
  return { rule, kind: 'warn', code, params };
}

/** What is wrong, in a form that the policy's severity makes a verdict of. */
export interface Breach {
  readonly rule: string;
  readonly code: string;
  readonly params: RefusalParams;
  /** The most shares the rule would have allowed. */
  readonly allowed?: Quantity;
}

/** A person had the order before the eyes when confirming it, and has thereby been asked. */
const CONFIRMED: ReadonlySet<OrderOrigin> = new Set(['ticket', 'liquidation']);

/** The verdict on a breach. A plan line waits where a rule asks, until a person overrides the rule for it. */
export function breach({ order, overridden }: GateContext, severity: Severity, { rule, code, params, allowed }: Breach): Verdict {
  switch (severity) {
    case 'deny':
      return deny(rule, code, params);
    case 'shrink':
      return shrink(rule, code, allowed ?? ZERO_QUANTITY, params);
    case 'ask':
      return CONFIRMED.has(order.origin) || overridden.includes(rule) ? warn(rule, code, params) : { rule, kind: 'ask', code, params };
    case 'warn':
      return warn(rule, code, params);
  }
}

/** The soft path: where a buy is held back, a sale of what is held is only warned of. Reducing risk is never blocked. */
export function softBreach(context: GateContext, severity: Severity, found: Breach): Verdict {
  return breach(context, context.order.side === 'sell' ? 'warn' : severity, found);
}
