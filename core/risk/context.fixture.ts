import { type OrderId, DEFAULT_STRATEGY } from '../kernel/ids.ts';
import { type TradeDate, atTime, timeOfDay } from '../kernel/time.ts';
import { UNITS_PER_YUAN, money, price, quantity, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId, bareInstrument } from '../market/instrument.ts';
import { phaseAt } from '../market/session.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { type GateContext } from './context.ts';
import { type RiskRules, TEMPLATES } from './policy.ts';
import { type GateRule } from './rule.ts';
import { Traffic } from './traffic.ts';
import { type Verdict } from './verdict.ts';

export const DATE = '2024-03-06' as TradeDate;
export const STOCK = '000333.SZ' as InstrumentId;

export function yuan(amount: number): ReturnType<typeof price> {
  return price(Math.round(amount * UNITS_PER_YUAN));
}

const lookedUp = tradingRules(bareInstrument(STOCK), DATE);
if (!lookedUp.ok) throw new Error('no rules');
export const RULES = lookedUp.value;
export const NOW = atTime(DATE, timeOfDay('10:00:00'));

/** Yuan to money. */
export function cny(amount: number): ReturnType<typeof money> {
  return money(Math.round(amount * UNITS_PER_YUAN));
}

/** An account of 100,000 yuan, with so much held and on order already, in yuan. */
export function exposures(at: {
  readonly instrument?: number;
  readonly sector?: number;
  readonly strategy?: number;
  readonly total?: number;
  readonly equity?: number;
  /** What a bad day costs once the order is filled: value at risk and the mean beyond it. */
  readonly losses?: readonly [valueAtRisk: number, shortfall: number];
  readonly unknown?: InstrumentId;
}): GateContext['exposure'] {
  return {
    total: cny(at.total ?? 0),
    ofInstrument: () => cny(at.instrument ?? 0),
    ofSector: () => cny(at.sector ?? 0),
    ofStrategy: () => cny(at.strategy ?? 0),
    equity: cny(at.equity ?? 100_000),
    openingEquity: cny(100_000),
    unknownReturns: () => at.unknown ?? null,
    tailLoss: () => ({ var: -cny(at.losses?.[0] ?? 0), cvar: -cny(at.losses?.[1] ?? 0) }),
  };
}

/** A context in which everything is in order: 100 shares at 60 yuan, bought with 10,000 yuan. */
export const FINE: GateContext = {
  order: {
    id: 'O1' as OrderId,
    lineId: null,
    strategyId: DEFAULT_STRATEGY,
    origin: 'ticket',
    instrument: STOCK,
    side: 'buy',
    type: 'limit',
    price: yuan(60),
    quantity: quantity(100),
  },
  now: NOW,
  rules: RULES,
  phase: phaseAt(RULES, timeOfDay('10:00:00')),
  reference: { instrument: bareInstrument(STOCK), prevClose: yuan(60), limitUp: yuan(66), limitDown: yuan(54) },
  quote: {
    instrument: STOCK,
    time: NOW,
    prevClose: yuan(60),
    open: yuan(60),
    high: yuan(60),
    low: yuan(60),
    last: yuan(60),
    volume: quantity(1_000),
    turnover: turnoverOf(yuan(60), quantity(1_000)),
    limitUp: yuan(66),
    limitDown: yuan(54),
    bids: [{ price: yuan(59.99), volume: quantity(500) }],
    asks: [{ price: yuan(60), volume: quantity(500) }],
    auction: null,
  },
  account: {
    available: money(10_000 * UNITS_PER_YUAN),
    sellable: quantity(250),
    held: quantity(350),
    trading: 'active',
    reconciled: true,
    settled: false,
    equityHigh: money(0),
  },
  exposure: exposures({}),
  traffic: new Traffic(),
  openOrders: [],
  pauses: { buys: false, sells: false, line: false, strategy: false },
  overridden: [],
  parentRemaining: null,
  feesFor: () => money(5 * UNITS_PER_YUAN),
  policy: TEMPLATES.own,
  live: false,
};

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type Change = { readonly [Key in keyof GateContext]?: Partial<GateContext[Key]> | null | undefined };

export function changed(change: Change): GateContext {
  const merged: Record<string, unknown> = { ...FINE };
  for (const [key, value] of Object.entries(change)) {
    const before = merged[key];
    merged[key] = isPlain(value) && isPlain(before) ? Object.assign({}, before, value) : value;
  }
  return merged as unknown as GateContext;
}

/** A policy of these rules and no other. */
export function policyWith(rules: Partial<RiskRules>): Change {
  return { policy: { rules: { ...TEMPLATES.own.rules, ...rules } } };
}

/** What one rule says of the context with the change. */
export function verdictOf(rule: GateRule, change: Change): Verdict {
  return rule.check(changed(change));
}

/** The code of what the rule found; undefined for a pass. */
export function codeOf(rule: GateRule, change: Change): string | undefined {
  const { kind, code } = verdictOf(rule, change);
  return kind === 'pass' ? undefined : code;
}
