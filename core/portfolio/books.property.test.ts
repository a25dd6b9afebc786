import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FillId, type OrderId, type StrategyId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { ZERO_MONEY, addMoney, money, price, quantity, rate, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { withoutFill } from '../orders/life-cycle.ts';
import { type Fill, type Order, type Side, addFees, leaves } from '../orders/order.ts';
import { createLedger } from './books.ts';
import { type FeeTerms, NO_FEES, estimateFees, feesOfFill, totalFees } from './fees.ts';
import { correctionOversells, oversells, sellableOf } from './ledger.ts';

const INSTRUMENTS = ['600519.SH', '000333.SZ'] as readonly string[] as readonly InstrumentId[];
const STRATEGIES = ['alpha', 'beta', UNASSIGNED_STRATEGY] as readonly string[] as readonly StrategyId[];
const TERMS: FeeTerms = {
  commission: { rate: rate(25_000), minimum: money(50_000) },
  stampTax: rate(50_000),
  transferFee: rate(1_000),
};
const OPENING = {
  cash: money(3_000_0000),
  positions: INSTRUMENTS.flatMap((instrument) =>
    STRATEGIES.map((strategyId) => ({
      instrument,
      strategyId,
      quantity: quantity(1_000),
      sellable: quantity(700),
      cost: money(33_333_333),
    })),
  ),
};

type Step =
  | { readonly do: 'intend'; readonly side: Side; readonly of: number; readonly by: number; readonly price: number; readonly share: number; readonly sameDay: boolean; readonly drain: boolean }
  | { readonly do: 'fill'; readonly pick: number; readonly share: number; readonly better: number }
  | { readonly do: 'lateFill'; readonly pick: number; readonly share: number }
  | { readonly do: 'correct'; readonly pick: number; readonly share: number; readonly price: number }
  | { readonly do: 'end'; readonly pick: number };

function wholeCost(at: number, shares: number): number {
  return at * shares + totalFees(estimateFees({ side: 'buy', price: price(at), quantity: quantity(shares), ...TERMS }));
}

/** Most shares whose cost with fees fits; beside the minimum commission fees are less than 0.05 %. */
function affordable(at: number, available: number): number {
  let shares = Math.max(0, Math.floor((available * 0.9995 - 50_000) / at));
  while (wholeCost(at, shares + 1) <= available) shares += 1;
  return shares;
}

const index = fc.nat({ max: 100 });
const share = fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 100 }));
const intend = fc.record({
  do: fc.constant('intend' as const),
  side: fc.constantFrom<Side>('buy', 'sell'),
  of: index,
  by: index,
  price: fc.integer({ min: 100, max: 300_000 }),
  share,
  sameDay: fc.boolean(),
  /** Sets aside all the cash there is, so that a release too much by one unit would show. */
  drain: fc.boolean(),
});
const better = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100 }));
const fill = fc.record({ do: fc.constant('fill' as const), pick: index, share, better });
const lateFill = fc.record({ do: fc.constant('lateFill' as const), pick: index, share });
/** 0 shares: it never happened. */
const correct = fc.record({ do: fc.constant('correct' as const), pick: index, share: fc.integer({ min: 0, max: 150 }), price: fc.integer({ min: 100, max: 300_000 }) });
const end = fc.record({ do: fc.constant('end' as const), pick: index });

/** The books beside plain sums of what was paid and received. */
class Model {
  readonly ledger = createLedger(OPENING);
  readonly open: Order[] = [];
  readonly ended: Order[] = [];
  cash: number = OPENING.cash;
  readonly shares = new Map(INSTRUMENTS.map((instrument) => [instrument, 3_000]));
  /** By how much the fees of sales have gone beyond their proceeds: the least commission is due with the first share. */
  beyondProceeds = 0;
  readonly #fills: Fill[] = [];
  #count = 0;

  run(step: Step): void {
    switch (step.do) {
      case 'intend':
        return this.#intend(step);
      case 'fill':
        return this.#fillOpen(step);
      case 'lateFill':
        return this.#fillLate(step);
      case 'correct':
        return this.#correct(step);
      case 'end': {
        const order = this.#take(this.open, step.pick);
        if (order === undefined) return;
        this.ledger.close(order);
        this.ended.push({ ...order, state: 'cancelled' });
        return;
      }
    }
  }

  #intend(step: Extract<Step, { do: 'intend' }>): void {
    const instrument = INSTRUMENTS[step.of % INSTRUMENTS.length] as InstrumentId;
    const { available } = this.ledger.cash;
    const most = step.side === 'sell' ? sellableOf(this.ledger, instrument) : affordable(step.price, available);
    const shares = quantity(Math.floor((most * step.share) / 100));
    if (shares === 0) return;
    const exact = step.side === 'sell' ? 0 : wholeCost(step.price, shares);
    const frozen = step.drain && step.side === 'buy' ? available : exact;
    const order: Order = {
      id: `O${(this.#count += 1)}` as OrderId,
      lineId: null,
      strategyId: STRATEGIES[step.by % STRATEGIES.length] as StrategyId,
      origin: 'plan',
      instrument,
      side: step.side,
      type: 'limit',
      price: price(step.price),
      quantity: shares,
      terms: { frozen: money(frozen), settlement: step.sameDay ? 'T+0' : 'T+1' },
      state: 'working',
      filled: quantity(0),
      turnover: ZERO_MONEY,
      fees: NO_FEES,
      reason: null,
      created: 0 as EpochMs,
      updated: 0 as EpochMs,
    };
    this.ledger.intend(order, order.terms);
    this.open.push(order);
  }

  #fillOpen(step: Extract<Step, { do: 'fill' }>): void {
    const order = this.#take(this.open, step.pick);
    if (order === undefined) return;
    const improved = Math.floor((order.price * step.better) / 200) * (order.side === 'buy' ? -1 : 1);
    const after = this.#book(order, step.share, order.price + improved);
    if (leaves(after) > 0) this.open.push(after);
  }

  #fillLate(step: Extract<Step, { do: 'lateFill' }>): void {
    const order = this.#take(this.ended, step.pick);
    if (order !== undefined) this.ended.push(this.#book(order, step.share, order.price));
  }

  #book(order: Order, percent: number, at: number): Order {
    const shares = quantity(Math.ceil((leaves(order) * percent) / 100));
    const trade = { side: order.side, price: price(Math.max(1, at)), quantity: shares };
    if (shares === 0 || oversells(this.ledger, { ...trade, instrument: order.instrument })) return order;
    const fees = feesOfFill({ ...trade, ...TERMS, before: order });
    const { id: orderId, lineId, strategyId, instrument } = order;
    const booked: Fill = { id: `F${this.#fills.length}` as FillId, orderId, lineId, strategyId, instrument, ...trade, time: 0 as EpochMs, fees };
    this.ledger.fill(order, booked);
    this.#fills.push(booked);
    this.#sum(booked, 1);
    if (order.side === 'sell') this.beyondProceeds += Math.max(0, totalFees(fees) - turnoverOf(trade.price, shares));
    return withFill(order, booked);
  }

  /** Only of orders that have ended, as no share comes back to the market. */
  #correct(step: Extract<Step, { do: 'correct' }>): void {
    const at = step.pick % Math.max(1, this.#fills.length);
    const was = this.#fills[at];
    const of = this.ended.findIndex(({ id }) => id === was?.orderId);
    const order = this.ended[of];
    if (was === undefined || order === undefined) return;
    const rest = withoutFill(order, was);
    const trade = { side: was.side, price: price(step.price), quantity: quantity(Math.min(leaves(rest), Math.floor((was.quantity * step.share) / 100))) };
    const is: Fill = { ...was, ...trade, fees: feesOfFill({ ...trade, ...TERMS, before: rest }) };
    if (correctionOversells(this.ledger, was, is)) return;
    this.ledger.correct(order, was, is);
    this.#fills[at] = is;
    this.#sum(was, -1);
    this.#sum(is, 1);
    this.ended[of] = withFill(rest, is);
  }

  /** Plain sums of a fill, taken in (1) or out (-1). */
  #sum({ side, price: at, quantity: shares, fees, instrument }: Fill, times: 1 | -1): void {
    const sign = side === 'buy' ? times : -times;
    this.cash -= sign * turnoverOf(at, shares) + times * totalFees(fees);
    this.shares.set(instrument, (this.shares.get(instrument) ?? 0) + sign * shares);
  }

  #take(orders: Order[], pick: number): Order | undefined {
    return orders.splice(pick % Math.max(1, orders.length), 1)[0];
  }

  check(): void {
    const { balance, frozen, available, withdrawable } = this.ledger.cash;
    expect(balance).toBe(this.cash);
    expect(available).toBe(balance - frozen);
    expect(withdrawable).toBeGreaterThanOrEqual(0);
    expect(withdrawable).toBeLessThanOrEqual(Math.max(0, available));
    expect(frozen).toBeGreaterThanOrEqual(0);
    if (!this.open.some((order) => order.side === 'buy')) expect(frozen).toBe(0);
    for (const instrument of INSTRUMENTS) this.#checkPosition(instrument);
  }

  #checkPosition(instrument: InstrumentId): void {
    const position = this.ledger.positions.get(instrument);
    const open = this.open.filter((order) => order.side === 'sell' && order.instrument === instrument);
    expect(position?.quantity ?? 0).toBe(this.shares.get(instrument));
    expect(position?.frozen ?? 0).toBe(open.reduce((sum, order) => sum + leaves(order), 0));
    const lots = [...(position?.lots.values() ?? [])];
    expect(lots.reduce((sum, lot) => sum + lot.quantity, 0)).toBe(position?.quantity ?? 0);
    expect(lots.reduce((sum, lot) => sum + lot.cost, 0)).toBe(position?.cost ?? 0);
    expect(sellableOf(this.ledger, instrument)).toBeLessThanOrEqual(position?.quantity ?? 0);
  }
}

function withFill(order: Order, { price: at, quantity: shares, fees }: Fill): Order {
  const turnover = addMoney(order.turnover, turnoverOf(at, shares));
  return { ...order, filled: quantity(order.filled + shares), turnover, fees: addFees(order.fees, fees) };
}

describe('money and shares', () => {
  it('are conserved over any sequence, late fills and corrections too', () => {
    const steps = fc.array(fc.oneof(intend, fill, fill, lateFill, correct, end, end), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (sequence) => {
        const model = new Model();
        for (const step of sequence) {
          model.run(step);
          model.check();
        }
        while (model.open.length > 0) model.run({ do: 'end', pick: 0 });
        model.check();
        expect(model.ledger.cash.frozen).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('never go short as long as nothing fills late, but for sales that bring less than they cost', () => {
    const steps = fc.array(fc.oneof(intend, intend, fill, fill, end), { maxLength: 80 });
    fc.assert(
      fc.property(steps, (sequence) => {
        const model = new Model();
        for (const step of sequence) {
          model.run(step);
          expect(model.ledger.cash.available).toBeGreaterThanOrEqual(-model.beyondProceeds);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('come out the same when the same sequence is run again', () => {
    const steps = fc.array(fc.oneof(intend, fill, lateFill, end), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (sequence) => {
        const [one, two] = [new Model(), new Model()];
        for (const step of sequence) [one, two].forEach((model) => model.run(step));
        expect([...one.ledger.positions]).toEqual([...two.ledger.positions]);
        expect(one.ledger.cash).toEqual(two.ledger.cash);
      }),
      { numRuns: 50 },
    );
  });
});
