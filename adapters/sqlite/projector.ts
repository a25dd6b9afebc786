import type Database from 'better-sqlite3';
import { type FillId, type LineId, type OrderId } from '../../core/kernel/ids.ts';
import { InvariantError } from '../../core/kernel/invariant.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { apply } from '../../core/oms/state/apply.ts';
import { type DayResult, type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { LiveState } from '../../core/oms/state/live-state.ts';
import { type Fill, type Order } from '../../core/orders/order.ts';
import { type PlanLine } from '../../core/plan/line.ts';
import { type ProjectionStatements, projectionStatements } from './projection-statements.ts';

/**
 * Draws the tables of one day's history from its records, with the same `apply` that the OMS uses, so that both always
 * tell the same story. Runs inside the transaction that writes the records.
 */
export class Projector {
  readonly #day: TradeDate;
  readonly #live = new LiveState();
  readonly #write: ProjectionStatements;
  /** Set once a record could not follow from the state: the account halts, and its tables stay where they are. */
  #stopped = false;

  constructor(database: Database.Database, day: TradeDate) {
    this.#day = day;
    this.#write = projectionStatements(database);
  }

  /** Takes up a record that the tables show already. */
  follow(record: Recorded): void {
    this.#apply(record);
  }

  project(record: Recorded): void {
    if (this.#apply(record)) this.#draw(record);
    else if (record.event.type === 'accountHalted') this.#halt(record.event.reason);
  }

  /** A projection never keeps a fact from being written. */
  #apply({ event, at }: Recorded): boolean {
    if (this.#stopped) return false;
    try {
      apply(this.#live, event, at);
      return true;
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      this.#stopped = true;
      return false;
    }
  }

  #draw({ seq, at, event }: Recorded): void {
    switch (event.type) {
      case 'dayOpened':
        this.#write.openDay.run({ day: this.#day, seed: event.seed, at, cash: event.opening.cash });
        return;
      case 'planProposed':
        this.#write.clearLines.run({ day: this.#day });
        return this.#live.lines.forEach((line) => this.#line(line.id));
      case 'linesAdded':
        return event.lines.forEach(({ id }) => this.#line(id));
      case 'linesApproved':
        return event.lineIds.forEach((id) => this.#line(id));
      case 'daySettled':
        return this.#settle(event.result, at);
      case 'differenceResolved':
        if (event.booked !== null && this.#live.settled !== null) this.#settle(this.#live.settled, at);
        return;
      case 'daySealed':
        this.#write.sealDay.run({ day: this.#day, at });
        return;
      case 'accountHalted':
        return this.#halt(event.reason);
      default:
        return this.#drawOrder(event, seq);
    }
  }

  #drawOrder(event: OmsEvent, seq: number): void {
    switch (event.type) {
      case 'orderIntended':
      case 'orderDenied':
      case 'foreignOrderSeen':
        return this.#order(event.order.id);
      case 'cancelIntended':
      case 'orderOutcomeUnknown':
      case 'orderTakenOver':
        return this.#order(event.orderId);
      case 'reportReceived':
        this.#order(event.report.orderId);
        if (event.report.kind === 'filled') this.#lastFill(seq);
        if (event.report.kind === 'fillCorrected') this.#correctedFill(event.report.fillId);
        return;
      default:
        if ('lineId' in event) this.#line(event.lineId);
        if (event.type === 'lineReplaced') this.#line(event.substitute.id);
    }
  }

  #line(id: LineId): void {
    const line = this.#live.lines.get(id);
    if (line !== undefined) this.#write.putLine.run({ day: this.#day, ...lineRow(line) });
  }

  /** An order moves its line along: the line is drawn with it. */
  #order(id: OrderId): void {
    const order = this.#live.orders.get(id);
    if (order === undefined) return;
    this.#write.putOrder.run({ day: this.#day, ...orderRow(order) });
    if (order.lineId !== null) this.#line(order.lineId);
  }

  #lastFill(seq: number): void {
    const fill = this.#live.fills.at(-1);
    if (fill !== undefined) this.#write.addFill.run({ seq, day: this.#day, ...fillRow(fill) });
  }

  #correctedFill(id: FillId): void {
    const fill = this.#live.fills.find((one) => one.id === id);
    if (fill === undefined) this.#write.dropFill.run({ day: this.#day, fillId: id });
    else this.#write.correctFill.run({ day: this.#day, ...fillRow(fill) });
  }

  #settle(result: DayResult, at: EpochMs): void {
    const { fees, differences, marks, openingEquity, cash, marketValue, equity } = result;
    const day = this.#day;
    const totals = { openingEquity, cash, marketValue, equity, differences: differences.length };
    this.#write.settleDay.run({ day, at, ...totals, ...fees });
    this.#write.clearPositions.run({ day });
    for (const { instrument, price } of marks) {
      for (const [strategyId, { quantity, cost }] of this.#live.ledger.positions.get(instrument)?.lots ?? []) {
        this.#write.addPosition.run({ day, instrument, strategyId, quantity, cost, price });
      }
    }
  }

  #halt(reason: Refusal): void {
    this.#write.haltDay.run({ day: this.#day, reason: JSON.stringify(reason) });
  }
}

function reasonText(reason: Refusal | null): string | null {
  return reason === null ? null : JSON.stringify(reason);
}

function lineRow(line: PlanLine): Record<string, string | number | null> {
  return {
    lineId: line.id,
    strategyId: line.strategyId,
    instrument: line.instrument,
    side: line.side,
    targetWeight: line.targetWeight,
    targetQuantity: line.targetQuantity,
    currentQuantity: line.currentQuantity,
    plannedQuantity: line.plannedQuantity,
    refPrice: line.refPrice,
    estValue: line.estValue,
    estFees: line.estFees,
    style: line.style.style,
    signalReason: line.signalReason,
    state: line.state,
    filled: line.filled,
    reason: reasonText(line.reason),
  };
}

function orderRow(order: Order): Record<string, string | number | null> {
  return {
    orderId: order.id,
    lineId: order.lineId,
    strategyId: order.strategyId,
    origin: order.origin,
    instrument: order.instrument,
    side: order.side,
    type: order.type,
    price: order.price,
    quantity: order.quantity,
    state: order.state,
    filled: order.filled,
    turnover: order.turnover,
    ...order.fees,
    reason: reasonText(order.reason),
    created: order.created,
    updated: order.updated,
  };
}

function fillRow(fill: Fill): Record<string, string | number | null> {
  return {
    fillId: fill.id,
    orderId: fill.orderId,
    lineId: fill.lineId,
    strategyId: fill.strategyId,
    instrument: fill.instrument,
    side: fill.side,
    price: fill.price,
    quantity: fill.quantity,
    time: fill.time,
    ...fill.fees,
  };
}
