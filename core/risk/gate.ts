import { type Quantity, ZERO_QUANTITY, minQuantity, quantity } from '../kernel/units.ts';
import { type GateContext } from './context.ts';
import { type GateRule } from './rule.ts';
import { accountState } from './rules/account-state.ts';
import { cancelRatio } from './rules/cancel-ratio.ts';
import { cash } from './rules/cash.ts';
import { clockSkew } from './rules/clock-skew.ts';
import { dayLoss } from './rules/day-loss.ts';
import { drawdown } from './rules/drawdown.ts';
import { duplicate } from './rules/duplicate.ts';
import { exposure } from './rules/exposure.ts';
import { floatShare } from './rules/float-share.ts';
import { instrumentShare } from './rules/instrument-share.ts';
import { instrument } from './rules/instrument.ts';
import { lossStreak } from './rules/loss-streak.ts';
import { lotSize } from './rules/lot-size.ts';
import { newBuys } from './rules/new-buys.ts';
import { orderRate } from './rules/order-rate.ts';
import { orderSize } from './rules/order-size.ts';
import { orderType } from './rules/order-type.ts';
import { orderValue } from './rules/order-value.ts';
import { parent } from './rules/parent.ts';
import { paused } from './rules/paused.ts';
import { permission } from './rules/permission.ts';
import { policy } from './rules/policy.ts';
import { priceCage } from './rules/price-cage.ts';
import { priceCollar } from './rules/price-collar.ts';
import { priceLimit } from './rules/price-limit.ts';
import { priceTick } from './rules/price-tick.ts';
import { quoteAge } from './rules/quote-age.ts';
import { referenceData } from './rules/reference-data.ts';
import { restricted } from './rules/restricted.ts';
import { sectorShare } from './rules/sector-share.ts';
import { selfTrade } from './rules/self-trade.ts';
import { sellable } from './rules/sellable.ts';
import { session } from './rules/session.ts';
import { strategyShare } from './rules/strategy-share.ts';
import { valueAtRisk } from './rules/value-at-risk.ts';
import { volumeShare } from './rules/volume-share.ts';
import { type Verdict } from './verdict.ts';

/** Every rule an order passes, in the order in which a trader would ask. A new rule is added here and nowhere else. */
export const GATE_RULES: readonly GateRule[] = [
  accountState,
  policy,
  paused,
  instrument,
  referenceData,
  permission,
  restricted,
  session,
  orderType,
  clockSkew,
  quoteAge,
  priceTick,
  priceLimit,
  priceCage,
  priceCollar,
  lotSize,
  parent,
  sellable,
  cash,
  orderValue,
  orderSize,
  instrumentShare,
  sectorShare,
  strategyShare,
  exposure,
  valueAtRisk,
  floatShare,
  volumeShare,
  newBuys,
  orderRate,
  cancelRatio,
  duplicate,
  selfTrade,
  dayLoss,
  drawdown,
  lossStreak,
];

export interface GateDecision {
  /** What every rule said, passes too: the trader may always ask why. */
  readonly verdicts: readonly Verdict[];
  /** Most shares that all rules allow; 0 when one denied or a person has to be asked. */
  readonly allowed: Quantity;
}

/** Asks every rule. All are asked even after a denial: the trader sees everything that stands in the way. */
export function evaluateOrder(context: GateContext): GateDecision {
  const verdicts = GATE_RULES.map((rule) => rule.check(context));
  return { verdicts, allowed: allowedOf(context.order.quantity, verdicts) };
}

/** Most shares of `wanted` that all verdicts allow; 0 when one denied or asks. */
export function allowedOf(wanted: Quantity, verdicts: readonly Verdict[]): Quantity {
  let allowed = wanted;
  for (const verdict of verdicts) {
    if (verdict.kind === 'deny' || verdict.kind === 'ask') return ZERO_QUANTITY;
    if (verdict.kind === 'shrink') allowed = minQuantity(allowed, allowedBy(verdict));
  }
  return allowed;
}

function allowedBy(verdict: Verdict): Quantity {
  const { allowed } = verdict.params;
  return quantity(typeof allowed === 'number' ? allowed : 0);
}

const DECIDING = ['deny', 'ask', 'shrink'] as const;

/** The first verdict that stopped or cut the order: what a line says it waits for. */
export function decisiveVerdict(verdicts: readonly Verdict[]): Verdict | undefined {
  for (const kind of DECIDING) {
    const verdict = verdicts.find((one) => one.kind === kind);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}
