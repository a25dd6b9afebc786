import { describe, expect, it } from 'vitest';
import { type FillId, type OrderId, DEFAULT_STRATEGY } from '../kernel/ids.ts';
import { refusal } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { ZERO_MONEY, money, price, quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { LIFE_CYCLE, applyReport } from './life-cycle.ts';
import { type ExecutionReport, type Fees, type Fill, type Order, type OrderState, type ReportKind, ORDER_STATES, leaves } from './order.ts';

const ID = 'O20230201-7k-00001' as OrderId;
const FEES: Fees = { commission: money(50_000), stampTax: ZERO_MONEY, transferFee: money(100) };

function order(state: OrderState, filled: number, total = 10_000): Order {
  return {
    id: ID,
    lineId: null,
    strategyId: DEFAULT_STRATEGY,
    origin: 'ticket',
    instrument: '600519.SH' as InstrumentId,
    side: 'buy',
    type: 'limit',
    price: price(100_000),
    quantity: quantity(total),
    terms: { frozen: money(total * 101_000), settlement: 'T+1' },
    state,
    filled: quantity(filled),
    turnover: money(filled * 100_000),
    fees: { commission: ZERO_MONEY, stampTax: ZERO_MONEY, transferFee: ZERO_MONEY },
    reason: null,
    created: 0 as EpochMs,
    updated: 0 as EpochMs,
  };
}

const NO_FEES: Fees = { commission: ZERO_MONEY, stampTax: ZERO_MONEY, transferFee: ZERO_MONEY };

const REASON = refusal('exchange.says');

function report(kind: ReportKind, shares = 0, at = 1_000): ExecutionReport {
  const head = { reportId: `R${at}`, orderId: ID, time: at as EpochMs };
  switch (kind) {
    case 'filled':
      return { ...head, kind, fillId: `F${at}` as FillId, price: price(99_000), quantity: quantity(shares) };
    case 'fillCorrected':
      return { ...head, kind, fillId: 'F1' as FillId, price: price(99_000), quantity: quantity(shares), reason: REASON };
    case 'rejected':
    case 'cancelRejected':
      return { ...head, kind, reason: REASON };
    case 'cancelled':
      return { ...head, kind, reason: null };
    default:
      return { ...head, kind };
  }
}

/** The state that follows, `=` when nothing was said, `!` and the problem when it cannot be. */
function outcome(before: Order, said: ExecutionReport): string {
  const was = { price: price(100_000), quantity: before.filled, fees: before.fees };
  const after = applyReport(before, said, 'fillId' in said ? FEES : null, said.kind === 'fillCorrected' ? was : null);
  if (!after.ok) return `!${after.error.code}`;
  return after.value === before ? '=' : after.value.state;
}

const IMPOSSIBLE = '!order.impossibleReport';
const OVERFILL = '!order.overfill';
const AFTER_FILL = '!order.rejectedAfterFill';

/** Written out by hand, apart from the table in the code: nothing filled before, then 4,000 of 10,000. */
const EXPECTED: Readonly<Record<OrderState, Readonly<Record<ReportKind | 'filledWhole', readonly [none: string, some: string]>>>> = {
  pendingNew: {
    accepted: ['working', 'partiallyFilled'],
    rejected: ['rejected', AFTER_FILL],
    filled: ['partiallyFilled', 'partiallyFilled'],
    filledWhole: ['filled', 'filled'],
    cancelled: ['cancelled', 'cancelled'],
    cancelRejected: [IMPOSSIBLE, IMPOSSIBLE],
    expired: ['expired', 'expired'],
    fillCorrected: [IMPOSSIBLE, IMPOSSIBLE],
  },
  working: {
    accepted: ['=', '='],
    rejected: ['rejected', AFTER_FILL],
    filled: ['partiallyFilled', 'partiallyFilled'],
    filledWhole: ['filled', 'filled'],
    cancelled: ['cancelled', 'cancelled'],
    cancelRejected: ['=', '='],
    expired: ['expired', 'expired'],
    fillCorrected: [IMPOSSIBLE, IMPOSSIBLE],
  },
  partiallyFilled: {
    accepted: ['=', '='],
    rejected: [IMPOSSIBLE, AFTER_FILL],
    filled: ['partiallyFilled', 'partiallyFilled'],
    filledWhole: ['filled', 'filled'],
    cancelled: ['cancelled', 'cancelled'],
    cancelRejected: ['=', '='],
    expired: ['expired', 'expired'],
    fillCorrected: ['partiallyFilled', 'partiallyFilled'],
  },
  filled: {
    accepted: ['=', '='],
    rejected: [IMPOSSIBLE, AFTER_FILL],
    filled: [IMPOSSIBLE, IMPOSSIBLE],
    filledWhole: [IMPOSSIBLE, IMPOSSIBLE],
    cancelled: [IMPOSSIBLE, IMPOSSIBLE],
    cancelRejected: ['=', '='],
    expired: [IMPOSSIBLE, IMPOSSIBLE],
    fillCorrected: ['cancelled', 'cancelled'],
  },
  pendingCancel: {
    accepted: ['pendingCancel', 'pendingCancel'],
    rejected: ['rejected', AFTER_FILL],
    filled: ['pendingCancel', 'pendingCancel'],
    filledWhole: ['filled', 'filled'],
    cancelled: ['cancelled', 'cancelled'],
    cancelRejected: ['working', 'partiallyFilled'],
    expired: ['expired', 'expired'],
    fillCorrected: ['pendingCancel', 'pendingCancel'],
  },
  cancelled: {
    accepted: ['=', '='],
    rejected: ['=', AFTER_FILL],
    filled: ['cancelled', 'cancelled'],
    filledWhole: ['cancelled', 'cancelled'],
    cancelled: ['=', '='],
    cancelRejected: ['=', '='],
    expired: ['=', '='],
    fillCorrected: ['cancelled', 'cancelled'],
  },
  rejected: {
    accepted: ['=', '='],
    rejected: ['=', AFTER_FILL],
    filled: [IMPOSSIBLE, IMPOSSIBLE],
    filledWhole: [IMPOSSIBLE, IMPOSSIBLE],
    cancelled: ['=', '='],
    cancelRejected: ['=', '='],
    expired: ['=', '='],
    fillCorrected: [IMPOSSIBLE, IMPOSSIBLE],
  },
  expired: {
    accepted: ['=', '='],
    rejected: ['=', AFTER_FILL],
    filled: ['expired', 'expired'],
    filledWhole: ['expired', 'expired'],
    cancelled: ['=', '='],
    cancelRejected: ['=', '='],
    expired: ['=', '='],
    fillCorrected: ['expired', 'expired'],
  },
  unknown: {
    accepted: ['working', 'partiallyFilled'],
    rejected: ['rejected', AFTER_FILL],
    filled: ['partiallyFilled', 'partiallyFilled'],
    filledWhole: ['filled', 'filled'],
    cancelled: ['cancelled', 'cancelled'],
    cancelRejected: ['=', '='],
    expired: ['expired', 'expired'],
    fillCorrected: ['unknown', 'unknown'],
  },
  denied: {
    accepted: [IMPOSSIBLE, IMPOSSIBLE],
    rejected: [IMPOSSIBLE, AFTER_FILL],
    filled: [IMPOSSIBLE, IMPOSSIBLE],
    filledWhole: [IMPOSSIBLE, IMPOSSIBLE],
    cancelled: [IMPOSSIBLE, IMPOSSIBLE],
    cancelRejected: [IMPOSSIBLE, IMPOSSIBLE],
    expired: [IMPOSSIBLE, IMPOSSIBLE],
    fillCorrected: [IMPOSSIBLE, IMPOSSIBLE],
  },
};

const KINDS = ['accepted', 'rejected', 'filled', 'filledWhole', 'cancelled', 'cancelRejected', 'expired', 'fillCorrected'] as const;

describe('every state with every report', () => {
  const pairs = ORDER_STATES.flatMap((state) => KINDS.flatMap((kind) => [0, 1].map((i) => [state, kind, i] as const)));

  it.each(pairs)('%s + %s (filled before: %i)', (state, kind, i) => {
    const before = order(state, i === 0 ? 0 : 4_000);
    const said = kind === 'filledWhole' ? report('filled', leaves(before)) : report(kind, 1_000);
    expect(outcome(before, said)).toBe(EXPECTED[state][kind][i]);
  });

  it('is decided in one table', () => {
    for (const state of ORDER_STATES) expect(Object.keys(LIFE_CYCLE[state])).toHaveLength(7);
  });

  it.each(ORDER_STATES)('%s never fills more than was ordered', (state) => {
    if (LIFE_CYCLE[state].filled === 'impossible') return;
    expect(outcome(order(state, 4_000), report('filled', 6_001))).toBe(OVERFILL);
    expect(outcome(order(state, 4_000), report('filled', 0))).toBe(OVERFILL);
  });
});

/** A sequence of our own actions and the broker's words, with what must be seen after each. */
type Play = readonly (readonly [what: ReportKind | 'cancelSent' | 'lost', shares: number, seen: string])[];

function play(steps: Play): readonly string[] {
  let now = order('pendingNew', 0);
  return steps.map(([what, shares], i) => {
    if (what === 'cancelSent') now = { ...now, state: 'pendingCancel' };
    else if (what === 'lost') now = { ...now, state: 'unknown' };
    else {
      const after = applyReport(now, report(what, shares, 1_000 + i), what === 'filled' ? FEES : null);
      if (!after.ok) return `!${after.error.code}`;
      now = after.value;
    }
    return `${now.state} ${now.filled}/${leaves(now)}`;
  });
}

/**
 * FIX 4.4 appendix D, order state change matrices, for an order of 10,000. Where FIX gives OrdStatus Pending Cancel to
 * a complete fill, ours is `filled`: nothing is left that a cancel could change.
 */
const FIX_APPENDIX_D: Readonly<Record<string, Play>> = {
  'A.1 filled in parts': [
    ['accepted', 0, 'working 0/10000'],
    ['filled', 2_000, 'partiallyFilled 2000/8000'],
    ['filled', 1_000, 'partiallyFilled 3000/7000'],
    ['filled', 7_000, 'filled 10000/0'],
  ],
  'B.1.a cancelled with no fill': [
    ['accepted', 0, 'working 0/10000'],
    ['cancelSent', 0, 'pendingCancel 0/10000'],
    ['cancelled', 0, 'cancelled 0/10000'],
  ],
  'B.1.a cancel refused with no fill': [
    ['accepted', 0, 'working 0/10000'],
    ['cancelSent', 0, 'pendingCancel 0/10000'],
    ['cancelRejected', 0, 'working 0/10000'],
  ],
  'B.1.b part-filled while the cancel is pending': [
    ['accepted', 0, 'working 0/10000'],
    ['filled', 2_000, 'partiallyFilled 2000/8000'],
    ['cancelSent', 0, 'pendingCancel 2000/8000'],
    ['filled', 3_000, 'pendingCancel 5000/5000'],
    ['filled', 1_000, 'pendingCancel 6000/4000'],
    ['cancelled', 0, 'cancelled 6000/4000'],
  ],
  'B.1.c filled before the cancel': [
    ['accepted', 0, 'working 0/10000'],
    ['filled', 2_000, 'partiallyFilled 2000/8000'],
    ['cancelSent', 0, 'pendingCancel 2000/8000'],
    ['filled', 3_000, 'pendingCancel 5000/5000'],
    ['filled', 5_000, 'filled 10000/0'],
    ['cancelRejected', 0, 'filled 10000/0'],
  ],
  'B.1.d cancel refused while part-filled': [
    ['accepted', 0, 'working 0/10000'],
    ['filled', 2_000, 'partiallyFilled 2000/8000'],
    ['cancelSent', 0, 'pendingCancel 2000/8000'],
    ['cancelRejected', 0, 'partiallyFilled 2000/8000'],
    ['filled', 8_000, 'filled 10000/0'],
  ],
  'B.1.e cancel and acceptance cross': [
    ['cancelSent', 0, 'pendingCancel 0/10000'],
    ['accepted', 0, 'pendingCancel 0/10000'],
    ['cancelled', 0, 'cancelled 0/10000'],
  ],
  'B.1.f the broker does not know what shall be cancelled': [
    ['lost', 0, 'unknown 0/10000'],
    ['cancelRejected', 0, 'unknown 0/10000'],
    ['rejected', 0, 'rejected 0/10000'],
  ],
  'H expires with a part filled': [
    ['accepted', 0, 'working 0/10000'],
    ['filled', 2_000, 'partiallyFilled 2000/8000'],
    ['expired', 0, 'expired 2000/8000'],
  ],
  'I fill-and-kill': [
    ['accepted', 0, 'working 0/10000'],
    ['filled', 4_000, 'partiallyFilled 4000/6000'],
    ['cancelled', 0, 'cancelled 4000/6000'],
  ],
  'I fill-or-kill': [
    ['accepted', 0, 'working 0/10000'],
    ['cancelled', 0, 'cancelled 0/10000'],
  ],
  'J.1.b a fill after the cancel': [
    ['accepted', 0, 'working 0/10000'],
    ['filled', 5_000, 'partiallyFilled 5000/5000'],
    ['cancelSent', 0, 'pendingCancel 5000/5000'],
    ['cancelled', 0, 'cancelled 5000/5000'],
    ['filled', 4_000, 'cancelled 9000/1000'],
  ],
  'reordered: fills, then the acceptance': [
    ['filled', 10_000, 'filled 10000/0'],
    ['accepted', 0, 'filled 10000/0'],
  ],
  'lost reply, then a fill proves that it stands': [
    ['lost', 0, 'unknown 0/10000'],
    ['filled', 100, 'partiallyFilled 100/9900'],
    ['accepted', 0, 'partiallyFilled 100/9900'],
  ],
};

describe('FIX 4.4 appendix D', () => {
  it.each(Object.entries(FIX_APPENDIX_D))('%s', (_name, steps) => {
    expect(play(steps)).toEqual(steps.map(([, , seen]) => seen));
  });
});

describe('applyReport', () => {
  it('adds up turnover and fees', () => {
    const after = applyReport(order('working', 4_000), report('filled', 1_000), FEES);
    expect(after.ok && after.value).toMatchObject({ filled: 5_000, turnover: 499_000_000, fees: FEES, updated: 1_000 });
  });

  it("keeps our reason for a cancel unless the exchange gives its own, and the broker's for a rejection", () => {
    const asked = { ...order('pendingCancel', 0), reason: refusal('order.askedFor') };
    const cancelled = applyReport(asked, report('cancelled'), null);
    expect(cancelled.ok && cancelled.value.reason?.code).toBe('order.askedFor');
    const rejected = applyReport(asked, report('rejected'), null);
    expect(rejected.ok && rejected.value.reason).toEqual(REASON);
    const lives = applyReport(asked, report('cancelRejected'), null);
    expect(lives.ok && lives.value.reason).toBeNull();
    const crossed = applyReport(asked, report('accepted'), null);
    expect(crossed.ok && crossed.value.reason?.code).toBe('order.askedFor');
  });

  it('keeps the reason of a cancel when a late fill comes', () => {
    const gone = { ...order('cancelled', 0), reason: refusal('order.askedFor') };
    const after = applyReport(gone, report('filled', 100), FEES);
    expect(after.ok && after.value.reason?.code).toBe('order.askedFor');
  });

  it('names order, state and numbers when the books and the broker contradict each other', () => {
    const after = applyReport(order('working', 4_000), report('filled', 7_000), FEES);
    expect(after).toEqual({
      ok: false,
      error: {
        code: 'order.overfill',
        params: { orderId: ID, state: 'working', report: 'filled', filled: 4_000, quantity: 10_000, reported: 7_000 },
      },
    });
  });

  it('refuses to be asked about another order, or a fill without its fees', () => {
    const other = { ...report('accepted'), orderId: 'O2' as OrderId };
    expect(() => applyReport(order('working', 0), other, null)).toThrow('is not of');
    expect(() => applyReport(order('working', 0), report('filled', 1), null)).toThrow('without fees');
  });
});

/**
 * FIX 4.4 appendix D, J.1: trades that are busted and corrected. Where FIX lets a filled order work on after a bust, ours
 * is `cancelled`: on these exchanges no share of a corrected trade comes back to the market.
 */
describe('a corrected fill', () => {
  const fillOf = (shares: number, at: number): Pick<Fill, 'price' | 'quantity' | 'fees'> => ({ price: price(at), quantity: quantity(shares), fees: FEES });
  const filled = (now: Order, shares: number, at: number): Order => valueOf(applyReport(now, { ...report('filled', shares), price: price(at) } as ExecutionReport, FEES));
  const corrected = (now: Order, was: ReturnType<typeof fillOf>, shares: number, at: number): Order =>
    valueOf(applyReport(now, { ...report('fillCorrected', shares), price: price(at) } as ExecutionReport, shares === 0 ? NO_FEES : FEES, was));
  const seen = (now: Order): string => `${now.state} ${now.filled} for ${now.turnover}, commission ${now.fees.commission}`;

  it('takes the place of what was booked (J.1.a)', () => {
    const whole = filled(filled(order('working', 0), 1_000, 100_000), 9_000, 110_000);
    const busted = corrected(whole, fillOf(1_000, 100_000), 0, 0);
    expect(seen(busted)).toBe('cancelled 9000 for 990000000, commission 50000');
    expect(busted.reason).toEqual(REASON);
    expect(seen(corrected(busted, fillOf(9_000, 110_000), 9_000, 100_000))).toBe('cancelled 9000 for 900000000, commission 50000');
  });

  it('leaves a cancelled order cancelled, also when another fill comes late (J.1.b)', () => {
    const gone = { ...filled(order('working', 0), 5_000, 100_000), state: 'cancelled' as const };
    const busted = corrected(gone, fillOf(5_000, 100_000), 0, 0);
    expect(seen(busted)).toBe('cancelled 0 for 0, commission 0');
    expect(seen(filled(busted, 4_000, 100_000))).toBe('cancelled 4000 for 400000000, commission 50000');
  });

  it('cannot make an order larger than it is', () => {
    const part = filled(order('working', 0), 5_000, 100_000);
    expect(outcome(part, report('fillCorrected', 10_001))).toBe(OVERFILL);
  });
});

function valueOf(after: ReturnType<typeof applyReport>): Order {
  if (!after.ok) throw new Error(after.error.code);
  return after.value;
}
