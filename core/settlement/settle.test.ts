import { describe, expect, it } from 'vitest';
import { type FillId, type OrderId, DEFAULT_STRATEGY, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type Money, type Price, ZERO_MONEY, money, price, quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type BrokerSnapshot } from '../oms/ports.ts';
import { type Fill, type Order } from '../orders/order.ts';
import { type OpeningAccount } from '../portfolio/account.ts';
import { createLedger } from '../portfolio/books.ts';
import { NO_FEES } from '../portfolio/fees.ts';
import { type Ledger } from '../portfolio/ledger.ts';
import { type DayToSettle, settleDay } from './settle.ts';

const BOUGHT = '600519.SH' as InstrumentId;
const HELD = '000333.SZ' as InstrumentId;
const YUAN = 10_000;

const OPENING: OpeningAccount = {
  cash: money(200_000 * YUAN),
  positions: [{ instrument: HELD, strategyId: DEFAULT_STRATEGY, quantity: quantity(300), sellable: quantity(300), cost: money(15_000 * YUAN) }],
};
const ORDER: Order = {
  id: 'O1' as OrderId,
  lineId: null,
  strategyId: DEFAULT_STRATEGY,
  origin: 'ticket',
  instrument: BOUGHT,
  side: 'buy',
  type: 'limit',
  price: price(1_850 * YUAN),
  quantity: quantity(100),
  terms: { frozen: ZERO_MONEY, settlement: 'T+1' },
  state: 'filled',
  filled: quantity(0),
  turnover: ZERO_MONEY,
  fees: NO_FEES,
  reason: null,
  created: 0 as EpochMs,
  updated: 0 as EpochMs,
};
const FILL: Fill = {
  id: 'F1' as FillId,
  orderId: ORDER.id,
  lineId: null,
  strategyId: DEFAULT_STRATEGY,
  instrument: BOUGHT,
  side: 'buy',
  price: price(1_850 * YUAN),
  quantity: quantity(100),
  time: 0 as EpochMs,
  fees: { commission: money(46_2500), stampTax: ZERO_MONEY, transferFee: money(1_8500) },
};
const CASH = money(14_951_9000);
const BROKER: BrokerSnapshot = {
  cash: CASH,
  positions: [
    { instrument: BOUGHT, quantity: quantity(100) },
    { instrument: HELD, quantity: quantity(300) },
  ],
  fills: [{ fillId: 'F1', orderId: ORDER.id, quantity: quantity(100), turnover: money(185_000 * YUAN) }],
  openOrders: [],
};
const CLOSES = new Map<InstrumentId, Price>([
  [BOUGHT, price(1_860 * YUAN)],
  [HELD, price(55 * YUAN)],
]);

function ledgerAfter(order: Order, fill: Fill): Ledger {
  const ledger = createLedger(OPENING);
  ledger.fill(order, fill);
  return ledger;
}

function day(changes: Partial<DayToSettle> = {}): DayToSettle {
  const ledger = ledgerAfter(ORDER, FILL);
  return {
    opening: OPENING,
    ledger,
    orders: [ORDER],
    fills: [FILL],
    closeOf: (instrument) => CLOSES.get(instrument),
    prevCloseOf: () => price(54 * YUAN),
    broker: BROKER,
    ...changes,
  };
}

function differences(broker: Partial<BrokerSnapshot>, changes: Partial<DayToSettle> = {}): readonly unknown[] {
  const settled = settleDay(day({ broker: { ...BROKER, ...broker }, ...changes }));
  return settled.ok ? settled.value.differences.map(({ what, key, ours, brokers }) => [what, key, ours, brokers]) : [settled.error];
}

describe('settleDay', () => {
  it('values what is held, adds up the fees and finds no difference', () => {
    expect(settleDay(day())).toEqual({
      ok: true,
      value: {
        cash: CASH,
        marketValue: 186_000 * YUAN + 16_500 * YUAN,
        equity: CASH + 202_500 * YUAN,
        openingEquity: 216_200 * YUAN,
        fees: FILL.fees,
        marks: [
          { instrument: HELD, price: 55 * YUAN },
          { instrument: BOUGHT, price: 1_860 * YUAN },
        ],
        differences: [],
      },
    });
  });

  it('refuses to make up a price', () => {
    expect(settleDay(day({ closeOf: (id) => (id === HELD ? undefined : price(1)) }))).toMatchObject({
      error: { code: 'settlement.noClose', params: { instrument: HELD } },
    });
    expect(settleDay(day({ prevCloseOf: () => undefined }))).toMatchObject({
      error: { code: 'settlement.noPrevClose', params: { instrument: HELD } },
    });
  });
});

describe('reconciliation', () => {
  it('finds a cent', () => {
    expect(differences({ cash: (CASH + 100) as Money })).toEqual([['cash', 'cash', '14951.90', '14951.91']]);
  });

  it('proposes what would set our books right: the cash that is off, and shares that belong to no strategy', () => {
    const positions = [...BROKER.positions.slice(1), { instrument: BOUGHT, quantity: quantity(101) }];
    const settled = settleDay(day({ broker: { ...BROKER, cash: (CASH - 1) as Money, positions } }));
    const shares = { instrument: BOUGHT, strategyId: UNASSIGNED_STRATEGY, quantity: 1, cost: 1_860 * YUAN };
    expect(settled.ok && settled.value.differences.map(({ proposal }) => proposal)).toEqual([{ cash: -1, shares: null }, { cash: 0, shares }]);
  });

  it('finds positions that differ, that we lack and that the broker lacks', () => {
    const other = '600036.SH' as InstrumentId;
    const positions = [
      { instrument: HELD, quantity: quantity(200) },
      { instrument: other, quantity: quantity(100) },
    ];
    expect(differences({ positions })).toEqual([
      ['position', HELD, '300', '200'],
      ['position', other, '-', '100'],
      ['position', BOUGHT, '100', '-'],
    ]);
  });

  it('adds up a holding that the broker keeps in two shareholder accounts', () => {
    const halves = [HELD, HELD, BOUGHT, BOUGHT].map((instrument) => ({ instrument, quantity: quantity(instrument === HELD ? 150 : 50) }));
    expect(differences({ positions: halves })).toEqual([]);
  });

  it('finds fills that differ, that we lack and that the broker has twice', () => {
    const [fill] = BROKER.fills;
    if (fill === undefined) throw new Error('no fill');
    expect(differences({ fills: [] })).toEqual([['fill', 'F1', 'O1 100 185000.00', '-']]);
    expect(differences({ fills: [{ ...fill, turnover: money(184_999 * YUAN) }] })).toEqual([
      ['fill', 'F1', 'O1 100 185000.00', 'O1 100 184999.00'],
    ]);
    expect(differences({ fills: [{ ...fill, orderId: 'O9' as OrderId }] })).toEqual([
      ['fill', 'F1', 'O1 100 185000.00', 'O9 100 185000.00'],
    ]);
    expect(differences({ fills: [fill, fill] })).toEqual([
      ['fill', 'F1', 'O1 100 185000.00', 'O1 100 185000.00 + O1 100 185000.00'],
    ]);
  });

  it('finds orders that only one side thinks open', () => {
    const open: Order = { ...ORDER, id: 'O2' as OrderId, state: 'unknown' };
    expect(differences({ openOrders: ['O3' as OrderId] }, { orders: [ORDER, open] })).toEqual([
      ['order', 'O2', 'open', '-'],
      ['order', 'O3', '-', 'open'],
    ]);
  });
});
