import { type LeafText } from '../../../core/conditions/why.ts';
import { type Command } from '../../../core/oms/command.ts';
import { type OmsEvent, type Recorded } from '../../../core/oms/events.ts';
import { type ExecutionReport } from '../../../core/orders/order.ts';
import { type StepRow } from '../../preload/contract.ts';

const NOTHING = { by: null, deed: null, said: null, reason: null, orderId: null, report: null, quantity: null, price: null, numbers: null, verdicts: [] } as const;

/** One record in numbers and codes, for the window to put into words. */
export function stepRow({ seq, at, event }: Recorded): StepRow {
  const by = 'by' in event ? event.by : null;
  return { seq, at, type: event.type, ...NOTHING, by, ...reasonOf(event), ...factsOf(event) };
}

/** What the person who gave a command said to it; null: nothing. */
export function saidOf(command: Command): string | null {
  return 'reason' in command ? (command.reason ?? null) : null;
}

function reasonOf(event: OmsEvent): Partial<StepRow> {
  return 'reason' in event ? { reason: event.reason } : {};
}

/** The numbers of a fact, where it has any. */
function factsOf(event: OmsEvent): Partial<StepRow> {
  switch (event.type) {
    case 'commandGiven':
      return { deed: event.command.type, said: saidOf(event.command) };
    case 'orderIntended':
    case 'orderDenied': {
      const { id, quantity, price } = event.order;
      return { orderId: id, quantity, price, verdicts: event.verdicts.filter(({ kind }) => kind !== 'pass') };
    }
    case 'foreignOrderSeen':
      return { orderId: event.order.id, quantity: event.order.quantity, price: event.order.price };
    case 'reportReceived':
      return reportFacts(event.report);
    case 'cancelIntended':
    case 'orderOutcomeUnknown':
    case 'orderTakenOver':
      return { orderId: event.orderId };
    case 'lineEdited':
      return { quantity: event.after.plannedQuantity };
    case 'conditionMet':
      return { numbers: event.why.map(leafText).join('; ') };
    default:
      return {};
  }
}

function reportFacts(report: ExecutionReport): Partial<StepRow> {
  const base = { orderId: report.orderId, report: report.kind };
  if (report.kind === 'filled') return { ...base, quantity: report.quantity, price: report.price };
  return 'reason' in report ? { ...base, reason: report.reason } : base;
}

function leafText({ leaf, left }: LeafText): string {
  return left === null ? leaf : `${leaf} (${left})`;
}
