import { type Actor, type BasketId, type FillId, type LineId, type OrderId, type StrategyId, DEFAULT_STRATEGY, UNASSIGNED_STRATEGY } from '../../core/kernel/ids.ts';
import { refusal } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../../core/kernel/time.ts';
import { ZERO_MONEY, money, price, quantity, rate } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { type OrderRequest, type Side } from '../../core/orders/order.ts';
import { DEFAULT_STYLES } from '../../core/plan/styles.ts';
import { type ProposedLine } from '../../core/plan/line.ts';
import { encodeEvent } from './event-codec.ts';
import { GENESIS, chainHash, chainedLine, recordText } from './journal-line.ts';

/** One append: the events of one input. */
export interface Batch {
  readonly step: number;
  readonly at: EpochMs;
  readonly events: readonly OmsEvent[];
}

const YUAN = 10_000;
const BASKET = 'B1' as BasketId;
const TRADER = 'trader' as Actor;
const BOUGHT = '600519.SH' as InstrumentId;
const SOLD = '000333.SZ' as InstrumentId;
/** Held at the broker, and not known here before the day was settled. */
const FOUND = '600036.SH' as InstrumentId;
const FEES = { commission: money(5 * YUAN), stampTax: ZERO_MONEY, transferFee: money(100) };
const PASS = { rule: 'cash', kind: 'pass', code: 'cash', params: { needed: '18555.00', available: '999999.99' } } as const;

/**
 * A small day in which every kind of event happens at least once, and that `apply` accepts: for the tests of the
 * journal.
 */
export function sampleDay(date: TradeDate): readonly Batch[] {
  return [...morning(date), ...orders(date), ...evening(date)];
}

/** The lines that a journal of these batches has, from record 1. */
export function sampleLines(batches: readonly Batch[]): readonly string[] {
  let [seq, head] = [0, GENESIS];
  return batches.flatMap(({ step, at, events }) =>
    events.map((event) => {
      seq += 1;
      const text = recordText(seq, step, at, encodeEvent(event));
      const prev = head;
      head = chainHash(prev, text);
      return chainedLine(text, prev, head);
    }),
  );
}

function morning(date: TradeDate): readonly Batch[] {
  const lines = [line(date, 1, BOUGHT, 'buy', 100), line(date, 2, SOLD, 'sell', 200), line(date, 3, SOLD, 'sell', 100)];
  const [first, second, third] = lines.map(({ id }) => id) as [LineId, LineId, LineId];
  const style = DEFAULT_STYLES.limit;
  const change = { plannedQuantity: quantity(200), style: DEFAULT_STYLES.callAuction };
  const commands: readonly OmsEvent[] = [
    { type: 'linesApproved', lineIds: [first, second, third] },
    { type: 'lineEdited', lineId: second, before: change, after: { ...change, style }, estValue: money(12_000 * YUAN), estFees: money(5 * YUAN) },
    { type: 'lineSkipped', lineId: third },
    { type: 'lineRestored', lineId: third },
    { type: 'linePaused', lineId: first },
    { type: 'lineResumed', lineId: first },
    { type: 'pausesChanged', before: { buys: false, sells: false, strategies: [] }, after: { buys: true, sells: false, strategies: [DEFAULT_STRATEGY] } },
  ];
  return [
    batch(date, 0, '09:00:00', opened(date)),
    batch(date, 1, '09:01:00', imported(date), { type: 'planProposed', lines, warnings: [refusal('signals.partial', { rows: 2 })], source: 'signals.csv' }),
    batch(date, 2, '09:02:00', { type: 'commandGiven', command: { type: 'approveLines', lineIds: [first] }, by: TRADER }, ...commands),
    batch(date, 3, '09:03:00', { type: 'commandGiven', command: { type: 'cancelAll' }, by: TRADER }, { type: 'commandRefused', reason: refusal('nothingOpen') }),
    batch(
      date,
      4,
      '09:04:00',
      {
        type: 'commandGiven',
        command: { type: 'liquidate', scope: { kind: 'instruments', instruments: [SOLD] }, style, liftHolds: true, token: 'T1' },
        by: TRADER,
      },
      {
        type: 'linesAdded',
        lines: [{ ...line(date, 4, SOLD, 'sell', 100), source: 'liquidation' }],
        reason: refusal('liquidation.byPerson', { of: SOLD }),
        by: TRADER,
        token: 'T1',
      },
    ),
    batch(date, 4, '09:15:00', { type: 'phaseChanged', phase: 'openingCall' }),
  ];
}

const DIFFERENCE = { what: 'cash', key: 'cash', ours: '817989.97', brokers: '817989.96' } as const;

function orders(date: TradeDate): readonly Batch[] {
  const buy = request(date, 1, BOUGHT, 'buy', 100);
  const sell = request(date, 2, SOLD, 'sell', 200);
  const denied = request(date, 3, SOLD, 'sell', 100);
  const verdict = { rule: 'priceLimit', kind: 'deny', code: 'price.aboveLimit', params: { limit: '66.00', price: '70.00' } } as const;
  const sealed = refusal('candidate.atLimitUp', { price: 185_000, limitUp: 185_000 });
  const report = (n: number, order: OrderRequest, time: string) => ({ reportId: `${date}-${n}`, orderId: order.id, time: moment(date, time) });
  const fill = (n: number, order: OrderRequest, time: string, shares: number): OmsEvent => ({
    type: 'reportReceived',
    report: { ...report(n, order, time), kind: 'filled', fillId: `F${date}-${n}` as FillId, price: order.price, quantity: quantity(shares) },
    fees: FEES,
  });
  return [
    batch(date, 5, '09:30:03', intended(date, buy), intended(date, sell), { type: 'orderDenied', order: denied, verdicts: [PASS, verdict] }),
    batch(date, 6, '09:30:03', { type: 'reportReceived', report: { ...report(1, buy, '09:30:03'), kind: 'accepted' }, fees: null }),
    batch(date, 7, '09:30:06', fill(2, buy, '09:30:06', 60), { type: 'lineWaiting', lineId: lineId(date, 2), reason: refusal('quote.old', { age: 61_000 }) }),
    batch(date, 8, '09:30:09', { type: 'orderOutcomeUnknown', orderId: sell.id, reason: refusal('broker.timeout') }),
    batch(date, 8, '09:30:09', { type: 'accountUnreconciled', reason: refusal('reconcile.differs', { count: 1 }), differences: [DIFFERENCE] }),
    batch(date, 9, '09:30:10', { type: 'commandGiven', command: { type: 'acceptDifferences', reason: 'known' }, by: TRADER }, { type: 'differencesAccepted', differences: [DIFFERENCE], reason: refusal('reconcile.acceptedByPerson', { reason: 'known' }), by: TRADER }, { type: 'accountReconciled' }),
    batch(date, 9, '09:30:12', fill(3, sell, '09:30:12', 50)),
    batch(date, 10, '09:31:00', { type: 'cancelIntended', orderId: sell.id, reason: refusal('order.askedFor'), by: TRADER }),
    batch(date, 11, '09:31:03', { type: 'reportReceived', report: { ...report(4, sell, '09:31:03'), kind: 'cancelRejected', reason: refusal('late') }, fees: null }),
    batch(date, 12, '09:31:06', { type: 'reportReceived', report: { ...report(5, sell, '09:31:06'), kind: 'cancelled', reason: null }, fees: null }),
    batch(date, 12, '09:31:30', {
      type: 'reportReceived',
      report: { ...report(7, sell, '09:31:30'), kind: 'fillCorrected', fillId: `F${date}-3` as FillId, price: sell.price, quantity: quantity(40), reason: refusal('gateway.corrected', { by: 'operator', reason: 'wrong match' }) },
      fees: FEES,
    }),
    batch(date, 13, '09:32:00', fill(6, buy, '09:32:00', 40), { type: 'lineDone', lineId: lineId(date, 1), reason: refusal('line.filled') }),
    batch(date, 13, '10:00:00', { type: 'replacementAsked', lineId: lineId(date, 2), reason: sealed }, { type: 'replacementDropped', lineId: lineId(date, 2), reason: refusal('candidate.noneFits', { looked: 1 }), refused: [{ instrument: BOUGHT, reason: refusal('candidate.held', { held: 100 }) }] }),
    batch(date, 13, '10:01:00', { type: 'lineReplaced', lineId: lineId(date, 3), reason: refusal('line.replaced', { left: 12_345 }), substitute: { ...line(date, 4, BOUGHT, 'buy', 100), substitution: { for: lineId(date, 3), budget: money(12_345) } }, refused: [] }),
    batch(date, 13, '10:02:00', ...watchEvents()),
    batch(date, 13, '10:02:00', { type: 'basketMade', basket: { id: BASKET, name: '换仓', style: DEFAULT_STYLES.bestFive, tolerance: money(10_000), start: null, end: timeOfDay('14:50:00'), rest: 'release', lineIds: [lineId(date, 2)] } }, { type: 'basketDissolved', basketId: BASKET }, { type: 'approvalModeChanged', before: 'each', after: 'countdown' }),
    batch(date, 13, '10:03:00', ...foreignEvents(date)),
    batch(date, 14, '14:57:00', { type: 'lineExpired', lineId: lineId(date, 3), reason: refusal('approval.lapsed') }),
  ];
}

function evening(date: TradeDate): readonly Batch[] {
  const marks = [
    { instrument: SOLD, price: price(60 * YUAN) },
    { instrument: BOUGHT, price: price(1_850 * YUAN) },
  ];
  const result = {
    cash: money(817_990 * YUAN - 300),
    marketValue: money(194_000 * YUAN),
    equity: money(1_011_990 * YUAN - 300),
    openingEquity: money(1_012_000 * YUAN),
    fees: { commission: money(15 * YUAN), stampTax: ZERO_MONEY, transferFee: money(300) },
    marks,
    differences: [DIFFERENCE],
  } as const;
  return [
    batch(date, 15, '15:00:00', { type: 'quotesEnded', lastQuote: moment(date, '14:59:57') }),
    batch(date, 16, '15:01:00', { type: 'daySettled', result }, { type: 'accountHalted', reason: refusal('account.unreconciled') }),
    batch(date, 17, '15:02:00', ...comparedAndCorrected()),
    batch(date, 18, '15:03:00', { type: 'dayReleased', date, reason: refusal('settlement.byPerson', { reason: 'the broker is asked' }), by: TRADER }),
    batch(date, 19, '15:04:00', { type: 'daySealed', date, by: TRADER }),
  ];
}

function comparedAndCorrected(): readonly OmsEvent[] {
  const places = [{ file: 'delivery.txt', line: 2 }];
  const proposal = { cash: money(-1), shares: { instrument: FOUND, strategyId: UNASSIGNED_STRATEGY, quantity: 1, cost: money(60 * YUAN) } };
  const found = { code: 'cashMovement', about: SOLD, fields: [{ name: 'cash', ours: '-', brokers: '-0.0001' }], places, correction: 'bookCash', proposal };
  const comparison = {
    files: [{ name: 'delivery.txt', broker: null, kind: 'delivery', rows: 1 }],
    differences: [found, { ...found, proposal: null }],
    tolerated: [{ code: 'merged', count: 1 }],
    unchecked: ['holdings'],
  };
  const reason = refusal('settlement.byPerson', { reason: 'as the broker says' });
  const books = { cash: money(0), shares: 0 };
  const mark = { instrument: FOUND, price: price(60 * YUAN) };
  return [
    { type: 'sealHoldChanged', held: true, by: TRADER },
    { type: 'statementsCompared', comparison, ids: ['D2', 'D3'] },
    { type: 'differenceResolved', id: 'D1', resolution: 'accept', booked: proposal, before: books, after: books, mark, reason, by: TRADER },
  ];
}

function opened(date: TradeDate): OmsEvent {
  const opening = {
    cash: money(1_000_000 * YUAN),
    positions: [{ instrument: SOLD, strategyId: DEFAULT_STRATEGY, quantity: quantity(200), sellable: quantity(200), cost: money(10_000 * YUAN) }],
  };
  return { type: 'dayOpened', date, mode: 'paper', account: 'demo', seed: 7, opening, config: DEFAULT_CONFIG };
}

function imported(date: TradeDate): OmsEvent {
  const signal = {
    date,
    tradeDate: date,
    strategyId: DEFAULT_STRATEGY,
    instrument: BOUGHT,
    ask: { kind: 'target', weight: rate(18_500_000) },
    refPrice: null,
    reason: '动量 “强”\n',
    execution: null,
    condition: null,
  } as const;
  return { type: 'commandGiven', command: { type: 'importSignals', signals: [signal], source: 'signals.csv' }, by: TRADER };
}

/** An order from another terminal, and a person who takes it over. */
function foreignEvents(date: TradeDate): readonly OmsEvent[] {
  const order: OrderRequest = { ...request(date, 9, SOLD, 'sell', 100), lineId: null, origin: 'foreign' };
  return [
    { type: 'foreignOrderSeen', reportId: `P${date}`, order, terms: { frozen: money(0), settlement: 'T+1' } },
    { type: 'orderTakenOver', orderId: order.id, lineId: lineId(date, 4), by: TRADER },
  ];
}

function line(date: TradeDate, n: number, instrument: InstrumentId, side: Side, shares: number): ProposedLine {
  return {
    id: lineId(date, n),
    source: 'signal',
    strategyId: DEFAULT_STRATEGY,
    instrument,
    side,
    targetWeight: side === 'buy' ? rate(18_500_000) : null,
    targetQuantity: quantity(side === 'buy' ? 108 : 0),
    currentQuantity: quantity(side === 'buy' ? 0 : 200),
    plannedQuantity: quantity(shares),
    refPrice: price(1_850 * YUAN),
    estValue: money(185_000 * YUAN),
    estFees: money(5 * YUAN),
    style: DEFAULT_STYLES.callAuction,
    condition: null,
    signalReason: '动量 “强”\n',
    blocked: null,
    adjustments: [refusal('lot.rounded', { from: 108, to: 100 })],
  };
}

function lineId(date: TradeDate, n: number): LineId {
  return `L${date}-${n}` as LineId;
}

function request(date: TradeDate, n: number, instrument: InstrumentId, side: Side, shares: number): OrderRequest {
  return {
    id: `O${date}-${n}` as OrderId,
    lineId: lineId(date, n),
    strategyId: DEFAULT_STRATEGY,
    origin: 'plan',
    instrument,
    side,
    type: 'limit',
    price: price((side === 'buy' ? 1_850 : 60) * YUAN),
    quantity: quantity(shares),
  };
}

function intended(date: TradeDate, order: OrderRequest): OmsEvent {
  return {
    type: 'orderIntended',
    order,
    terms: { frozen: money(order.side === 'buy' ? 185_100 * YUAN : 0), settlement: 'T+1' },
    verdicts: [PASS],
    basis: { time: moment(date, '09:30:00'), last: order.price, bid: order.price, ask: order.price },
    token: null,
  };
}

function batch(date: TradeDate, step: number, time: string, ...events: readonly OmsEvent[]): Batch {
  return { step, at: moment(date, time), events };
}

function moment(date: TradeDate, time: string): EpochMs {
  return atTime(date, timeOfDay(time));
}

/** Followed, handed a share and left again. */
function strategyEvents(): readonly OmsEvent[] {
  const reason = refusal('strategy.byPerson', { reason: '试用' });
  const guards = { sellAtLimitUp: true, buyAtLimitDown: false, maxBuyChange: rate(5_000_000) };
  const strategy = { strategyId: 'second' as StrategyId, capital: money(100_000 * YUAN), enabled: true, style: DEFAULT_STYLES.twap, guards };
  return [
    { type: 'strategyFollowed', strategy, before: null, cash: strategy.capital, reason, by: TRADER },
    { type: 'lotsTransferred', instrument: SOLD, from: DEFAULT_STRATEGY, to: strategy.strategyId, quantity: quantity(1), price: price(10 * YUAN), reason, by: TRADER },
    { type: 'lotsTransferred', instrument: SOLD, from: strategy.strategyId, to: DEFAULT_STRATEGY, quantity: quantity(1), price: price(10 * YUAN), reason, by: TRADER },
    { type: 'strategyUnfollowed', strategy, reason, by: TRADER },
  ];
}

function watchEvents(): readonly OmsEvent[] {
  const ref = { watch: 'stopLoss', scope: 'instrument', of: SOLD } as const;
  const setting = { at: 8_000_000, rearm: 2_000_000, action: 'act', execution: 'bestFive' } as const;
  const reading = { unit: 'price', from: 100_000, value: 91_900, limit: 92_000, back: 94_000 } as const;
  const left = { instrument: SOLD, strategyId: DEFAULT_STRATEGY, quantity: quantity(200) };
  const { action, execution } = setting;
  return [
    { type: 'watchDisarmed', ...ref, by: TRADER },
    { type: 'watchArmed', ...ref, setting, by: TRADER },
    { type: 'watchHighMarked', scope: 'strategy', of: DEFAULT_STRATEGY, high: -1_234 },
    {
      type: 'watchFired',
      ...ref,
      reading,
      action,
      carried: null,
      lines: [],
      unsold: [{ ...left, reason: refusal('plan.notSellable', { held: 200 }) }],
      owed: [{ ...ref, ...left, action, execution }],
    },
    { type: 'watchRearmed', ...ref, reading },
    ...strategyEvents(),
    { type: 'exitDisarmed', exit: '止盈一半', by: TRADER },
    { type: 'exitArmed', exit: '止盈一半', by: TRADER },
    {
      type: 'exitFired',
      exit: '止盈一半',
      instrument: SOLD,
      strategyId: DEFAULT_STRATEGY,
      action: 'propose',
      why: [{ leaf: 'profit_rate >= 10%', holds: true, left: '10.2%', right: '10%', missing: null }],
      lines: [],
      reason: refusal('watch.exit', { exit: '止盈一半', of: SOLD, condition: 'profit_rate >= 10%', numbers: 'profit_rate = 10.2%' }),
    },
  ];
}
