import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FillId, type StrategyId, UNASSIGNED_STRATEGY } from '../../kernel/ids.ts';
import { UNITS_PER_YUAN, money, quantity, turnoverOf } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { isFinal, leaves } from '../../orders/order.ts';
import { type OpeningAccount } from '../../portfolio/account.ts';
import { carryForward } from '../../portfolio/carry-forward.ts';
import { totalFees } from '../../portfolio/fees.ts';
import { nettings } from '../decide/decide-netting.ts';
import { Desk, MAOTAI, MIDEA, holding, targetsOf, yuan } from '../desk.fixture.ts';
import { type OmsEvent } from '../events.ts';
import { rebuild } from '../state/rebuild.ts';
import { type StrategyCarry } from './followed.ts';
import { lotValues, profitOf } from './strategy-memory.ts';

const STRATEGIES = ['alpha', 'beta', 'gamma'] as StrategyId[];
const SANY = '600031.SH' as InstrumentId;
const PRICES = new Map([[MIDEA, 60], [MAOTAI, 170], [SANY, 20]]);

const wish = fc.record({
  what: fc.constantFrom('follow', 'follow', 'leave', 'switch', 'net', 'net', 'ticket'),
  one: fc.nat(2),
  other: fc.nat(2),
  share: fc.integer({ min: 1, max: 100 }),
});
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

const day = fc.record({
  weights: fc.array(fc.integer({ min: 0, max: 33 }), { minLength: 9, maxLength: 9 }),
  morning: fc.array(wish, { maxLength: 5 }),
  afternoon: fc.array(wish, { maxLength: 3 }),
  fills: fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 12 }),
});
type Day = typeof day extends fc.Arbitrary<infer T> ? T : never;

/**
 * Whose cash and whose shares there are, told from the journal's events alone and in the plainest way: every owner,
 * `unassigned` too, has an account, and each fact moves from one to another.
 */
class PlainBooks {
  readonly cash = new Map<string, number>();
  readonly #followed = new Set<string>();
  readonly #orders = new Map<string, { readonly strategyId: string; readonly side: string; readonly instrument: string }>();
  readonly #shares = new Map<string, number>();

  shares(): Record<string, number> {
    return Object.fromEntries([...this.#shares].filter(([, count]) => count !== 0));
  }

  take(event: OmsEvent): void {
    if (event.type === 'dayOpened') this.#open(event.opening, event.strategies);
    if (event.type === 'orderIntended') this.#orders.set(event.order.id, event.order);
    if (event.type === 'strategyFollowed') {
      this.#followed.add(event.strategy.strategyId);
      this.#pay(UNASSIGNED_STRATEGY, event.strategy.strategyId, event.cash);
    }
    if (event.type === 'strategyUnfollowed') {
      const { strategyId } = event.strategy;
      this.#pay(strategyId, UNASSIGNED_STRATEGY, this.cash.get(strategyId) ?? 0);
      this.#followed.delete(strategyId);
    }
    if (event.type === 'lotsTransferred') {
      const { instrument, from, to, quantity: count, price } = event;
      this.#pay(this.#payer(to), this.#payer(from), count * price);
      this.#add(from, instrument, -count);
      this.#add(to, instrument, count);
    }
    if (event.type === 'reportReceived' && event.report.kind === 'filled') {
      const { orderId, price, quantity: count } = event.report;
      this.#fill(orderId, price * count, count, event.fees === null ? 0 : totalFees(event.fees));
    }
  }

  #open({ cash, positions }: OpeningAccount, carry: StrategyCarry | undefined): void {
    const purses = carry?.purses ?? [];
    for (const { strategyId } of carry?.followed ?? []) this.#followed.add(strategyId);
    for (const purse of purses) this.cash.set(purse.strategyId, purse.cash);
    this.cash.set(UNASSIGNED_STRATEGY, cash - purses.reduce((sum, purse) => sum + purse.cash, 0));
    for (const { instrument, strategyId, quantity: count } of positions) this.#add(strategyId, instrument, count);
  }

  #fill(orderId: string, turnover: number, count: number, fees: number): void {
    const order = this.#orders.get(orderId);
    if (order === undefined) throw new Error(`a fill without an owner: ${orderId}`);
    const { strategyId, side, instrument } = order;
    this.#move(this.#payer(strategyId), -fees);
    if (side === 'buy') {
      this.#move(this.#payer(strategyId), -turnover);
      this.#add(strategyId, instrument, count);
      return;
    }
    let left = count;
    for (const owner of new Set([strategyId, UNASSIGNED_STRATEGY, ...STRATEGIES])) {
      const part = Math.min(left, this.#shares.get(`${owner} ${instrument}`) ?? 0);
      this.#move(this.#payer(owner), (turnover / count) * part);
      this.#add(owner, instrument, -part);
      left -= part;
    }
  }

  /** Who is not followed is given what it pays, and gives back what it is paid. */
  #payer(owner: string): string {
    return this.#followed.has(owner) ? owner : UNASSIGNED_STRATEGY;
  }

  #pay(from: string, to: string, amount: number): void {
    this.#move(from, -amount);
    this.#move(to, amount);
  }

  #move(owner: string, amount: number): void {
    this.cash.set(owner, (this.cash.get(owner) ?? 0) + amount);
  }

  #add(owner: string, instrument: string, count: number): void {
    const key = `${owner} ${instrument}`;
    this.#shares.set(key, (this.#shares.get(key) ?? 0) + count);
  }
}

function ask(desk: Desk, { what, one, other, share }: Wish): void {
  const [first, second] = [STRATEGIES[one] as StrategyId, STRATEGIES[other] as StrategyId];
  const { state } = desk.oms;
  if (what === 'follow') {
    const capital = money(share * 5_000 * UNITS_PER_YUAN);
    desk.do({ type: 'followStrategy', strategyId: first, capital, enabled: share % 7 !== 0, style: null, guards: null, reason: 'r' });
  }
  if (what === 'leave') {
    const holdings = share % 3 === 0 ? ({ kind: 'keep' } as const) : share % 3 === 1 ? ({ kind: 'sell' } as const) : ({ kind: 'handOver', to: second } as const);
    desk.do({ type: 'unfollowStrategy', strategyId: first, holdings, reason: 'r' });
  }
  if (what === 'switch') desk.do({ type: 'switchStrategy', from: first, to: second, reason: 'r' });
  if (what === 'net') for (const { instrument } of nettings(state)) desk.do({ type: 'netInternally', instrument, reason: 'r' });
  if (what === 'ticket') {
    const side = share % 2 === 0 ? 'buy' : 'sell';
    const ticket = { instrument: MIDEA, side, type: 'limit', price: yuan(60), quantity: quantity(100 * (1 + (share % 5))) } as const;
    desk.do({ type: 'placeOrder', ticket, token: `t${desk.records.length}` });
  }
}

function playDay(desk: Desk, { weights, morning, afternoon, fills }: Day, check: () => void): void {
  desk.list(SANY, 20);
  desk.list(MAOTAI, 170);
  const signals = STRATEGIES.flatMap((id, n) =>
    targetsOf(id, { [MIDEA]: weights[n] ?? 0, [MAOTAI]: weights[n + 3] ?? 0, [SANY]: weights[n + 6] ?? 0 }),
  );
  desk.do({ type: 'importSignals', signals, source: 's' });
  check();
  for (const one of morning) {
    ask(desk, one);
    check();
  }
  desk.do({ type: 'approveLines', lineIds: [...desk.oms.state.lines.values()].filter(({ state }) => state === 'proposed').map(({ id }) => id) });
  desk.at('09:30:00');
  const asks = [...afternoon];
  for (const [n, share] of fills.entries()) {
    desk.now = (desk.now + 3_000) as typeof desk.now;
    for (const [id, at] of PRICES) desk.quote(id, at, at + 0.01 * ((share + n) % 3), 10_000, 1_000_000 + n * 5_000);
    answer(desk, share);
    check();
    const next = n % 3 === 2 ? asks.shift() : undefined;
    if (next !== undefined) ask(desk, next);
    check();
  }
  for (const id of desk.oms.state.openOrders) desk.report(id, { kind: 'expired' });
  check();
}

/** The broker fills a part of what is open, or takes it back. */
function answer(desk: Desk, share: number): void {
  for (const order of [...desk.oms.state.orders.values()].filter(({ state }) => !isFinal(state))) {
    if (order.state === 'pendingCancel') desk.report(order.id, { kind: 'cancelled', reason: null });
    else if (share > 0) {
      const shares = quantity(Math.max(1, Math.floor((leaves(order) * Math.min(share, 100)) / 100)));
      desk.report(order.id, { kind: 'filled', fillId: `F${desk.records.length}` as FillId, price: order.price, quantity: shares });
    }
  }
}

/** To the last unit, at this very moment. */
function checkBooks(desk: Desk, plain: PlainBooks, profits: Map<string, number>): void {
  const { ledger, fills, strategies, halted } = desk.oms.state;
  expect(halted).toBeNull();
  expect([...plain.cash.values()].reduce((sum, cash) => sum + cash, 0)).toBe(ledger.cash.balance);
  for (const [id, { cash }] of strategies.purses) expect([id, cash]).toEqual([id, plain.cash.get(id) ?? 0]);
  const owned: Record<string, number> = {};
  for (const [instrument, position] of ledger.positions) {
    const lots = [...position.lots.values()];
    expect(lots.reduce((sum, lot) => sum + lot.quantity, 0)).toBe(position.quantity);
    expect(lots.reduce((sum, lot) => sum + lot.cost, 0)).toBe(position.cost);
    for (const [owner, lot] of position.lots) owned[`${owner} ${instrument}`] = lot.quantity;
  }
  expect(owned).toEqual(plain.shares());
  expect(fills.every(({ strategyId }) => [UNASSIGNED_STRATEGY, ...STRATEGIES].includes(strategyId))).toBe(true);
  const worth = lotValues(ledger.positions, (instrument, count) => turnoverOf(yuan(PRICES.get(instrument) ?? 0), count));
  for (const [id, purse] of strategies.purses) profits.set(id, profitOf(purse, worth.get(id) ?? money(0)));
}

it('the account is its strategies and what is unassigned, to the last unit, over days of switches, transfers and opposite wishes', () => {
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 8 }), (days) => {
      let opening: OpeningAccount = {
        cash: money(800_000 * UNITS_PER_YUAN),
        positions: [{ ...holding(MIDEA, 1_000, 60), strategyId: STRATEGIES[0] as StrategyId }, { ...holding(SANY, 333, 20), strategyId: UNASSIGNED_STRATEGY }],
      };
      let strategies: StrategyCarry | undefined;
      const profits = new Map<string, number>();
      for (const one of days) {
        const desk = new Desk({ opening, ...(strategies === undefined ? {} : { strategies }) });
        const plain = new PlainBooks();
        let taken = 0;
        const before = new Map(profits);
        const check = (): void => {
          for (const { event } of desk.records.slice(taken)) plain.take(event);
          taken = desk.records.length;
          checkBooks(desk, plain, profits);
          if (taken === 1) for (const [id, profit] of before) expect(profits.get(id)).toBe(profit);
        };
        check();
        playDay(desk, one, check);
        expect(rebuild(desk.records)).toEqual(desk.oms.state);
        opening = carryForward(desk.oms.state.ledger);
        strategies = desk.oms.state.strategies.carry(desk.oms.state.ledger, null);
      }
    }),
    { numRuns: 60 },
  );
});
