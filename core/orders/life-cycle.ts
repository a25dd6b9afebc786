import { invariant } from '../kernel/invariant.ts';
import { type Refusal, type Result, ok, refuse } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { addMoney, addQuantity, subtractMoney, subtractQuantity, turnoverOf } from '../kernel/units.ts';
import {
  type ExecutionReport,
  type Fees,
  type Fill,
  type FillCorrection,
  type Order,
  type OrderState,
  type ReportKind,
  addFees,
  isFinal,
  leaves,
  subtractFees,
} from './order.ts';

/**
 * What a report does to an order in a given state.
 *
 * `open`: `working`, or `partiallyFilled` once something has filled. `pendingCancel`, `cancelled`, `rejected`,
 * `expired`: that state. `fill`: books the fill, then `filled` when complete, else `open`. `fillPending`: the same, but
 * a fill that leaves a rest keeps waiting for the cancel. `lateFill`: books the fill and leaves the state, for the rest
 * is gone. `correct`: books what a fill really was; what a filled order loses by it is gone. `ignore`: says nothing new.
 * `impossible`: contradicts what is known; the account must stop and say so.
 */
export type Step =
  | 'open'
  | 'pendingCancel'
  | 'cancelled'
  | 'rejected'
  | 'expired'
  | 'fill'
  | 'fillPending'
  | 'lateFill'
  | 'correct'
  | 'ignore'
  | 'impossible';

/**
 * The life-cycle: every state, every kind of report. Reports may come twice under different ids, in another order than
 * they happened, or late.
 */
export const LIFE_CYCLE: Readonly<Record<OrderState, Readonly<Record<ReportKind, Step>>>> = {
  pendingNew: {
    accepted: 'open',
    rejected: 'rejected',
    filled: 'fill', // the fill overtook the acceptance
    cancelled: 'cancelled', // the exchange cancels what cannot match at once
    cancelRejected: 'impossible', // we have asked for no cancel
    expired: 'expired',
    fillCorrected: 'impossible', // nothing of it has filled
  },
  working: {
    accepted: 'ignore', // said twice, or overtaken by the refusal of a cancel
    rejected: 'rejected', // the broker took it, the exchange did not (废单)
    filled: 'fill',
    cancelled: 'cancelled', // by the exchange, or from another terminal of the same account
    cancelRejected: 'ignore', // the order was thought of as unknown in between
    expired: 'expired',
    fillCorrected: 'impossible', // nothing of it has filled
  },
  partiallyFilled: {
    accepted: 'ignore', // overtaken by the first fill
    rejected: 'impossible', // what has filled was not rejected
    filled: 'fill',
    cancelled: 'cancelled',
    cancelRejected: 'ignore',
    expired: 'expired',
    fillCorrected: 'correct',
  },
  filled: {
    accepted: 'ignore', // overtaken by the fills
    rejected: 'impossible',
    filled: 'impossible', // more than was ordered
    cancelled: 'impossible', // there was no rest: broker and books differ about what has filled
    cancelRejected: 'ignore', // our cancel came too late, as the fill has told already
    expired: 'impossible',
    fillCorrected: 'correct',
  },
  pendingCancel: {
    accepted: 'pendingCancel', // acceptance and cancel crossed
    rejected: 'rejected',
    filled: 'fillPending',
    cancelled: 'cancelled',
    cancelRejected: 'open',
    expired: 'expired',
    fillCorrected: 'correct',
  },
  cancelled: {
    accepted: 'ignore',
    rejected: 'ignore', // gone either way; with fills it is refused before the table is asked
    filled: 'lateFill', // it filled before the cancel reached the book
    cancelled: 'ignore',
    cancelRejected: 'ignore', // the exchange had cancelled it before our cancel came
    expired: 'ignore',
    fillCorrected: 'correct',
  },
  rejected: {
    accepted: 'ignore', // overtaken by the rejection
    rejected: 'ignore',
    filled: 'impossible', // the broker said that it never stood
    cancelled: 'ignore',
    cancelRejected: 'ignore', // cancel and rejection crossed
    expired: 'ignore',
    fillCorrected: 'impossible',
  },
  expired: {
    accepted: 'ignore',
    rejected: 'ignore',
    filled: 'lateFill', // it filled before the close
    cancelled: 'ignore', // another word for the same end
    cancelRejected: 'ignore',
    expired: 'ignore',
    fillCorrected: 'correct',
  },
  unknown: {
    accepted: 'open',
    rejected: 'rejected',
    filled: 'fill',
    cancelled: 'cancelled',
    cancelRejected: 'ignore', // "no such order" and "too late" refuse a cancel alike: the order stays unknown
    expired: 'expired',
    fillCorrected: 'correct',
  },
  denied: {
    accepted: 'impossible', // it never left this machine
    rejected: 'impossible',
    filled: 'impossible',
    cancelled: 'impossible',
    cancelRejected: 'impossible',
    expired: 'impossible',
    fillCorrected: 'impossible',
  },
};

export type ReportProblem = 'order.impossibleReport' | 'order.rejectedAfterFill' | 'order.overfill';

/** What a fill has booked: to be taken out again when it is corrected. */
export type BookedFill = Pick<Fill, 'price' | 'quantity' | 'fees'>;

/**
 * The order after a report; the same object when the report says nothing new. `fees` is what a fill costs, as it was
 * reported or as it is corrected, null for every other kind; `was` is the fill that is corrected. That a report id comes
 * twice is for the caller to see.
 *
 * An error means that the broker's word and the books cannot both be true: nothing is booked and the account must stop.
 */
export function applyReport(
  order: Order,
  report: ExecutionReport,
  fees: Fees | null,
  was: BookedFill | null = null,
): Result<Order, Refusal<ReportProblem>> {
  invariant(report.orderId === order.id, `report ${report.reportId} is not of ${order.id}`);
  const facts = { orderId: order.id, state: order.state, report: report.kind, filled: order.filled };
  if ('quantity' in report && !fits(order, report, was)) {
    return refuse('order.overfill', { ...facts, quantity: order.quantity, reported: report.quantity });
  }
  if (report.kind === 'rejected' && order.filled > 0) return refuse('order.rejectedAfterFill', facts);
  const step = LIFE_CYCLE[order.state][report.kind];
  if (step === 'impossible') return refuse('order.impossibleReport', facts);
  if (step === 'ignore') return ok(order);
  if (report.kind === 'filled') return ok(filledOrder(order, report, fees, step));
  if (report.kind === 'fillCorrected') return ok(correctedOrder(order, report, fees, was));
  return ok({ ...order, state: stateAfter(order, step), reason: reasonAfter(order, report), updated: report.time });
}

/** Whether an order is large enough for a fill, or for what a fill of it really was. */
function fits(order: Order, { kind, quantity }: Pick<FilledReport | CorrectionReport, 'kind' | 'quantity'>, was: BookedFill | null): boolean {
  return quantity <= leaves(order) + (was?.quantity ?? 0) && (kind === 'fillCorrected' || quantity > 0);
}

type Change = Exclude<Step, 'ignore' | 'impossible'>;
type FilledReport = Extract<ExecutionReport, { kind: 'filled' }>;

function filledOrder(order: Order, report: FilledReport, fees: Fees | null, step: Change): Order {
  invariant(fees !== null, `fill ${report.fillId} comes without fees`);
  const booked = withFill(order, { ...report, fees }, report.time);
  const state = stateAfter(booked, step);
  return { ...booked, state, reason: state === order.state ? order.reason : null };
}

function withFill(order: Order, { price, quantity, fees }: BookedFill, time: EpochMs): Order {
  const turnover = addMoney(order.turnover, turnoverOf(price, quantity));
  return { ...order, filled: addQuantity(order.filled, quantity), turnover, fees: addFees(order.fees, fees), updated: time };
}

/** The order as if a fill of it had never been booked. */
export function withoutFill(order: Order, { price, quantity, fees }: BookedFill): Order {
  const turnover = subtractMoney(order.turnover, turnoverOf(price, quantity));
  return { ...order, filled: subtractQuantity(order.filled, quantity), turnover, fees: subtractFees(order.fees, fees) };
}

type CorrectionReport = Extract<ExecutionReport, FillCorrection>;

function correctedOrder(order: Order, report: CorrectionReport, fees: Fees | null, was: BookedFill | null): Order {
  invariant(fees !== null && was !== null, `correction ${report.reportId} comes without its fill`);
  const booked = withFill(withoutFill(order, was), { ...report, fees }, report.time);
  const state = correctedState(booked);
  return { ...booked, state, reason: state === order.state ? order.reason : report.reason };
}

/** What a whole order loses does not come back to the market: its rest counts as cancelled. */
function correctedState(order: Order): OrderState {
  const { state } = order;
  if (state === 'filled') return leaves(order) === 0 ? 'filled' : 'cancelled';
  if (isFinal(state)) return state;
  if (leaves(order) === 0) return 'filled';
  return state === 'partiallyFilled' ? openState(order) : state;
}

/** `order` has booked the fill already, where there was one. */
function stateAfter(order: Order, step: Change): OrderState {
  switch (step) {
    case 'open':
      return openState(order);
    case 'fill':
      return leaves(order) === 0 ? 'filled' : openState(order);
    case 'fillPending':
      return leaves(order) === 0 ? 'filled' : 'pendingCancel';
    case 'lateFill':
      return order.state;
    case 'correct':
      return correctedState(order);
    default:
      return step;
  }
}

function openState(order: Order): OrderState {
  return order.filled > 0 ? 'partiallyFilled' : 'working';
}

/** An end keeps the reason that was given when it was asked for, unless the broker gives its own. */
function reasonAfter(order: Order, report: ExecutionReport): Refusal | null {
  switch (report.kind) {
    case 'rejected':
      return report.reason;
    case 'cancelled':
      return report.reason ?? order.reason;
    default:
      return order.state === 'pendingCancel' && report.kind === 'accepted' ? order.reason : null;
  }
}
