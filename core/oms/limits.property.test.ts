import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FillId, type StrategyId, DEFAULT_STRATEGY, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type Rate, applyRate, quantity } from '../kernel/units.ts';
import { type InstrumentId, bareInstrument } from '../market/instrument.ts';
import { type Order, isFinal, leaves } from '../orders/order.ts';
import { type RiskPolicy, TEMPLATES } from '../risk/policy.ts';
import { type Severity } from '../risk/rule.ts';
import { apply } from './state/apply.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { LiveState } from './state/live-state.ts';
import { rebuild } from './state/rebuild.ts';
import { RiskBook } from './state/risk-book.ts';

const PINGAN = '000001.SZ' as InstrumentId;
const PRICES: ReadonlyMap<InstrumentId, number> = new Map([[MAOTAI, 1700], [MIDEA, 60], [PINGAN, 10]]);
const PER_SECOND = 3;
const NEW_NAMES = 1;

const step = fc.record({
  what: fc.constantFrom('quote', 'accept', 'fill', 'fill', 'lateFill', 'cancelled', 'cancelAll', 'cancel', 'ticket', 'ticket', 'ticket', 'time', 'restart'),
  pick: fc.nat(),
  share: fc.integer({ min: 1, max: 100 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const severity = fc.constantFrom<Severity>('deny', 'shrink');
const policy = fc.record({ most: fc.integer({ min: 5, max: 60 }), all: fc.integer({ min: 20, max: 90 }), severity }).map(
  ({ most, all, severity: of }): RiskPolicy => {
    const limit = (percent: number) => ({ most: (percent * 1_000_000) as Rate, severity: of });
    const refusing = { severity: 'deny' } as const;
    return {
      ...TEMPLATES.own,
      rules: {
        ...TEMPLATES.own.rules,
        instrumentShare: limit(most),
        strategyShare: limit(most + 10),
        exposure: limit(all),
        newBuys: { most: NEW_NAMES, ...refusing },
        orderRate: { perSecond: PER_SECOND, perMinute: 1_000, perDay: 10_000, warnShare: 50_000_000 as Rate, ...refusing },
        selfTrade: refusing,
      },
    };
  },
);

/** A desk with what it was sent when, and what came after everybody thought an order was gone. */
class Watched {
  readonly desk: Desk;
  readonly late = new Map<InstrumentId, number>();
  readonly times: number[] = [];
  readonly #policy: RiskPolicy;
  #tickets = 0;

  constructor(risk: RiskPolicy) {
    this.#policy = risk;
    this.desk = new Desk({
      cash: 400_000,
      positions: [holding(MIDEA, 300, 60)],
      config: { ...DEFAULT_CONFIG, risk },
    });
    this.desk.list(PINGAN, 10);
    this.desk.plan({ [MIDEA]: 40, [MAOTAI]: 50 });
    this.desk.at('09:30:00');
    this.quotes();
  }

  quotes(): void {
    for (const [id, price] of PRICES) this.desk.quote(id, price - 0.01, price);
  }

  take({ what, pick, share }: Step): void {
    const { desk } = this;
    const orders = [...desk.oms.state.orders.values()].filter(({ state }) => state !== 'denied');
    const open = orders.filter((order) => !isFinal(order.state));
    const order = open[pick % Math.max(1, open.length)];
    if (what === 'time') desk.now = (desk.now + share * 20) as typeof desk.now;
    if (what === 'quote') this.quotes();
    if (what === 'ticket') this.ticket(pick, share);
    if (what === 'cancelAll') desk.do({ type: 'cancelAll' });
    if (what === 'lateFill') this.fillLate(orders.find(({ state }) => state === 'cancelled'), share);
    if (order !== undefined) this.answer(order, what, share);
  }

  answer(order: Order, what: Step['what'], share: number): void {
    const { desk } = this;
    if (what === 'cancel') desk.do({ type: 'cancelOrder', orderId: order.id });
    if (what === 'accept' && order.state === 'pendingNew') desk.report(order.id, { kind: 'accepted' });
    if (what === 'cancelled' && order.state === 'pendingCancel') desk.report(order.id, { kind: 'cancelled', reason: null });
    if (what === 'fill') this.fill(order, share);
  }

  fill(order: Order, share: number): void {
    const shares = quantity(Math.max(1, Math.floor((leaves(order) * share) / 100)));
    const price = yuan(PRICES.get(order.instrument) ?? 0);
    const fillId = `F${this.desk.records.length}` as FillId;
    this.desk.report(order.id, { kind: 'filled', fillId, price: order.side === 'buy' && price > order.price ? order.price : price, quantity: shares });
  }

  /** The broker fills what it had said was cancelled: no gate can prevent it, so the limits give way by just that. */
  fillLate(order: Order | undefined, share: number): void {
    if (order === undefined || order.side === 'sell' || leaves(order) === 0) return;
    const before = order.filled;
    this.fill(order, share);
    const after = this.desk.oms.state.orders.get(order.id)?.filled ?? before;
    const value = (after - before) * yuan(PRICES.get(order.instrument) ?? 0);
    this.late.set(order.instrument, (this.late.get(order.instrument) ?? 0) + value);
  }

  ticket(pick: number, share: number): void {
    const instrument = [...PRICES.keys()][pick % PRICES.size] ?? MIDEA;
    const price = yuan((PRICES.get(instrument) ?? 0) * (1 + ((pick % 5) - 2) / 200));
    const side = pick % 3 === 0 ? 'sell' : 'buy';
    this.#tickets += 1;
    const ticket = { instrument, side, type: 'limit', price, quantity: quantity(share * 100) } as const;
    this.desk.do({ type: 'placeOrder', ticket, token: `t${this.#tickets}` });
  }

  check(): void {
    const { oms, now } = this.desk;
    while (this.times.length < this.desk.sent.length) this.times.push(now);
    const { exposure, state } = oms;
    const { instrumentShare, strategyShare, exposure: all } = this.#policy.rules;
    const most = (share: Rate | undefined): number => applyRate(exposure.openingEquity, share ?? (0 as Rate), 'floor');
    const late = (id: InstrumentId): number => this.late.get(id) ?? 0;
    const lateInAll = [...this.late.values()].reduce((sum, value) => sum + value, 0);
    for (const id of PRICES.keys()) expect(this.exposed((order) => order.instrument === id, id)).toBeLessThanOrEqual(most(instrumentShare?.most) + late(id));
    for (const strategy of [DEFAULT_STRATEGY, UNASSIGNED_STRATEGY]) {
      const value = this.exposed((order) => order.strategyId === strategy, null, strategy);
      expect(value).toBe(exposure.ofStrategy(strategy));
      expect(value).toBeLessThanOrEqual(most(strategyShare?.most) + lateInAll);
    }
    expect(this.exposed(() => true)).toBeLessThanOrEqual(most(all?.most) + lateInAll);
    expect(state.traffic.opened.size).toBeLessThanOrEqual(NEW_NAMES);
    expect(this.times.filter((time) => time > now - 1_000).length).toBeLessThanOrEqual(PER_SECOND + state.traffic.cancels);
    for (const id of PRICES.keys()) {
      const open = [...state.orders.values()].filter((order) => order.instrument === id && !isFinal(order.state));
      const bid = Math.max(0, ...open.filter(({ side }) => side === 'buy').map(({ price }) => price));
      const ask = Math.min(Infinity, ...open.filter(({ side }) => side === 'sell').map(({ price }) => price));
      expect(bid).toBeLessThan(ask);
    }
  }

  /** What is held and what open buys may still buy, added up anew. */
  exposed(of: (order: Order) => boolean, only: InstrumentId | null = null, strategy: StrategyId | null = null): number {
    const { ledger, orders } = this.desk.oms.state;
    const mark = (id: InstrumentId): number => yuan(PRICES.get(id) ?? 0);
    let value = 0;
    for (const { instrument, quantity: held, lots } of ledger.positions.values()) {
      if (only !== null && only !== instrument) continue;
      value += mark(instrument) * (strategy === null ? held : (lots.get(strategy)?.quantity ?? 0));
    }
    for (const order of orders.values()) {
      if (order.side === 'sell' || isFinal(order.state) || !of(order)) continue;
      value += Math.max(order.price, mark(order.instrument)) * (order.quantity - order.filled);
    }
    return value;
  }

  /** What a restart knows is what was known: state, counters and sums. */
  restart(): void {
    const { oms, records } = this.desk;
    expect(rebuild(records)).toEqual(oms.state);
    const state = new LiveState();
    const book = new RiskBook(state, this.market());
    for (const { event, at } of records) {
      apply(state, event, at);
      book.follow(event);
    }
    for (const id of PRICES.keys()) expect(book.ofInstrument(id)).toBe(oms.exposure.ofInstrument(id));
    expect([book.total, book.equity, book.openingEquity]).toEqual([oms.exposure.total, oms.exposure.equity, oms.exposure.openingEquity]);
  }

  market() {
    return {
      quote: () => undefined,
      minute: () => undefined,
      reference: (id: InstrumentId) => ({
        instrument: bareInstrument(id),
        prevClose: yuan(PRICES.get(id) ?? 0),
        limitUp: yuan(0),
        limitDown: yuan(0),
      }),
    };
  }
}

it('breaks no limit, whatever is filled, filled late, cancelled and restarted in whatever order', () => {
  fc.assert(
    fc.property(policy, fc.array(step, { maxLength: 80 }), (risk, steps) => {
      const watched = new Watched(risk);
      for (const taken of steps) {
        watched.take(taken);
        watched.check();
        if (taken.what === 'restart') watched.restart();
      }
      expect(watched.desk.oms.state.halted).toBeNull();
      watched.restart();
    }),
    { numRuns: 300 },
  );
});
