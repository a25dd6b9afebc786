import { type Actor, type FillId, type LineId, type OrderId } from '../kernel/ids.ts';
import { type OmsEvent, type Recorded } from '../oms/events.ts';
import { type ProposedLine } from '../plan/line.ts';
import { type Signal } from '../plan/signal.ts';

/** A record of one kind. */
export type RecordOf<Type extends OmsEvent['type']> = Recorded & { readonly event: Extract<OmsEvent, { type: Type }> };

/** Why there is a fill: the facts that led to it, from the last to the first. */
export interface FillExplanation {
  readonly fill: RecordOf<'reportReceived'>;
  /** The intent: order, verdicts and the quote that the decision rested on. */
  readonly order: RecordOf<'orderIntended'>;
  /** What was said and done about the order between its intent and this fill. */
  readonly since: readonly Recorded[];
  /** For an order from the ticket: who asked for it. */
  readonly ticket: RecordOf<'commandGiven'> | null;
  readonly line: ExplainedLine | null;
}

export interface ExplainedLine {
  readonly proposed: RecordOf<'planProposed' | 'linesAdded'>;
  readonly line: ProposedLine;
  /** The import that the plan was sized from; null where the journal has none for it. */
  readonly imported: RecordOf<'commandGiven'> | null;
  /** The row that asked for the line; null when no row named the instrument, so that its target was nothing. */
  readonly signal: Signal | null;
  /** Edits, pauses and the like before the order, oldest first. */
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

/** What is known of orders and lines so far. */
class Trail {
  readonly #orders = new Map<OrderId, Omit<FillExplanation, 'fill'>>();
  readonly #lines = new Map<LineId, ExplainedLine>();
  #command: RecordOf<'commandGiven'> | null = null;

  explain(fill: RecordOf<'reportReceived'>, orderId: OrderId): FillExplanation | undefined {
    const order = this.#orders.get(orderId);
    return order === undefined ? undefined : { fill, ...order };
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
      case 'orderIntended':
        return this.#intend({ ...record, event });
      case 'reportReceived':
        return this.#report(record, event.report.orderId);
      case 'cancelIntended':
      case 'orderOutcomeUnknown':
        return this.#report(record, event.orderId);
      case 'lineReplaced':
        return this.#replace(record, event);
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

  #intend(order: RecordOf<'orderIntended'>): void {
    const { id, lineId, origin } = order.event.order;
    const line = lineId === null ? null : (this.#lines.get(lineId) ?? null);
    const ticket = origin === 'ticket' ? this.#commandOf(order) : null;
    this.#orders.set(id, { order, since: [], ticket, line });
  }

  #report(record: Recorded, id: OrderId): void {
    const order = this.#orders.get(id);
    if (order !== undefined) this.#orders.set(id, { ...order, since: [...order.since, record] });
  }
}
