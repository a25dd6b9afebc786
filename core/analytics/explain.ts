import { type Actor, type FillId, type LineId, type OrderId } from '../kernel/ids.ts';
import { type OmsEvent, type Recorded } from '../oms/events.ts';
import { type ProposedLine } from '../plan/line.ts';
import { type Signal } from '../plan/signal.ts';

/** A record of one kind. */
export type RecordOf<Type extends OmsEvent['type']> = Recorded & { readonly event: Extract<OmsEvent, { type: Type }> };

/** Why there is an order, or why it was not sent: the facts that led to it, and what came of it. */
export interface OrderExplanation {
  /** The intent with its verdicts and the quote that the decision rested on; or the denial; or where it was seen. */
  readonly order: RecordOf<'orderIntended' | 'orderDenied' | 'foreignOrderSeen'>;
  /** What was said and done about the order afterwards; where a fill is explained, up to that fill. */
  readonly since: readonly Recorded[];
  /** For an order from the ticket: who asked for it. */
  readonly ticket: RecordOf<'commandGiven'> | null;
  readonly line: ExplainedLine | null;
}

/** Why there is a fill: the facts that led to it, from the last to the first. */
export interface FillExplanation extends OrderExplanation {
  readonly fill: RecordOf<'reportReceived'>;
}

/** Why a line did what it did, or did not do what it was to. */
export interface LineExplanation {
  readonly line: ExplainedLine;
  /** What it sent and what it was denied, oldest first. */
  readonly orders: readonly OrderExplanation[];
}

export interface ExplainedLine {
  readonly proposed: RecordOf<'planProposed' | 'linesAdded'>;
  readonly line: ProposedLine;
  /** The import that the plan was sized from; null where the journal has none for it. */
  readonly imported: RecordOf<'commandGiven'> | null;
  /** The row that asked for the line; null when no row named the instrument, so that its target was nothing. */
  readonly signal: Signal | null;
  /** Edits, pauses and the like, oldest first; where an order is explained, those before it. */
  readonly changes: readonly Recorded[];
  readonly approvals: readonly Approval[];
}

export interface Approval {
  readonly record: RecordOf<'linesApproved'>;
  /** Null when the account's policy approved the plan as it was proposed. */
  readonly by: Actor | null;
}

/** Follows a fill back to the signal it came from; undefined when the records hold no such fill. */
export function explainFill(records: Iterable<Recorded>, id: FillId): FillExplanation | undefined {
  const trail = new Trail();
  for (const record of records) {
    const { event } = record;
    if (event.type === 'reportReceived' && event.report.kind === 'filled' && event.report.fillId === id) {
      return trail.explain({ ...record, event }, event.report.orderId);
    }
    trail.follow(record);
  }
  return undefined;
}

/** Follows an order, sent or denied, back to the signal it came from and on to its end; undefined when there is none. */
export function explainOrder(records: Iterable<Recorded>, id: OrderId): OrderExplanation | undefined {
  return followed(records).order(id);
}

/** Follows a line from its signal to its end; undefined when the records hold no such line. */
export function explainLine(records: Iterable<Recorded>, id: LineId): LineExplanation | undefined {
  return followed(records).line(id);
}

/** Everything that was journalled on the way, oldest first. */
export function storyOf({ line, orders }: Partial<LineExplanation>): readonly Recorded[] {
  const ofLine = line === undefined ? [] : [line.proposed, ...line.changes, ...line.approvals.map(({ record }) => record)];
  const ofOrders = orders?.flatMap(({ order, since }) => [order, ...since]) ?? [];
  return [...new Map([...ofLine, ...ofOrders].map((record) => [record.seq, record])).values()].toSorted((a, b) => a.seq - b.seq);
}

/** The commands that led to changes of a line, by the step that both are journalled at. */
export function commandsOf(records: Iterable<Recorded>): ReadonlyMap<number, RecordOf<'commandGiven'>['event']> {
  const commands = new Map<number, RecordOf<'commandGiven'>['event']>();
  for (const { step, event } of records) if (event.type === 'commandGiven') commands.set(step, event);
  return commands;
}

function followed(records: Iterable<Recorded>): Trail {
  const trail = new Trail();
  for (const record of records) trail.follow(record);
  return trail;
}

/** What is known of orders and lines so far. */
class Trail {
  readonly #orders = new Map<OrderId, OrderExplanation>();
  readonly #lines = new Map<LineId, ExplainedLine>();
  #command: RecordOf<'commandGiven'> | null = null;

  explain(fill: RecordOf<'reportReceived'>, orderId: OrderId): FillExplanation | undefined {
    const order = this.#orders.get(orderId);
    return order === undefined ? undefined : { fill, ...order };
  }

  order(id: OrderId): OrderExplanation | undefined {
    return this.#orders.get(id);
  }

  line(id: LineId): LineExplanation | undefined {
    const line = this.#lines.get(id);
    if (line === undefined) return undefined;
    return { line, orders: [...this.#orders.values()].filter((order) => order.line?.line.id === id) };
  }

  follow(record: Recorded): void {
    const { event } = record;
    switch (event.type) {
      case 'commandGiven':
        this.#command = { ...record, event };
        return;
      case 'planProposed':
      case 'linesAdded':
        return event.lines.forEach((line) => this.#propose({ ...record, event }, line));
      case 'linesApproved':
        return event.lineIds.forEach((id) => this.#approve({ ...record, event }, id));
      case 'lineReplaced':
        return this.#replace(record, event);
      default:
        return this.#followOrder(record);
    }
  }

  #followOrder(record: Recorded): void {
    const { event } = record;
    switch (event.type) {
      case 'orderIntended':
      case 'orderDenied':
      case 'foreignOrderSeen':
        return this.#begin({ ...record, event });
      case 'reportReceived':
        return this.#report(record, event.report.orderId);
      case 'cancelIntended':
      case 'orderOutcomeUnknown':
        return this.#report(record, event.orderId);
      case 'orderTakenOver':
        return this.#takeOver(record, event);
      default:
        if ('lineId' in event) this.#change(record, event.lineId);
    }
  }

  /** The command that led to a record: what comes of a command is journalled in the same step. */
  #commandOf(record: Recorded): RecordOf<'commandGiven'> | null {
    return this.#command?.step === record.step ? this.#command : null;
  }

  #propose(proposed: ExplainedLine['proposed'], line: ProposedLine): void {
    const imported = this.#commandOf(proposed);
    const command = imported?.event.command;
    const signals = command?.type === 'importSignals' ? command.signals : [];
    const signal = signals.find((row) => row.instrument === line.instrument && row.strategyId === line.strategyId);
    this.#lines.set(line.id, { proposed, line, imported, signal: signal ?? null, changes: [], approvals: [] });
  }

  #approve(record: RecordOf<'linesApproved'>, id: LineId): void {
    const line = this.#lines.get(id);
    if (line === undefined) return;
    const command = this.#commandOf(record)?.event;
    const by = command?.command.type === 'approveLines' ? command.by : null;
    this.#lines.set(id, { ...line, approvals: [...line.approvals, { record, by }] });
  }

  /** A substitute comes of the same plan, signal and approval as the line that it stands for. */
  #replace(record: Recorded, { lineId, substitute }: Extract<OmsEvent, { type: 'lineReplaced' }>): void {
    this.#change(record, lineId);
    const replaced = this.#lines.get(lineId);
    if (replaced !== undefined) this.#lines.set(substitute.id, { ...replaced, line: substitute });
  }

  #change(record: Recorded, id: LineId): void {
    const line = this.#lines.get(id);
    if (line !== undefined) this.#lines.set(id, { ...line, changes: [...line.changes, record] });
  }

  #begin(order: OrderExplanation['order']): void {
    const { id, lineId, origin } = order.event.order;
    const line = lineId === null ? null : (this.#lines.get(lineId) ?? null);
    const ticket = origin === 'ticket' ? this.#commandOf(order) : null;
    this.#orders.set(id, { order, since: [], ticket, line });
  }

  #takeOver(record: Recorded, { orderId, lineId }: Extract<OmsEvent, { type: 'orderTakenOver' }>): void {
    this.#change(record, lineId);
    const order = this.#orders.get(orderId);
    if (order !== undefined) this.#orders.set(orderId, { ...order, line: this.#lines.get(lineId) ?? null });
  }

  #report(record: Recorded, id: OrderId): void {
    const order = this.#orders.get(id);
    if (order !== undefined) this.#orders.set(id, { ...order, since: [...order.since, record] });
  }
}
