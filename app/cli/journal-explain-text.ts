import { formatRate, formatYuan } from '../../core/kernel/decimal.ts';
import { type Refusal, type RefusalParams } from '../../core/kernel/result.ts';
import { type EpochMs, formatLocalTime } from '../../core/kernel/time.ts';
import { type Money, type Price, type Rate, turnoverOf } from '../../core/kernel/units.ts';
import { type ExplainedLine, type FillExplanation, type LineExplanation, type OrderExplanation } from '../../core/analytics/explain.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { type Fees } from '../../core/orders/order.ts';
import { type Verdict } from '../../core/risk/verdict.ts';
import { totalFees } from '../../core/portfolio/fees.ts';
import { type SignalAsk } from '../../core/plan/signal.ts';

/**
 * What the numbers of a refusal are, by the names that core gives them: it keeps them as plain integers in its own
 * units. What is not here is shown as it is: shares, counts, milliseconds.
 */
const YUAN_PARAMS: ReadonlySet<string> = new Set([
  'available',
  'bound',
  'cash',
  'limitDown',
  'limitUp',
  'lotValue',
  'most',
  'need',
  'price',
  'refPrice',
  'tick',
  'used',
  'value',
]);
const RATE_PARAMS: ReadonlySet<string> = new Set(['rate', 'total']);

/** The chain for a reader, from the fill back to what was wanted; under each link what it rested on. */
export function explanationText(explanation: FillExplanation): string {
  return [...fillLines(explanation), orderExplanationText(explanation)].join('\n');
}

/** The same from an order, sent or denied. */
export function orderExplanationText(explanation: OrderExplanation): string {
  const { ticket, line } = explanation;
  return [
    ...orderLines(explanation),
    ...(ticket === null ? [] : [link('ticket', ticket.at, `asked for by ${ticket.event.by}, record ${ticket.seq}`)]),
    ...(line === null ? [] : causeLines(line)),
  ].join('\n');
}

/** The same from a line: all that it sent or was denied, then what it came from. */
export function lineExplanationText({ line, orders }: LineExplanation): string {
  return [...orders.flatMap(orderLines), ...causeLines(line)].join('\n');
}

function causeLines(line: ExplainedLine): readonly string[] {
  return [...planLines(line), ...signalLines(line), ...approvalLines(line)];
}

const LABEL_WIDTH = 12;

function link(label: string, at: EpochMs, text: string): string {
  return `${label.padEnd(LABEL_WIDTH)}${formatLocalTime(at)}  ${text}`;
}

function detail(label: string, text: string): string {
  return `  ${label.padEnd(LABEL_WIDTH - 2)}${text}`;
}

function fillLines({ fill, order }: FillExplanation): readonly string[] {
  const { report, fees } = fill.event;
  const { side, instrument } = order.event.order;
  if (report.kind !== 'filled') return [];
  const turnover = formatYuan(turnoverOf(report.price, report.quantity));
  return [
    link('fill', report.time, `${report.fillId}: ${side} ${report.quantity} ${instrument} at ${formatYuan(report.price)}, ${turnover} yuan, record ${fill.seq}`),
    ...(fees === null ? [] : [detail('fees', feesText(fees))]),
  ];
}

function feesText(fees: Fees): string {
  const { commission, stampTax, transferFee } = fees;
  const parts = `commission ${formatYuan(commission)}, stamp tax ${formatYuan(stampTax)}, transfer fee ${formatYuan(transferFee)}`;
  return `${formatYuan(totalFees(fees))}: ${parts}`;
}

function orderLines({ order, since }: OrderExplanation): readonly string[] {
  const { event } = order;
  const { id, side, quantity, instrument, type, price } = event.order;
  const [verdicts, basis] = ['verdicts' in event ? event.verdicts : [], event.type === 'orderIntended' ? event.basis : null];
  return [
    link(event.type === 'orderDenied' ? 'denied' : 'order', order.at, `${id}: ${side} ${quantity} ${instrument}, ${type} at ${formatYuan(price)}${termsText(event)}, record ${order.seq}`),
    basis === null
      ? detail('quote', 'none')
      : detail('quote', `${formatLocalTime(basis.time)}  last ${formatYuan(basis.last)}, bid ${formatYuan(basis.bid)}, ask ${formatYuan(basis.ask)}`),
    ...verdictLines(verdicts),
    ...since.map((record) => detail('then', `${formatLocalTime(record.at)}  ${happened(record)}, record ${record.seq}`)),
  ];
}

/** What was set aside for it; nothing for one that was never sent. */
function termsText(event: OrderExplanation['order']['event']): string {
  if (!('terms' in event)) return '';
  const { order, terms } = event;
  const aside = order.side === 'buy' ? `${formatYuan(terms.frozen)} yuan` : `${order.quantity} shares`;
  return `, ${aside} set aside, ${terms.settlement}`;
}

/** Rules that had nothing to say stand together. */
function verdictLines(verdicts: readonly Verdict[]): readonly string[] {
  const plain = verdicts.filter((verdict) => verdict.kind === 'pass');
  const passed = plain.map(({ rule, params }) => `${rule}${paramsText(params)}`).join(', ');
  return [
    ...verdicts
      .filter((verdict) => verdict.kind !== 'pass')
      .map(({ kind, code, params }) => detail('rule', `${kind}: ${refusalText({ code, params })}`)),
    ...(plain.length === 0 ? [] : [detail('rules', `${plain.length} passed: ${passed}`)]),
  ];
}

function happened({ event }: Recorded): string {
  switch (event.type) {
    case 'reportReceived':
      if (event.report.kind === 'filled') return `filled ${event.report.quantity} at ${formatYuan(event.report.price)}`;
      if (event.report.kind !== 'fillCorrected') return event.report.kind;
      return `fill ${event.report.fillId} was ${event.report.quantity} at ${formatYuan(event.report.price)}: ${refusalText(event.report.reason)}`;
    case 'cancelIntended':
      return `cancel asked for by ${event.by}: ${refusalText(event.reason)}`;
    case 'lineEdited': {
      const { before, after } = event;
      return `edited: ${before.plannedQuantity} shares by ${before.style.style} to ${after.plannedQuantity} by ${after.style.style}`;
    }
    default:
      return 'reason' in event ? `${event.type}: ${refusalText(event.reason)}` : event.type;
  }
}

function planLines({ proposed, line, changes }: ExplainedLine): readonly string[] {
  const weight = line.targetWeight === null ? '' : `, target weight ${formatRate(line.targetWeight)}`;
  return [
    link('plan line', proposed.at, `${line.id}: ${line.side} ${line.plannedQuantity} ${line.instrument} for ${line.strategyId}, record ${proposed.seq}`),
    detail('sizing', `target ${line.targetQuantity} shares${weight}, held ${line.currentQuantity}, reference price ${formatYuan(line.refPrice)}, estimated ${formatYuan(line.estValue)} yuan and ${formatYuan(line.estFees)} of fees`),
    ...line.adjustments.map((reason) => detail('adjusted', refusalText(reason))),
    ...(proposed.event.type === 'linesAdded' ? [detail('asked', `by ${proposed.event.by}: ${refusalText(proposed.event.reason)}`)] : []),
    detail('style', line.style.style),
    ...changes.map((record) => detail('then', `${formatLocalTime(record.at)}  ${happened(record)}, record ${record.seq}`)),
  ];
}

function signalLines({ imported, signal, line }: ExplainedLine): readonly string[] {
  if (imported?.event.command.type !== 'importSignals') return [];
  const { source } = imported.event.command;
  const from = `${source}, given by ${imported.event.by}, record ${imported.seq}`;
  if (signal === null) return [link('signal', imported.at, `none names ${line.instrument}, so its target is 0: ${from}`)];
  return [
    link('signal', imported.at, `${askText(signal.ask)}, made on ${signal.date} by ${signal.strategyId}: ${from}`),
    ...(signal.reason === '' ? [] : [detail('reason', signal.reason.trim())]),
  ];
}

function askText(ask: SignalAsk): string {
  switch (ask.kind) {
    case 'target':
      return `target weight ${formatRate(ask.weight)}`;
    case 'quantity':
      return `${ask.side} ${ask.quantity} shares`;
    case 'amount':
      return `${ask.side} for ${formatYuan(ask.amount)} yuan`;
  }
}

function approvalLines({ approvals }: ExplainedLine): readonly string[] {
  return approvals.map(({ record, by }) =>
    link('approval', record.at, `by ${by ?? "the account's policy"}, record ${record.seq}`),
  );
}

function refusalText({ code, params }: Refusal): string {
  return `${code}${paramsText(params)}`;
}

function paramsText(params: RefusalParams): string {
  const parts = Object.entries(params).map(([name, value]) => `${name} ${paramText(name, value)}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function paramText(name: string, value: RefusalParams[string]): string {
  if (typeof value !== 'number') return String(value);
  if (YUAN_PARAMS.has(name)) return formatYuan(value as Money & Price);
  return RATE_PARAMS.has(name) ? formatRate(value as Rate) : String(value);
}
