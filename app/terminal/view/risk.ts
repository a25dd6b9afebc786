import { type EpochMs } from '../../../core/kernel/time.ts';
import { type Money, RATE_ONE, type Rate, ZERO_MONEY, addMoney, maxMoney, ratioOf, turnoverOf } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { leaves } from '../../../core/orders/order.ts';
import { GATE_RULES } from '../../../core/risk/gate.ts';
import { portfolioReturns } from '../../../core/risk/measures/return-history.ts';
import { historicalRisk } from '../../../core/risk/measures/value-at-risk.ts';
import { type RiskPolicy, type RiskRules } from '../../../core/risk/policy.ts';
import { type RuleHead, type Severity } from '../../../core/risk/rule.ts';
import { type Verdict } from '../../../core/risk/verdict.ts';
import { ascending } from '../../../core/statistics/sample.ts';
import { type RiskHitsRow, type RiskLimitRow, type RiskRow, type RiskRuleRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { equityOf } from './account.ts';
import { describe, markOf, shareOf } from './marks.ts';
import { exitRows } from './exits.ts';
import { watchRows } from './watches.ts';

type Source = Pick<Session, 'state' | 'market' | 'now' | 'watchReading' | 'returns' | 'lookAtHolding'>;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const NO_HITS: RiskHitsRow = { deny: 0, ask: 0, shrink: 0, warn: 0 };

/** What the gate found wrong today, counted by rule. */
export class RiskHits {
  readonly #hits = new Map<string, { -readonly [Kind in keyof RiskHitsRow]: number }>();

  take(verdicts: readonly Verdict[]): void {
    for (const { rule, kind } of verdicts) {
      if (kind === 'pass') continue;
      const hits = this.#hits.get(rule) ?? { ...NO_HITS };
      hits[kind] += 1;
      this.#hits.set(rule, hits);
    }
  }

  of(rule: string): RiskHitsRow {
    return this.#hits.get(rule) ?? NO_HITS;
  }
}

/** The policy of the day, and where the account stands against each of its limits; null before a day is open. */
export function riskRow(session: Source, openingEquity: Money, hits: RiskHits): RiskRow | null {
  const policy = session.state.day?.config.risk;
  if (policy === undefined) return null;
  const standing = new Standing(session, openingEquity);
  return {
    template: policy.template,
    overridesNeedTwo: policy.secondPerson.overrides,
    rules: GATE_RULES.map((rule) => ruleRow(rule, policy, standing, hits)),
    watches: watchRows(session),
    exits: exitRows(session),
  };
}

function ruleRow(rule: RuleHead, policy: RiskPolicy, standing: Standing, hits: RiskHits): RiskRuleRow {
  const { name, scope } = rule;
  return {
    name,
    scope,
    severity: severityOf(rule, policy),
    chosen: isSetting(name, policy.rules),
    limits: LIMITS[name]?.(policy, standing) ?? [],
    hits: hits.of(name),
  };
}

function isSetting(name: string, rules: RiskRules): name is keyof RiskRules {
  return name in rules;
}

/** Null: the policy has the rule off. One that nobody may set is always on. */
function severityOf({ name, severities }: RuleHead, { rules }: RiskPolicy): Severity | null {
  if (isSetting(name, rules)) return rules[name]?.severity ?? null;
  return severities[0] ?? null;
}

type Near = Pick<RiskLimitRow, 'now' | 'of'>;

/** What the account holds, has on order and has done today, as the limits measure it. */
class Standing {
  readonly #session: Source;
  readonly #opening: Money;
  readonly #instruments = new Map<string, Money>();
  readonly #sectors = new Map<string, Money>();
  readonly #strategies = new Map<string, Money>();
  #total = ZERO_MONEY;

  constructor(session: Source, opening: Money) {
    this.#session = session;
    this.#opening = opening;
    this.#addHoldings();
    this.#addOpenBuys();
  }

  /** All that is held and on order. */
  get exposure(): Near {
    return { now: shareOf(this.#total, this.#opening), of: null };
  }

  /** Of the instrument, sector or strategy that is nearest to its limit. */
  get instrument(): Near {
    return this.#heaviest(this.#instruments, (id) => describe(this.#session.market, id as InstrumentId).name);
  }

  get sector(): Near {
    return this.#heaviest(this.#sectors, (name) => name);
  }

  get strategy(): Near {
    return this.#heaviest(this.#strategies, (name) => name);
  }

  /** The most of one instrument's free float that is held. */
  get float(): Near {
    const { market, state } = this.#session;
    let most: Near = only(0);
    for (const { instrument, quantity } of state.ledger.positions.values()) {
      const { freeFloat, name } = describe(market, instrument);
      if (freeFloat === undefined) continue;
      const now = ratioOf(quantity, freeFloat);
      if (now > (most.now ?? 0)) most = { now, of: name };
    }
    return most;
  }

  /** What a bad day would cost of the account, and the mean of those beyond; unknown while an instrument's past is. */
  tail(confidence: Rate): Readonly<Record<'var' | 'cvar', Near>> {
    const { returns: history } = this.#session;
    const unknown = { var: NOT_MEASURED, cvar: NOT_MEASURED };
    if (history === undefined) return unknown;
    const holdings = [...this.#instruments].map(([instrument, value]) => ({ instrument: instrument as InstrumentId, value }));
    const { returns, uncovered } = portfolioReturns(holdings, this.#opening, history);
    const risk = uncovered.length > 0 ? null : historicalRisk(ascending(returns), confidence / RATE_ONE);
    if (risk === null) return unknown;
    const lost = (gain: number): Near => only(Math.round(Math.max(0, -gain) * RATE_ONE));
    return { var: lost(risk.var), cvar: lost(risk.cvar) };
  }

  get dayLoss(): Near {
    return only(shareOf(Math.max(0, this.#opening - equityOf(this.#session)), this.#opening));
  }

  get drawdown(): Near {
    const high = maxMoney(this.#opening, this.#session.state.equityHigh);
    return only(shareOf(Math.max(0, high - equityOf(this.#session)), high));
  }

  get newBuys(): Near {
    return only(this.#session.state.traffic.opened.size);
  }

  get lossStreak(): Near {
    return only(this.#session.state.traffic.lossStreak);
  }

  /** Null while too few orders were sent for it to say something. */
  cancelRatio(from: number): Near {
    const { orders, cancels } = this.#session.state.traffic;
    return orders < from || orders === 0 ? NOT_MEASURED : only(ratioOf(cancels, orders));
  }

  messages(withinMs: number | null): Near {
    const { traffic } = this.#session.state;
    if (withinMs === null) return only(traffic.orders + traffic.cancels);
    return only(traffic.messagesSince((this.#session.now() - withinMs) as EpochMs));
  }

  #addHoldings(): void {
    const { market, state } = this.#session;
    for (const { instrument, quantity, lots } of state.ledger.positions.values()) {
      const mark = markOf(market, instrument);
      this.#add(instrument, turnoverOf(mark, quantity));
      for (const [strategy, lot] of lots) add(this.#strategies, strategy, turnoverOf(mark, lot.quantity));
    }
  }

  #addOpenBuys(): void {
    const { market, state } = this.#session;
    for (const id of state.openOrders) {
      const order = state.orders.get(id);
      if (order === undefined || order.side === 'sell') continue;
      const unit = Math.max(order.price, markOf(market, order.instrument)) as typeof order.price;
      const value = turnoverOf(unit, leaves(order));
      this.#add(order.instrument, value);
      add(this.#strategies, order.strategyId, value);
    }
  }

  #add(instrument: InstrumentId, value: Money): void {
    this.#total = addMoney(this.#total, value);
    add(this.#instruments, instrument, value);
    const { industry } = describe(this.#session.market, instrument);
    if (industry !== null) add(this.#sectors, industry, value);
  }

  #heaviest(values: ReadonlyMap<string, Money>, name: (key: string) => string): Near {
    let most: readonly [string, Money] | undefined;
    for (const entry of values) if (most === undefined || entry[1] > most[1]) most = entry;
    return most === undefined ? only(0) : { now: shareOf(most[1], this.#opening), of: name(most[0]) };
  }
}

function only(now: number): Near {
  return { now, of: null };
}

function add(sums: Map<string, Money>, key: string, value: Money): void {
  sums.set(key, addMoney(sums.get(key) ?? ZERO_MONEY, value));
}

/** The limit concerns one order, so there is nothing to measure between two orders. */
const NOT_MEASURED: Near = { now: null, of: null };

function limit(key: RiskLimitRow['key'], unit: RiskLimitRow['unit'], most: number, near: Near = NOT_MEASURED): RiskLimitRow {
  return { key, unit, limit: most, ...near };
}

/** A limit on a share of the account. */
function share(setting: { readonly most: number } | null, near: () => Near): readonly RiskLimitRow[] {
  return setting === null ? [] : [limit('most', 'percent', setting.most, near())];
}

/** A limit on a number. */
function count(setting: { readonly most: number } | null, near: () => Near): readonly RiskLimitRow[] {
  return setting === null ? [] : [limit('most', 'count', setting.most, near())];
}

/** The limits of each rule that has some, in the policy's own numbers. */
const LIMITS: Readonly<Record<string, (policy: RiskPolicy, standing: Standing) => readonly RiskLimitRow[]>> = {
  quoteAge: ({ maxQuoteAgeMs }) => [limit('age', 'duration', maxQuoteAgeMs)],
  clockSkew: ({ maxClockSkewMs }) => [limit('ahead', 'duration', maxClockSkewMs)],
  orderValue: ({ maxOrderShare }) => [limit('most', 'percent', maxOrderShare)],
  priceCollar: ({ rules: { priceCollar: setting } }) =>
    setting === null
      ? []
      : [limit('fromLast', 'percent', setting.fromLast), limit('fromOpposite', 'percent', setting.fromOpposite)],
  orderSize: ({ rules: { orderSize: setting } }) =>
    setting === null ? [] : [limit('shares', 'shares', setting.shares), limit('value', 'money', setting.value)],
  instrumentShare: ({ rules }, standing) => share(rules.instrumentShare, () => standing.instrument),
  sectorShare: ({ rules }, standing) => share(rules.sectorShare, () => standing.sector),
  strategyShare: ({ rules }, standing) => share(rules.strategyShare, () => standing.strategy),
  exposure: ({ rules }, standing) => share(rules.exposure, () => standing.exposure),
  valueAtRisk: ({ rules: { valueAtRisk: setting } }, standing) => {
    if (setting === null) return [];
    const now = standing.tail(setting.confidence);
    return [limit('most', 'percent', setting.most, now.var), limit('mostShortfall', 'percent', setting.mostShortfall, now.cvar)];
  },
  floatShare: ({ rules }, standing) => share(rules.floatShare, () => standing.float),
  volumeShare: ({ rules }) => share(rules.volumeShare, () => NOT_MEASURED),
  newBuys: ({ rules }, standing) => count(rules.newBuys, () => standing.newBuys),
  orderRate: ({ rules: { orderRate: setting } }, standing) =>
    setting === null
      ? []
      : [
          limit('perSecond', 'count', setting.perSecond, standing.messages(SECOND_MS)),
          limit('perMinute', 'count', setting.perMinute, standing.messages(MINUTE_MS)),
          limit('perDay', 'count', setting.perDay, standing.messages(null)),
        ],
  cancelRatio: ({ rules: { cancelRatio: setting } }, standing) =>
    share(setting, () => standing.cancelRatio(setting?.from ?? 0)),
  duplicate: ({ rules }) => count(rules.duplicate, () => NOT_MEASURED),
  dayLoss: ({ rules }, standing) => share(rules.dayLoss, () => standing.dayLoss),
  drawdown: ({ rules }, standing) => share(rules.drawdown, () => standing.drawdown),
  lossStreak: ({ rules }, standing) => count(rules.lossStreak, () => standing.lossStreak),
};
