import { expect, it } from 'vitest';
import { type LineId, type OrderId, type StrategyId } from '../kernel/ids.ts';
import { type Random, seededRandom } from '../kernel/random.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate } from '../kernel/units.ts';
import { BOARDS, type InstrumentId, bareInstrument } from '../market/instrument.ts';
import { ORDER_TYPES } from '../market/rules.ts';
import { phaseAt } from '../market/session.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { type GateContext, TRADING_STATES } from './context.ts';
import { GATE_RULES, evaluateOrder } from './gate.ts';
import { type PlainVerdicts, plainGate } from './plain-gate.fixture.ts';
import { POLICY_TEMPLATES, type RiskRules, TEMPLATES } from './policy.ts';
import { type RuleHead } from './rule.ts';

const ORDERS = 100_000;
const DATE = '2026-09-01' as TradeDate;
const IDS = ['000333.SZ', '300750.SZ', '688001.SH', '510300.SH', '920001.BJ'] as never as readonly [InstrumentId, ...InstrumentId[]];
const NAMES = GATE_RULES.map(({ name }) => name);
const TIMES = [
  timeOfDay('09:31:00'),
  timeOfDay('09:16:00'),
  timeOfDay('10:00:00'),
  timeOfDay('12:00:00'),
  timeOfDay('13:30:00'),
  timeOfDay('14:58:00'),
] as const;
const LAST = 100_000;

/** A world in which values lie on limits far more often than chance would put them there. */
class World {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  one<T>(...values: readonly [T, ...T[]]): T {
    return values[Math.floor(this.#random() * values.length)] ?? values[0];
  }

  chance(percent: number): boolean {
    return this.#random() * 100 < percent;
  }

  /** A few around `middle`, mostly on it. */
  near(middle: number, step = 1): number {
    return middle + this.one(0, 0, 0, -step, step, -10 * step, 10 * step);
  }

  #severity(rule: keyof RiskRules) {
    const { severities } = GATE_RULES.find(({ name }) => name === rule) as RuleHead;
    return severities[Math.floor(this.#random() * severities.length)] ?? 'deny';
  }

  #list(id: InstrumentId) {
    return {
      instruments: this.chance(30) ? [id] : [],
      industries: this.chance(30) ? ['家电'] : [],
      boards: this.chance(30) ? [this.one(...BOARDS)] : [],
      names: this.chance(30) ? [this.one('*ST*', '美*', '*电', '美*电', '美的电')] : [],
    };
  }

  #budget(): RiskRules['valueAtRisk'] {
    if (this.chance(40)) return null;
    const [most, mostShortfall] = [this.one(2_000_000, 5_000_000) as Rate, this.one(5_000_000, 8_000_000) as Rate];
    return { confidence: 95_000_000 as Rate, most, mostShortfall, severity: this.#severity('valueAtRisk') };
  }

  rules(id: InstrumentId): RiskRules {
    const share = (rule: keyof RiskRules) =>
      this.chance(40) ? null : { most: this.one(5_000_000, 10_000_000, 33_333_333, 100_000_000) as Rate, severity: this.#severity(rule) };
    const off = (): boolean => this.chance(40);
    const { permission, restricted, ...none } = TEMPLATES.own.rules;
    return {
      ...none,
      permission: off() ? permission : { boards: BOARDS.filter(() => this.chance(70)), riskWarning: this.chance(50), severity: this.#severity('permission') },
      restricted: off()
        ? restricted
        : {
            only: this.chance(50) ? null : this.#list(id),
            never: this.chance(50) ? null : this.#list(id),
            severity: this.#severity('restricted'),
          },
      priceCollar: off()
        ? null
        : { fromLast: this.one(1_000_000, 2_000_000) as Rate, fromOpposite: this.one(500_000, 1_000_000) as Rate, severity: this.#severity('priceCollar') },
      orderSize: off()
        ? null
        : { shares: this.one(200, 1_000, 300_000) as Quantity, value: this.one(10_000_000, 100_000_000) as Money, severity: this.#severity('orderSize') },
      instrumentShare: share('instrumentShare'),
      sectorShare: share('sectorShare'),
      strategyShare: share('strategyShare'),
      exposure: share('exposure'),
      valueAtRisk: this.#budget(),
      floatShare: share('floatShare'),
      volumeShare: share('volumeShare'),
      newBuys: off() ? null : { most: this.one(1, 2), severity: this.#severity('newBuys') },
      orderRate: off()
        ? null
        : { perSecond: 5, perMinute: 20, perDay: 100, warnShare: this.one(50_000_000, 80_000_000) as Rate, severity: this.#severity('orderRate') },
      cancelRatio: off() ? null : { most: this.one(50_000_000, 33_000_000) as Rate, from: this.one(1, 10), severity: this.#severity('cancelRatio') },
      duplicate: off() ? null : { windowMs: 1_000, most: this.one(1, 2), severity: this.#severity('duplicate') },
      selfTrade: off() ? null : { severity: this.#severity('selfTrade') },
      dayLoss: share('dayLoss'),
      drawdown: share('drawdown'),
      lossStreak: off() ? null : { most: 3, severity: this.#severity('lossStreak') },
    };
  }

  /** What a bad day costs, on the budgets of {@link rules} and around them. */
  #tail(id: InstrumentId): Pick<GateContext['exposure'], 'unknownReturns' | 'tailLoss'> {
    const atRisk = this.near(this.one(0, 20_000_000, 50_000_000), 0.5);
    const shortfall = this.near(this.one(10_000_000, 50_000_000, 80_000_000), 0.5);
    const unknown = this.chance(3) ? id : null;
    return {
      unknownReturns: () => unknown,
      tailLoss: (_, more) => (unknown === null ? { var: -atRisk - more / 1e12, cvar: -shortfall } : null),
    };
  }

  context(): GateContext {
    const id = this.one(...IDS);
    const now = atTime(DATE, this.one(...TIMES));
    const found = tradingRules(bareInstrument(id), DATE);
    const rules = !found.ok || this.chance(2) ? undefined : found.value;
    const time = this.one(...TIMES);
    const order = {
      id: 'O9' as OrderId,
      lineId: this.chance(50) ? ('L1' as LineId) : null,
      strategyId: 'a' as StrategyId,
      origin: this.one('plan', 'ticket'),
      instrument: id,
      side: this.one('buy', 'buy', 'sell'),
      type: this.chance(80) ? 'limit' : this.one(...ORDER_TYPES),
      price: this.near(this.one(LAST, 102_000, 98_000, 110_000, 90_000, 1_000), 100) as Price,
      quantity: Math.max(0, this.near(this.one(100, 200, 1_000, 2_000, 299, 1_000_000), this.one(1, 100))) as Quantity,
    } as const;
    const level = (price: number) => (this.chance(85) ? [{ price: price as Price, volume: 500 as Quantity }] : []);
    const orders = this.near(this.one(4, 10, 99));
    const counts = { second: this.near(this.one(2, 4)), minute: this.near(this.one(9, 19)) };
    const equalOrders = this.one(0, 0, 1, 2);
    const equity = this.near(this.one(1_000_000_000, 900_000_000, 950_000_000), 1) as Money;
    const exposed = (): Money => this.near(this.one(0, 40_000_000, 90_000_000, 323_333_333, 990_000_000), 100) as Money;
    const [ofInstrument, ofSector, ofStrategy] = [exposed(), exposed(), exposed()];
    const filled = this.one(0, 100, 900) as Quantity;
    return {
      order,
      now,
      rules,
      phase: rules === undefined ? undefined : phaseAt(rules, time),
      reference: this.chance(2)
        ? undefined
        : {
            instrument: { ...bareInstrument(id), name: this.one('美的电', '*ST美的', '美电'), industry: this.one('家电', '白酒', null), st: this.chance(20), freeFloat: this.one(undefined, 10_000, 22_000, 1_000_000_000) as Quantity | undefined },
            prevClose: (this.chance(3) ? 0 : LAST) as Price,
            limitUp: this.one(110_000, 110_000, 0) as Price,
            limitDown: this.one(90_000, 90_000, 0) as Price,
          },
      quote: this.chance(4)
        ? undefined
        : {
            instrument: id,
            time: (now + this.near(this.one(0, 0, -60_000, 5_000))) as EpochMs,
            prevClose: LAST as Price,
            open: LAST as Price,
            high: LAST as Price,
            low: LAST as Price,
            last: this.one(LAST, LAST, 101_000, 0) as Price,
            volume: Math.max(0, this.near(this.one(0, 1_000, 10_000, 3_000_000))) as Quantity,
            turnover: 0 as Money,
            limitUp: 0 as Price,
            limitDown: 0 as Price,
            bids: level(99_900),
            asks: level(100_100),
            auction: null,
          },
      account: {
        available: this.near(this.one(10_050_000, 0, 100_000_000, 20_000_000_000_000), 1) as Money,
        sellable: this.one(0, 100, 299, 1_000, 2_050) as Quantity,
        held: this.one(0, 100, 2_050) as Quantity,
        trading: this.chance(90) ? 'active' : this.one(...TRADING_STATES),
        settled: this.chance(2),
        reconciled: !this.chance(2),
        equityHigh: this.one(0, 1_000_000_000, 1_052_631_579) as Money,
      },
      exposure: {
        total: exposed(),
        ofInstrument: () => ofInstrument,
        ofSector: () => ofSector,
        ofStrategy: () => ofStrategy,
        equity,
        openingEquity: 1_000_000_000 as Money,
        ...this.#tail(id),
      },
      traffic: {
        orders,
        cancels: Math.max(0, this.near(this.one(1, 5, 33))),
        opened: new Set(this.chance(50) ? [this.one(...IDS)] : []),
        lossStreak: this.one(0, 2, 3, 4),
        messagesSince: (moment) => (now - moment > 1_000 ? counts.minute : counts.second),
        filledOf: () => filled,
        equalOrders: () => equalOrders,
      },
      openOrders: this.chance(70)
        ? []
        : [{ ...order, id: 'O1' as OrderId, side: this.one('buy', 'sell'), price: this.near(order.price, 100) as Price, quantity: 500 as Quantity, filled: this.one(0, 100) as Quantity } as never],
      pauses: { buys: this.chance(3), sells: this.chance(3), line: this.chance(3), strategy: this.chance(3) },
      overridden: NAMES.filter(() => this.chance(20)),
      parentRemaining: this.chance(50) ? null : (this.near(order.quantity, 100) as Quantity),
      feesFor: (shares) => Math.max(50_000, shares * 3) as Money,
      policy: {
        ...TEMPLATES.own,
        template: this.one(...POLICY_TEMPLATES),
        maxOrderShare: this.one(100_000_000, 1_000_000, 2_000_000) as Rate,
        rules: this.rules(id),
      },
      live: this.chance(20),
    };
  }
}

/** What the gate said, in the words of the plain evaluation. */
function said(context: GateContext): { readonly found: PlainVerdicts; readonly allowed: number } {
  const { verdicts, allowed } = evaluateOrder(context);
  const found: Record<string, 'warn' | 'ask' | 'deny' | number> = {};
  for (const { rule, kind, params } of verdicts) {
    if (kind === 'shrink') found[rule] = params['allowed'] as number;
    else if (kind !== 'pass') found[rule] = kind;
  }
  return { found, allowed };
}

function plainlyAllowed(found: PlainVerdicts, wanted: number): number {
  const kinds = Object.values(found);
  if (kinds.includes('deny') || kinds.includes('ask')) return 0;
  return Math.min(wanted, ...kinds.filter((kind) => typeof kind === 'number'));
}

it(`says of ${ORDERS} random orders what a second, plain evaluation says`, () => {
  const seen = new Map<string, number>();
  let passed = 0;
  for (let seed = 1; seed <= ORDERS; seed += 1) {
    const context = new World(seed).context();
    const plain = plainGate(context);
    const { found, allowed } = said(context);
    if (!sameVerdicts(found, plain)) expect({ seed, found }).toEqual({ seed, found: plain });
    const expected = plainlyAllowed(plain, context.order.quantity);
    if (allowed !== expected) expect({ seed, allowed }).toEqual({ seed, allowed: expected });
    for (const rule of Object.keys(found)) seen.set(rule, (seen.get(rule) ?? 0) + 1);
    if (allowed > 0) passed += 1;
  }
  // A rule that never spoke was not tried.
  expect(GATE_RULES.map(({ name }) => name).filter((name) => (seen.get(name) ?? 0) < 100)).toEqual([]);
  expect(passed).toBeGreaterThan(ORDERS / 100);
}, 120_000);

function sameVerdicts(a: PlainVerdicts, b: PlainVerdicts): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
