import { type Refusal, refusal } from '../../kernel/result.ts';
import { applyReport, withoutFill } from '../../orders/life-cycle.ts';
import { type BrokerReport, type ExecutionReport, type Fees, type Order } from '../../orders/order.ts';
import { feesOfFill } from '../../portfolio/fees.ts';
import { correctionOversells, oversells } from '../../portfolio/ledger.ts';
import { type LiveState } from '../state/live-state.ts';
import { seeForeign } from './decide-foreign.ts';
import { feeTerms } from './decide-order.ts';
import { type Decision, NOTHING, type Surroundings, decided } from './decision.ts';

/**
 * What the broker said, as a fact. A report seen before changes nothing; one that cannot be true stops the account:
 * from then on nobody knows what the broker holds.
 */
export function decideReport(state: LiveState, report: BrokerReport, around: Surroundings, n?: number): Decision {
  if (isKnown(state, report)) return NOTHING;
  if (report.kind === 'foreign') return state.orders.has(report.orderId) ? NOTHING : seeForeign(state, report, around);
  const order = state.orders.get(report.orderId);
  if (order === undefined) return halt(refusal('report.foreignOrder', { order: report.orderId, report: report.reportId }));
  if (report.kind === 'fillCorrected') return correct(state, order, report, around, n);
  const fees = report.kind === 'filled' ? fillFees(state, order, report, around) : null;
  const outcome = applyReport(order, report, fees);
  if (!outcome.ok) return halt(outcome.error);
  if (report.kind === 'filled' && oversells(state.ledger, { ...report, side: order.side, instrument: order.instrument })) {
    return halt(refusal('report.oversold', { order: order.id, quantity: report.quantity }));
  }
  return received(report, fees, n);
}

function received(report: ExecutionReport, fees: Fees | null, n: number | undefined): Decision {
  return decided([{ type: 'reportReceived', report, fees, ...(n === undefined ? {} : { n }) }]);
}

type CorrectionReport = Extract<ExecutionReport, { kind: 'fillCorrected' }>;

/** What a fill really was. One of a fill that nobody reported stops the account, as does one that cannot be booked. */
function correct(state: LiveState, order: Order, report: CorrectionReport, around: Surroundings, n: number | undefined): Decision {
  const was = state.fills.find(({ id }) => id === report.fillId);
  if (was?.orderId !== order.id) return halt(refusal('report.unknownFill', { order: order.id, fill: report.fillId }));
  const fees = fillFees(state, withoutFill(order, was), report, around);
  const outcome = applyReport(order, report, fees, was);
  if (!outcome.ok) return halt(outcome.error);
  if (correctionOversells(state.ledger, was, report)) return halt(refusal('report.oversold', { order: order.id, quantity: report.quantity }));
  return received(report, fees, n);
}

/** One execution under two report ids is still one execution. */
function isKnown(state: LiveState, report: BrokerReport): boolean {
  return state.reportIds.has(report.reportId) || (report.kind === 'filled' && state.fillIds.has(report.fillId));
}

function halt(reason: Refusal): Decision {
  return decided([{ type: 'accountHalted', reason }]);
}

type FillReport = Extract<ExecutionReport, { kind: 'filled' | 'fillCorrected' }>;

function fillFees(state: LiveState, order: Order, report: FillReport, around: Surroundings): Fees {
  return feesOfFill({
    side: order.side,
    price: report.price,
    quantity: report.quantity,
    before: { turnover: order.turnover, fees: order.fees },
    ...feeTerms(state, order.instrument, around),
  });
}
