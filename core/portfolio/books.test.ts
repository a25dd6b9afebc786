import { describe, expect, it } from 'vitest';
import { type FillId, type OrderId, type StrategyId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { ZERO_MONEY, money, price, quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Fill, type Order, type Side } from '../orders/order.ts';
import { type OpeningPosition } from './account.ts';
import { createLedger } from './books.ts';
import { carryForward } from './carry-forward.ts';
import { NO_FEES } from './fees.ts';
import { type MutableLedger, oversells, sellableOf, strategyQuantityOf } from './ledger.ts';

const MAOTAI = '600519.SH' as InstrumentId;
const ALPHA = 'alpha' as StrategyId;
const BETA = 'beta' as StrategyId;
const YUAN = 10_000;

interface Wish {
  readonly id?: string;
  readonly strategyId?: StrategyId;
  readonly frozen?: number;
  readonly settlement?: 'T+0' | 'T+1';
}

function order(side: Side, shares: number, wish: Wish = {}): Order {
  return {
    id: (wish.id ?? 'O1') as OrderId,
    lineId: null,
    strategyId: wish.strategyId ?? ALPHA,
    origin: 'plan',
    instrument: MAOTAI,
    side,
    type: 'limit',
    price: price(10 * YUAN),
    quantity: quantity(shares),
    terms: { frozen: money(Math.round((wish.frozen ?? 0) * YUAN)), settlement: wish.settlement ?? 'T+1' },
    state: 'working',
    filled: quantity(0),
    turnover: ZERO_MONEY,
    fees: NO_FEES,
    reason: null,
    created: 0 as EpochMs,
    updated: 0 as EpochMs,
  };
}

/** Books a fill and returns the order as it stands after it. */
function filled(ledger: MutableLedger, before: Order, shares: number, yuan: number, commission = 0): Order {
  ledger.fill(before, fillOf(before, shares, yuan, commission));
  return { ...before, filled: quantity(before.filled + shares) };
}

function fillOf(of: Order, shares: number, yuan: number, commission = 0): Fill {
  return {
    id: 'F1' as FillId,
    orderId: of.id,
    lineId: of.lineId,
    strategyId: of.strategyId,
    instrument: of.instrument,
    side: of.side,
    price: price(Math.round(yuan * YUAN)),
    quantity: quantity(shares),
    time: 0 as EpochMs,
    fees: { ...NO_FEES, commission: money(commission * YUAN) },
  };
}

function held(shares: number, yuan: number, strategyId: StrategyId = ALPHA, sellable = shares): OpeningPosition {
  return {
    instrument: MAOTAI,
    strategyId,
    quantity: quantity(shares),
    sellable: quantity(sellable),
    cost: money(yuan * YUAN),
  };
}

function ledgerOf(yuan: number, ...positions: readonly OpeningPosition[]): MutableLedger {
  return createLedger({ cash: money(Math.round(yuan * YUAN)), positions });
}

/** Balance, frozen, available, withdrawable in yuan. */
function cash({ cash: { balance, frozen, available, withdrawable } }: MutableLedger): readonly number[] {
  return [balance, frozen, available, withdrawable].map((units) => units / YUAN);
}

/** Held, sellable, frozen shares and cost in yuan. */
function position(ledger: MutableLedger): readonly number[] {
  const found = ledger.positions.get(MAOTAI);
  return found === undefined ? [] : [found.quantity, found.sellable, found.frozen, found.cost / YUAN];
}

describe('a buy', () => {
  it('sets its cash aside, pays from it and gives the rest back', () => {
    const ledger = ledgerOf(2_000);
    const buy = order('buy', 100, { frozen: 1_005 });
    ledger.intend(buy, buy.terms);
    expect(cash(ledger)).toEqual([2_000, 1_005, 995, 995]);
    filled(ledger, buy, 100, 9, 5);
    expect(cash(ledger)).toEqual([1_095, 0, 1_095, 1_095]);
    expect(position(ledger)).toEqual([100, 0, 0, 900]);
  });

  it('releases in proportion, but never what the minimum commission has used up', () => {
    const ledger = ledgerOf(1_005);
    const buy = order('buy', 100, { frozen: 1_005 });
    ledger.intend(buy, buy.terms);
    const rest = filled(ledger, buy, 10, 10, 5);
    expect(cash(ledger)).toEqual([900, 900, 0, 0]);
    filled(ledger, rest, 90, 10);
    expect(cash(ledger)).toEqual([0, 0, 0, 0]);
  });

  it('frees what a better price has saved while the rest still waits', () => {
    const ledger = ledgerOf(1_000);
    const buy = order('buy', 100, { frozen: 1_000 });
    ledger.intend(buy, buy.terms);
    filled(ledger, buy, 50, 8);
    expect(cash(ledger)).toEqual([600, 500.03, 99.97, 99.97]); // three cents stay for the rounding of fees
  });

  it('keeps enough for a rest whose fee rounds up, even when all else is spent', () => {
    const ledger = ledgerOf(35.21);
    const buy = order('buy', 2, { frozen: 35.21 }); // 0.88 cents of fees for both shares, 0.44 for the first
    ledger.intend(buy, buy.terms);
    const rest = filled(ledger, buy, 1, 17.6);
    const drain = order('buy', 1, { id: 'O2', frozen: ledger.cash.available / YUAN });
    ledger.intend(drain, drain.terms);
    filled(ledger, rest, 1, 17.6, 0.01);
    expect(ledger.cash.available).toBe(0);
  });

  it('is refused as a broken invariant when the cash is not there, to the smallest unit', () => {
    const ledger = ledgerOf(1_000);
    const buy = order('buy', 100, { frozen: 1_000 });
    expect(() => ledger.intend(buy, { ...buy.terms, frozen: money(1_000 * YUAN + 1) })).toThrow('no cash');
    ledger.intend(buy, buy.terms);
    expect(() => ledger.intend(buy, { ...buy.terms, frozen: ZERO_MONEY })).toThrow('before');
  });

  it('of T+0 may be sold at once, of T+1 the next day', () => {
    const ledger = ledgerOf(2_000);
    filled(ledger, order('buy', 100, { settlement: 'T+0' }), 100, 5);
    filled(ledger, order('buy', 200), 200, 5);
    expect(position(ledger)).toEqual([300, 100, 0, 1_500]);
    expect(sellableOf(createLedger(carryForward(ledger)), MAOTAI)).toBe(300);
  });
});

describe('a sell', () => {
  it('sets its shares aside; its proceeds may be spent today and withdrawn tomorrow', () => {
    const ledger = ledgerOf(100, held(300, 1_500));
    const sell = order('sell', 200);
    ledger.intend(sell, sell.terms);
    expect(position(ledger)).toEqual([300, 100, 200, 1_500]);
    filled(ledger, sell, 100, 6, 5);
    expect(position(ledger)).toEqual([200, 100, 100, 1_000]);
    expect(cash(ledger)).toEqual([695, 0, 695, 100]);
    expect(createLedger(carryForward(ledger)).cash).toMatchObject({ withdrawable: money(695 * YUAN) });
  });

  it('leaves nothing when everything is sold, whatever the rounding on the way', () => {
    const ledger = ledgerOf(0, { ...held(7, 0), cost: money(100) });
    const sell = order('sell', 7);
    ledger.intend(sell, sell.terms);
    let rest = sell;
    for (const shares of [1, 1, 2, 1, 2]) rest = filled(ledger, rest, shares, 1);
    expect(ledger.positions.size).toBe(0);
  });

  it('takes from its own lot first, then from nobody’s, then from the others by name', () => {
    const ledger = ledgerOf(0, held(100, 500, BETA), held(100, 600, ALPHA), held(100, 700, UNASSIGNED_STRATEGY));
    const ticket = order('sell', 250, { strategyId: BETA });
    const taken = ledger.fill(ticket, fillOf(ticket, 250, 6));
    expect(taken).toEqual([
      { strategyId: BETA, quantity: 100, cost: 500 * YUAN },
      { strategyId: UNASSIGNED_STRATEGY, quantity: 100, cost: 700 * YUAN },
      { strategyId: ALPHA, quantity: 50, cost: 300 * YUAN },
    ]);
    expect(position(ledger)).toEqual([50, 50, 0, 300]);
    expect(strategyQuantityOf(ledger, ALPHA, MAOTAI)).toBe(50);
    expect(strategyQuantityOf(ledger, BETA, MAOTAI)).toBe(0);
  });

  it('is refused as a broken invariant beyond what is sellable', () => {
    const ledger = ledgerOf(0, held(300, 1_500, ALPHA, 200));
    expect(() => ledger.intend(order('sell', 201), order('sell', 201).terms)).toThrow('no shares');
    expect(() => ledgerOf(0, held(100, 1, ALPHA, 101))).toThrow('more sellable');
  });
});

describe('the end of an order', () => {
  it('gives back exactly what is left, once', () => {
    const ledger = ledgerOf(1_000, held(100, 500));
    const buy = order('buy', 30, { id: 'O1', frozen: 301 });
    const sell = order('sell', 100, { id: 'O2' });
    ledger.intend(buy, buy.terms);
    ledger.intend(sell, sell.terms);
    const after = filled(ledger, buy, 7, 10, 5);
    const sold = filled(ledger, sell, 40, 5);
    ledger.close(after);
    ledger.close(sold);
    ledger.close(after);
    expect(cash(ledger)).toEqual([1_125, 0, 1_125, 925]);
    expect(position(ledger)).toEqual([67, 60, 0, 356.9159]); // 40 of 107 shares for 570 yuan went
  });

  it('does not keep a late fill from being booked, even when its cash has been spent', () => {
    const ledger = ledgerOf(1_000);
    const buy = order('buy', 100, { frozen: 1_000 });
    ledger.intend(buy, buy.terms);
    ledger.close(buy);
    const next = order('buy', 100, { id: 'O2', frozen: 900 });
    ledger.intend(next, next.terms);
    filled(ledger, { ...buy, state: 'cancelled' }, 100, 10);
    expect(cash(ledger)).toEqual([0, 900, -900, 0]);
    expect(position(ledger)).toEqual([100, 0, 0, 1_000]);
  });

  it('books a late sale of shares that another sell has set aside', () => {
    const ledger = ledgerOf(0, held(100, 500));
    const first = order('sell', 100);
    ledger.intend(first, first.terms);
    ledger.close(first);
    const second = order('sell', 100, { id: 'O2' });
    ledger.intend(second, second.terms);
    filled(ledger, first, 100, 5);
    expect(position(ledger)).toEqual([0, 0, 100, 0]);
    ledger.close(second);
    expect(ledger.positions.size).toBe(0);
  });

  it('never books a sale of more than is held', () => {
    const ledger = ledgerOf(0, held(100, 500));
    const sell = order('sell', 200);
    expect(oversells(ledger, fillOf(sell, 101, 5))).toBe(true);
    expect(oversells(ledger, fillOf(sell, 100, 5))).toBe(false);
    expect(() => ledger.fill(sell, fillOf(sell, 101, 5))).toThrow('more than is held');
    expect(() => ledger.fill(sell, { ...fillOf(sell, 1, 5), orderId: 'O9' as OrderId })).toThrow('is not of');
  });
});

it('replaces objects and never changes one that was handed out', () => {
  const ledger = ledgerOf(1_000, held(100, 500));
  const before = { cash: ledger.cash, position: ledger.positions.get(MAOTAI) };
  const copy = structuredClone(before);
  filled(ledger, order('buy', 10), 10, 5);
  filled(ledger, order('sell', 50), 50, 5);
  expect(before).toEqual(copy);
  expect(ledger.positions.get(MAOTAI)).not.toBe(before.position);
});
