import { describe, expect, it } from 'vitest';
import { type Actor, type FillId, type LineId, type OrderId, DEFAULT_STRATEGY, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { ZERO_MONEY, money, price, quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type OmsEvent, type Recorded } from '../oms/events.ts';
import { type OrderRequest } from '../orders/order.ts';
import { type ProposedLine } from '../plan/line.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { explainFill, explainLine, explainOrder, storyOf } from './explain.ts';

const LINE = 'L1' as LineId;
const TRADER = 'trader' as Actor;
const INSTRUMENT = '600519.SH' as InstrumentId;

function records(...steps: readonly (readonly OmsEvent[])[]): readonly Recorded[] {
  return steps
    .flatMap((events, step) => events.map((event) => ({ step, at: (1_000 * step) as EpochMs, event })))
    .map((record, i) => ({ seq: i + 1, ...record }));
}

function request(n: number, origin: 'plan' | 'ticket'): OrderRequest {
  return {
    id: `O${n}` as OrderId,
    lineId: origin === 'plan' ? LINE : null,
    strategyId: origin === 'plan' ? DEFAULT_STRATEGY : UNASSIGNED_STRATEGY,
    origin,
    instrument: INSTRUMENT,
    side: 'buy',
    type: 'limit',
    price: price(100_000),
    quantity: quantity(100),
  };
}

function intended(order: OrderRequest): OmsEvent {
  return { type: 'orderIntended', order, terms: { frozen: ZERO_MONEY, settlement: 'T+1' }, verdicts: [], basis: null, token: null };
}

function filled(order: OrderRequest, id: string): OmsEvent {
  const head = { reportId: id, orderId: order.id, time: 0 as EpochMs };
  return { type: 'reportReceived', report: { ...head, kind: 'filled', fillId: id as FillId, price: order.price, quantity: quantity(50) }, fees: null };
}

const line: ProposedLine = {
  id: LINE,
  source: 'signal',
  strategyId: DEFAULT_STRATEGY,
  instrument: INSTRUMENT,
  side: 'buy',
  targetWeight: null,
  targetQuantity: quantity(100),
  currentQuantity: quantity(0),
  plannedQuantity: quantity(100),
  refPrice: price(100_000),
  estValue: money(10_000_000),
  estFees: ZERO_MONEY,
  style: DEFAULT_STYLES.limit,
  condition: null,
  signalReason: '',
  blocked: null,
  adjustments: [],
};
const imported: OmsEvent = { type: 'commandGiven', command: { type: 'importSignals', signals: [], source: 'file' }, by: TRADER };
const proposed: OmsEvent = { type: 'planProposed', lines: [line], warnings: [], source: 'file' };
const approved: OmsEvent = { type: 'linesApproved', lineIds: [LINE] };
const approve: OmsEvent = { type: 'commandGiven', command: { type: 'approveLines', lineIds: [LINE] }, by: TRADER };

describe('explainFill', () => {
  it('finds no cause for a fill that is not there, or whose order is not', () => {
    const order = request(1, 'plan');
    expect(explainFill(records([intended(order)]), 'F1' as FillId)).toBeUndefined();
    expect(explainFill(records([filled(order, 'F1')]), 'F1' as FillId)).toBeUndefined();
  });

  it("names the policy as the one who approved when nobody's command did", () => {
    const order = request(1, 'plan');
    const byPolicy = explainFill(records([imported, proposed, approved], [intended(order)], [filled(order, 'F1')]), 'F1' as FillId);
    expect(byPolicy?.line?.approvals).toMatchObject([{ by: null }]);
    const byTrader = explainFill(
      records([imported, proposed], [approve, approved], [intended(order)], [filled(order, 'F1')]),
      'F1' as FillId,
    );
    expect(byTrader?.line?.approvals).toMatchObject([{ by: TRADER, record: { seq: 4 } }]);
    expect(byTrader?.line?.imported?.seq).toBe(1);
  });

  it('tells what came before the order and before the fill, and nothing later', () => {
    const order = request(1, 'plan');
    const chain = records(
      [imported, proposed],
      [{ type: 'linePaused', lineId: LINE }],
      [intended(order)],
      [{ type: 'lineResumed', lineId: LINE }, filled(order, 'F1')],
      [filled(order, 'F2')],
      [filled(order, 'F3')],
    );
    const why = explainFill(chain, 'F2' as FillId);
    expect(why?.line?.changes.map(({ seq }) => seq)).toEqual([3]);
    expect(why?.since.map(({ seq }) => seq)).toEqual([6]);
  });

  it('names the one who sent a ticket', () => {
    const order = request(1, 'ticket');
    const ticket = { instrument: INSTRUMENT, side: 'buy', type: 'limit', price: order.price, quantity: order.quantity } as const;
    const given: OmsEvent = { type: 'commandGiven', command: { type: 'placeOrder', ticket, token: 't' }, by: TRADER };
    const why = explainFill(records([], [given, intended(order)], [filled(order, 'F1')]), 'F1' as FillId);
    expect(why).toMatchObject({ line: null, ticket: { seq: 1, event: { by: TRADER } } });
  });
});

describe('explainLine', () => {
  const refused: OmsEvent = { type: 'orderDenied', order: request(1, 'plan'), verdicts: [{ rule: 'cash', kind: 'deny', code: 'cash.short', params: {} }] };
  const lapsed: OmsEvent = { type: 'lineExpired', lineId: LINE, reason: { code: 'approval.lapsed', params: {} } };

  it('tells of a line that never traded everything that kept it from it, and nothing of others', () => {
    const other = { ...request(2, 'plan'), lineId: 'L2' as LineId };
    const chain = records([imported, proposed], [approve, approved], [refused], [intended(other)], [lapsed]);
    const why = explainLine(chain, LINE);
    expect(why?.orders.map(({ order }) => order.event.type)).toEqual(['orderDenied']);
    expect(storyOf(why ?? {}).map(({ event }) => event.type)).toEqual(['planProposed', 'linesApproved', 'orderDenied', 'lineExpired']);
    expect(explainLine(chain, 'L2' as LineId)).toBeUndefined();
  });

  it('follows a denied order back to its line, and an order that was taken over to the line that took it', () => {
    const foreign: OmsEvent = { type: 'foreignOrderSeen', reportId: 'R', order: { ...request(3, 'ticket'), origin: 'foreign' }, terms: { frozen: ZERO_MONEY, settlement: 'T+1' } };
    const taken: OmsEvent = { type: 'orderTakenOver', orderId: 'O3' as OrderId, lineId: LINE, by: TRADER };
    const chain = records([imported, proposed], [refused], [foreign], [taken], [filled(request(3, 'ticket'), 'F1')]);
    expect(explainOrder(chain, 'O1' as OrderId)).toMatchObject({ order: { event: { type: 'orderDenied' } }, line: { line: { id: LINE } } });
    expect(explainFill(chain, 'F1' as FillId)).toMatchObject({ order: { event: { type: 'foreignOrderSeen' } }, line: { line: { id: LINE } } });
    expect(explainLine(chain, LINE)?.orders.map(({ order }) => order.event.order.id)).toEqual(['O1', 'O3']);
  });
});
