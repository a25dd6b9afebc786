import { type LineId, type OrderId } from '../kernel/ids.ts';
import { type EpochMs, type TradeDate } from '../kernel/time.ts';
import { type Price } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type PhaseName } from '../market/rules.ts';
import { type OmsEvent, type Recorded } from '../oms/events.ts';
import { apply } from '../oms/state/apply.ts';
import { LiveState } from '../oms/state/live-state.ts';
import { type OmsState } from '../oms/state/state.ts';
import { type Fill, type Order } from '../orders/order.ts';
import { type PlanLine } from '../plan/line.ts';
import { type Cash, type Position } from '../portfolio/ledger.ts';
import { Versions } from './versions.ts';

/** The account as it stood after one record of a day. */
export interface Moment {
  readonly seq: number;
  readonly at: EpochMs;
  readonly phase: PhaseName;
  readonly cash: Cash;
  readonly lines: readonly PlanLine[];
  readonly orders: readonly Order[];
  readonly positions: readonly Position[];
  readonly fills: readonly Fill[];
}

/** What there is only one of. */
interface Whole {
  readonly phase: PhaseName;
  readonly cash: Cash;
  readonly fills: number;
}

/**
 * A day's records folded once, by the same `apply` as everywhere, so that the account can be looked at as it stood after
 * any of them. It has a state of its own and reaches no other; records may be added while a day goes on.
 */
export class DayReplay {
  readonly date: TradeDate;
  readonly #live = new LiveState();
  readonly #records: Recorded[] = [];
  readonly #lines = new Versions<LineId, PlanLine>();
  readonly #orders = new Versions<OrderId, Order>();
  readonly #positions = new Versions<InstrumentId, Position>();
  readonly #prices = new Versions<InstrumentId, Price>();
  readonly #whole = new Versions<'whole', Whole>();

  constructor(date: TradeDate) {
    this.date = date;
  }

  /** As the last record left it. */
  get state(): OmsState {
    return this.#live;
  }

  /** Oldest first. */
  get records(): readonly Recorded[] {
    return this.#records;
  }

  /** The number of the last record; 0: none. */
  get last(): number {
    return this.#records.at(-1)?.seq ?? 0;
  }

  /** Adds the next record of the day. */
  take(record: Recorded): void {
    const { seq, at, event } = record;
    const live = this.#live;
    apply(live, event, at);
    this.#records.push(record);
    const order = orderOf(event);
    if (order !== null) this.#orders.note(seq, order, live.orders.get(order));
    this.#lines.noteAll(seq, live.lines);
    this.#positions.noteAll(seq, live.ledger.positions);
    this.#whole.note(seq, 'whole', { phase: live.phase, cash: { ...live.ledger.cash }, fills: live.fills.length });
    for (const [instrument, price] of pricesIn(event, live)) this.#prices.note(seq, instrument, price);
  }

  /** The account after the record with this number, or the last one before it; undefined before the first. */
  at(seq: number): Moment | undefined {
    const [first] = this.#records;
    const whole = this.#whole.get(seq, 'whole');
    if (first === undefined || whole === undefined) return undefined;
    const record = this.#records[Math.min(seq - first.seq, this.#records.length - 1)] ?? first;
    return {
      seq: record.seq,
      at: record.at,
      phase: whole.phase,
      cash: whole.cash,
      lines: this.#lines.at(seq),
      orders: this.#orders.at(seq),
      positions: this.#positions.at(seq),
      fills: this.#live.fills.slice(0, whole.fills),
    };
  }

  /** The last price of an instrument that the journal knew by then; undefined: none. */
  priceAt(seq: number, instrument: InstrumentId): Price | undefined {
    return this.#prices.get(seq, instrument);
  }
}

function orderOf(event: OmsEvent): OrderId | null {
  if ('order' in event) return event.order.id;
  if ('report' in event) return event.report.orderId;
  return 'orderId' in event ? event.orderId : null;
}

/** Prices that were journalled because something rested on them. */
function pricesIn(event: OmsEvent, { orders, lines }: LiveState): readonly (readonly [InstrumentId, Price])[] {
  switch (event.type) {
    case 'planProposed':
    case 'linesAdded':
      return event.lines.map(({ instrument, refPrice }) => [instrument, refPrice]);
    case 'orderIntended':
      return event.basis === null ? [] : [[event.order.instrument, event.basis.last]];
    case 'lineStarted': {
      const line = lines.get(event.lineId);
      return line === undefined || event.basis === null ? [] : [[line.instrument, event.basis.last]];
    }
    case 'reportReceived': {
      const order = orders.get(event.report.orderId);
      return order === undefined || event.report.kind !== 'filled' ? [] : [[order.instrument, event.report.price]];
    }
    case 'daySettled':
      return event.result.marks.map(({ instrument, price }) => [instrument, price]);
    default:
      return [];
  }
}
