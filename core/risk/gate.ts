import { type Quantity, minQuantity, quantity } from '../kernel/units.ts';
import { type GateContext, type GateRule } from './rule.ts';
import { instrumentKnown, orderType, quoteAge, session } from './rules/market.ts';
import { cash, orderValue } from './rules/money.ts';
import { priceCage, priceLimit, priceTick } from './rules/price.ts';
import { lotSize, parent, sellable } from './rules/quantity.ts';
import { accountState, paused } from './rules/state.ts';
import { type Verdict } from './verdict.ts';

/** Every rule an order passes, in the order in which a trader would ask. A new rule is added here and nowhere else. */
export const GATE_RULES: readonly GateRule[] = [
  accountState,
  paused,
  instrumentKnown,
  session,
  orderType,
  quoteAge,
  priceTick,
  priceLimit,
  priceCage,
  lotSize,
  parent,
  sellable,
  cash,
  orderValue,
];

export interface GateDecision {
  /** What every rule said, passes too: the trader may always ask why. */
  readonly verdicts: readonly Verdict[];
  /** Most shares that all rules allow; 0 when one denied. */
  readonly allowed: Quantity;
}

/** Asks every rule. All are asked even after a denial: the trader sees everything that stands in the way. */
export function evaluateOrder(context: GateContext): GateDecision {
  const verdicts: Verdict[] = [];
  let allowed = context.order.quantity;
  for (const rule of GATE_RULES) {
    const verdict = rule.check(context);
    verdicts.push(verdict);
    if (verdict.kind === 'deny') allowed = quantity(0);
    if (verdict.kind === 'shrink') allowed = minQuantity(allowed, allowedBy(verdict));
  }
  return { verdicts, allowed };
}

function allowedBy(verdict: Verdict): Quantity {
  const { allowed } = verdict.params;
  return quantity(typeof allowed === 'number' ? allowed : 0);
}

/** The first verdict that stopped or cut the order: what a line says it waits for. */
export function decisiveVerdict(verdicts: readonly Verdict[]): Verdict | undefined {
  return verdicts.find((verdict) => verdict.kind === 'deny') ?? verdicts.find((verdict) => verdict.kind === 'shrink');
}
