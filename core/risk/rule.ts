import { type RefusalParams } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type Money, type Quantity, type Rate } from '../kernel/units.ts';
import { type DayReference, type Quote } from '../market/quote.ts';
import { type Phase, type TradingRules } from '../market/rules.ts';
import { type OrderRequest } from '../orders/order.ts';
import { type Verdict } from './verdict.ts';

/** Everything the gate may look at; the order is judged as it would leave. */
export interface GateContext {
  readonly order: OrderRequest;
  readonly now: EpochMs;
  /** Undefined when no trading rules are known for the instrument today. */
  readonly rules: TradingRules | undefined;
  readonly phase: Phase | undefined;
  readonly reference: DayReference | undefined;
  readonly quote: Quote | undefined;
  readonly account: {
    readonly available: Money;
    /** Asked only by rules that need it: valuing every position takes its time. */
    readonly equity: () => Money;
    /** Sellable shares of the instrument, open sells already taken off. */
    readonly sellable: Quantity;
    /** All shares of the instrument. */
    readonly held: Quantity;
    readonly halted: boolean;
    readonly settled: boolean;
  };
  readonly pauses: { readonly buys: boolean; readonly sells: boolean; readonly line: boolean };
  /** What the parent line may still send; null for an order without a parent. */
  readonly parentRemaining: Quantity | null;
  /** Fees of the whole order for `shares` at its price. */
  readonly feesFor: (shares: Quantity) => Money;
  readonly limits: { readonly maxQuoteAgeMs: number; readonly maxOrderShare: Rate };
}

/** One rule of the gate. Never throws, never looks at anything but its context. */
export interface GateRule {
  readonly name: string;
  check(context: GateContext): Verdict;
}

const NOTHING: RefusalParams = {};

/** A rule with its own `pass`, made once: passing is the hot path. */
export function gateRule(name: string, check: (context: GateContext, pass: Verdict) => Verdict): GateRule {
  const pass: Verdict = { rule: name, kind: 'pass', code: name, params: NOTHING };
  return { name, check: (context) => check(context, pass) };
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
