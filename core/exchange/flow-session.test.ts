import { describe, expect, it } from 'vitest';
import { type TimeOfDay, timeOfDay } from '../kernel/time.ts';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type Side } from '../orders/order.ts';
import { type FlowRow, FlowSession } from './flow-session.ts';
import { type OrderNo } from './order-book-types.ts';

type Row = readonly [time: string, op: 'add' | 'cancel', no: number, side: Side, cents?: number, shares?: number];

function flowRow([time, op, no, side, cents = 0, shares = 0]: Row, seq: number): FlowRow {
  return {
    line: seq + 1,
    seq,
    time: timeOfDay(time),
    op,
    orderNo: no as OrderNo,
    side,
    price: (cents * 100) as Price,
    quantity: shares as Quantity,
  };
}

/** Trades as `seq time price × quantity: buy/sell`, prices in cents. */
function run(rows: readonly Row[], prevCloseCents = 1000): { trades: string[]; session: FlowSession; refused: unknown } {
  const trades: string[] = [];
  const session = new FlowSession({
    prevClose: (prevCloseCents * 100) as Price,
    sink: {
      trade: (seq, time, price, quantity, buy, sell) =>
        trades.push(`${seq} ${clock(time)} ${price / 100} × ${quantity}: ${buy}/${sell}`),
    },
  });
  for (const [i, row] of rows.entries()) {
    const taken = session.take(flowRow(row, i + 1));
    if (!taken.ok) return { trades, session, refused: { code: taken.error.code, ...taken.error.params } };
  }
  return { trades, session, refused: null };
}

function clock(time: TimeOfDay): string {
  return new Date(time).toISOString().slice(11, 23);
}

describe('a day from its order flow', () => {
  it('opens by auction, trades continuously, closes by auction', () => {
    const { trades, session } = run([
      ['09:15:00', 'add', 1, 'buy', 1010, 300],
      ['09:24:59.990', 'add', 2, 'sell', 1000, 100],
      ['09:30:00.050', 'add', 3, 'sell', 1010, 100],
      ['11:29:59', 'add', 4, 'sell', 1012, 500],
      ['14:56:59.990', 'add', 5, 'buy', 1012, 100],
      ['14:57:00', 'add', 6, 'buy', 1012, 200],
      ['15:00:00', 'add', 7, 'sell', 1010, 500],
    ]);
    const summary = session.finish();
    expect(trades).toEqual([
      '1 09:25:00.000 1010 × 100: 1/2',
      '2 09:30:00.050 1010 × 100: 1/3',
      '3 14:56:59.990 1012 × 100: 5/4',
      '4 15:00:00.000 1010 × 200: 6/7',
      '5 15:00:00.000 1010 × 100: 1/7',
    ]);
    expect(summary).toEqual({
      open: { price: 101_000, volume: 100 },
      close: { price: 101_000, volume: 300 },
      trades: 5,
      volume: 600,
      turnover: 60_620_000,
      cancelsRefused: 0,
    });
  });

  it('opens when the record ends before 09:25, too', () => {
    const { trades, session } = run([
      ['09:15:00', 'add', 1, 'buy', 1010, 100],
      ['09:16:00', 'add', 2, 'sell', 1000, 100],
    ], 1003);
    expect(trades).toEqual([]);
    expect(session.finish()).toMatchObject({ open: { price: 100_300, volume: 100 }, close: null, trades: 1 });
    expect(trades).toEqual(['1 09:25:00.000 1003 × 100: 1/2']);
  });

  it('has no trade between the opening auction and 09:30', () => {
    const { trades } = run([
      ['09:25:00', 'add', 1, 'buy', 1010, 100],
      ['09:25:30', 'add', 2, 'sell', 1010, 100],
    ]);
    expect(trades).toEqual(['1 09:30:00.000 1010 × 100: 1/2']);
  });

  it('takes the last price as reference of the closing auction, without one the previous close', () => {
    const closing: Row[] = [
      ['14:57:00', 'add', 8, 'buy', 1020, 100],
      ['14:57:00', 'add', 9, 'sell', 990, 100],
    ];
    expect(run(closing, 1000).session.finish().close).toEqual({ price: 100_000, volume: 100 });
    const traded: Row[] = [
      ['10:00:00', 'add', 1, 'buy', 1015, 100],
      ['10:00:00', 'add', 2, 'sell', 1015, 100],
    ];
    expect(run([...traded, ...closing], 1000).session.finish().close).toEqual({ price: 101_500, volume: 100 });
  });

  it('is empty without orders', () => {
    expect(run([]).session.finish()).toEqual({ open: null, close: null, trades: 0, volume: 0, turnover: 0, cancelsRefused: 0 });
  });

  it('keeps order numbers of the two sides apart', () => {
    const { trades, refused } = run([
      ['10:00:00', 'add', 1, 'buy', 1000, 100],
      ['10:00:00', 'add', 1, 'sell', 1000, 100],
    ]);
    expect(refused).toBeNull();
    expect(trades).toEqual(['1 10:00:00.000 1000 × 100: 1/1']);
  });
});

describe('a record that cannot be', () => {
  const resting: Row = ['09:30:00', 'add', 1, 'buy', 1000, 100];
  const filler: Row = ['09:30:00', 'add', 2, 'sell', 1000, 100];

  it.each<[string, Row[], object]>([
    ['adds a resting number again', [resting, resting], { code: 'flow.duplicateOrder', line: 3, field: 'order_id', value: 1 }],
    ['adds a filled number again', [resting, filler, filler], { code: 'flow.duplicateOrder', line: 4, side: 'sell' }],
    [
      'goes back in time',
      [resting, ['09:29:59.999', 'add', 2, 'buy', 1000, 100]],
      { code: 'flow.timeBackwards', line: 3, field: 'time' },
    ],
    ['has no price', [['10:00:00', 'add', 1, 'buy', 0, 100]], { code: 'flow.badPrice', line: 2, field: 'price' }],
    ['has no quantity', [['10:00:00', 'add', 1, 'buy', 1000, 0]], { code: 'flow.badQuantity', line: 2, field: 'quantity' }],
    ['has a number that cannot be', [['10:00:00', 'add', -1, 'buy', 1000, 100]], { code: 'flow.badOrderNo', line: 2 }],
  ])('%s', (_, rows, problem) => {
    expect(run(rows).refused).toMatchObject(problem);
  });

  it.each<[string, Row[]]>([
    ['never was', [['09:30:00', 'cancel', 7, 'buy']]],
    ['is on the other side', [resting, ['09:30:00', 'cancel', 1, 'sell']]],
    ['is filled', [resting, filler, ['09:30:01', 'cancel', 1, 'buy']]],
    ['is cancelled', [['09:30:00', 'add', 3, 'buy', 1000, 100], ['09:30:01', 'cancel', 3, 'buy'], ['09:30:01', 'cancel', 3, 'buy']]],
  ])('a cancel of an order that %s is refused and counted, as an exchange does', (_, rows) => {
    const { session, refused } = run(rows);
    expect(refused).toBeNull();
    expect(session.finish().cancelsRefused).toBe(1);
  });

  it('a record after 15:00 still belongs to the closing auction', () => {
    const { trades, session } = run([
      ['14:58:00', 'add', 1, 'buy', 1000, 100],
      ['15:00:00.480', 'add', 2, 'sell', 1000, 100],
    ]);
    expect(session.finish().close).toEqual({ price: 100_000, volume: 100 });
    expect(trades).toEqual(['1 15:00:00.000 1000 × 100: 1/2']);
  });

  it('repeats a sequence number', () => {
    const { session } = run([]);
    expect(session.take(flowRow(resting, 5)).ok).toBe(true);
    const again = session.take(flowRow(filler, 5));
    expect(again).toMatchObject({ ok: false, error: { code: 'flow.seqNotRising', params: { value: 5, previous: 5 } } });
  });
});
