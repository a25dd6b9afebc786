import { type Actor, type FillId, type LineId, type OrderId, DEFAULT_STRATEGY } from '../../../core/kernel/ids.ts';
import { type Result, ok, type Refusal } from '../../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { type Money, type Price, type Quantity, type Rate, ZERO_MONEY, money, price, quantity } from '../../../core/kernel/units.ts';
import { type Instrument, type InstrumentId, bareInstrument } from '../../../core/market/instrument.ts';
import { type Phase, type TradingRules } from '../../../core/market/rules.ts';
import { type DayReference, type Quote } from '../../../core/market/quote.ts';
import { type Command, type Ticket } from '../../../core/oms/command.ts';
import { DEFAULT_CONFIG } from '../../../core/oms/config.ts';
import { type OmsEvent } from '../../../core/oms/events.ts';
import { type OmsState } from '../../../core/oms/state.ts';
import { type Fill, type Order } from '../../../core/orders/order.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type Lot, type Position } from '../../../core/portfolio/ledger.ts';
import { type Verdict } from '../../../core/risk/verdict.ts';
import { type ConnectionState, type PlaybackControl, type Session, type SessionChange, type TicketPreview } from '../session.ts';
import { RulesBook } from '../rules-book.ts';
import { timetable } from '../timetable.ts';

export const DATE = '2026-03-02' as TradeDate;
export const MAOTAI = '600519.SH' as InstrumentId;
export const PINGAN = '000001.SZ' as InstrumentId;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export type FakeState = Mutable<Omit<OmsState, 'lines' | 'orders' | 'fills' | 'ledger' | 'verdicts'>> & {
  lines: Map<LineId, PlanLine>;
  orders: Map<OrderId, Order>;
  fills: Fill[];
  verdicts: Map<OrderId, readonly Verdict[]>;
  ledger: { cash: OmsState['ledger']['cash']; positions: Map<InstrumentId, Position> };
};

/** A session whose state a test writes by hand. It keeps the commands that it is given and decides nothing. */
export class FakeSession implements Session {
  readonly account = 'demo';
  readonly state: FakeState = emptyState();
  readonly instruments = new Map<InstrumentId, Instrument>();
  readonly references = new Map<InstrumentId, DayReference>();
  readonly latest = new Map<InstrumentId, Quote>();
  readonly market = {
    quote: (id: InstrumentId): Quote | undefined => this.latest.get(id),
    reference: (id: InstrumentId): DayReference | undefined => this.references.get(id),
  };
  readonly phases: readonly Phase[] = timetable(DATE, []).phases;
  failure: Refusal | null = null;
  readonly commands: { readonly command: Command; readonly by: Actor }[] = [];
  playback: PlaybackControl | null = null;
  clock: EpochMs = atTime(DATE, timeOfDay('09:30:00'));
  verdicts: readonly Verdict[] = [];
  closed = false;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  #seq = 0;

  constructor() {
    this.list(MAOTAI, '贵州茅台', price(17_000_000));
    this.list(PINGAN, '平安银行', price(100_000));
  }

  now(): EpochMs {
    return this.clock;
  }

  rulesOf(instrument: InstrumentId): TradingRules | undefined {
    return new RulesBook(DATE, this.market).of(instrument);
  }

  phase(): null {
    return null;
  }

  broker(): ConnectionState {
    return 'connected';
  }

  quotes(): ConnectionState {
    return 'connected';
  }

  command(command: Command, by: Actor): Result<void, Refusal> {
    this.commands.push({ command, by });
    return ok(undefined);
  }

  preview(ticket: Ticket): Result<TicketPreview, Refusal> {
    const unit = ticket.price ?? price(100_000);
    const fees = { commission: ZERO_MONEY, stampTax: ZERO_MONEY, transferFee: ZERO_MONEY };
    const value = money(unit * ticket.quantity);
    this.#seq += 1;
    return ok({ verdicts: this.verdicts, allowed: true, price: unit, value, fees, frozen: value, token: `t${this.#seq}` });
  }

  onChange(listener: (change: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the listeners that another day was opened. */
  emitReset(): void {
    for (const listener of this.#listeners) listener({ reset: true, records: [], quotes: [] });
  }

  close(): void {
    this.closed = true;
  }

  /** Tells the listeners of facts and quotes. */
  emit(events: readonly OmsEvent[], quotes: readonly Quote[] = []): void {
    for (const quote of quotes) this.latest.set(quote.instrument, quote);
    const records = events.map((event, index) => ({ seq: index + 1, step: 1, at: this.clock, event }));
    for (const listener of this.#listeners) listener({ records, quotes });
  }

  list(id: InstrumentId, name: string, prevClose: Price): void {
    const instrument = { ...bareInstrument(id), name };
    this.instruments.set(id, instrument);
    this.references.set(id, { instrument, prevClose, limitUp: price(prevClose + prevClose / 10), limitDown: price(prevClose - prevClose / 10) });
  }

  hold(id: InstrumentId, shares: number, cost: number): void {
    const lot: Lot = { quantity: quantity(shares), cost: money(cost) };
    this.state.ledger.positions.set(id, {
      instrument: id,
      ...lot,
      sellable: lot.quantity,
      frozen: quantity(0),
      lots: new Map([[DEFAULT_STRATEGY, lot]]),
    });
  }
}

function emptyState(): FakeState {
  const cash = money(1_000_000_0000);
  return {
    day: { date: DATE, mode: 'paper', account: 'demo', config: DEFAULT_CONFIG, idTag: 'demo' },
    phase: 'morning',
    ledger: { cash: { balance: cash, frozen: ZERO_MONEY, available: cash, withdrawable: cash }, positions: new Map() },
    lines: new Map(),
    planWarnings: [],
    orders: new Map(),
    fills: [],
    verdicts: new Map(),
    activeLines: new Map(),
    openOrders: new Set(),
    pauses: { buys: false, sells: false },
    halted: null,
    quotesEnded: null,
    settled: null,
    sealed: false,
  };
}

export function aQuote(id: InstrumentId, last: number, more: Partial<Quote> = {}): Quote {
  const at = price(last);
  return {
    instrument: id,
    time: atTime(DATE, timeOfDay('09:30:03')),
    prevClose: price(100_000),
    open: at,
    high: at,
    low: at,
    last: at,
    volume: quantity(1_000),
    turnover: money(last * 1_000),
    limitUp: price(110_000),
    limitDown: price(90_000),
    bids: [{ price: price(last - 100), volume: quantity(500) }],
    asks: [{ price: price(last + 100), volume: quantity(700) }],
    auction: null,
    ...more,
  };
}

export function aLine(id: string, more: Partial<PlanLine> = {}): PlanLine {
  return {
    id: id as LineId,
    strategyId: DEFAULT_STRATEGY,
    instrument: PINGAN,
    side: 'buy',
    targetWeight: 1_000_000 as Rate,
    targetQuantity: quantity(1_000),
    currentQuantity: quantity(0),
    plannedQuantity: quantity(1_000),
    refPrice: price(100_000),
    estValue: money(100_000_000),
    estFees: money(51_000),
    style: { style: 'limit', price: null },
    signalReason: 'momentum',
    blocked: null,
    adjustments: [],
    state: 'proposed',
    paused: false,
    filled: quantity(0),
    reason: null,
    ...more,
  };
}

export function anOrder(id: string, more: Partial<Order> = {}): Order {
  return {
    id: id as OrderId,
    lineId: null,
    strategyId: DEFAULT_STRATEGY,
    origin: 'ticket',
    instrument: PINGAN,
    side: 'buy',
    type: 'limit',
    price: price(100_000),
    quantity: quantity(1_000),
    terms: { frozen: ZERO_MONEY, settlement: 'T+1' },
    state: 'working',
    filled: quantity(0),
    turnover: ZERO_MONEY,
    fees: { commission: ZERO_MONEY, stampTax: ZERO_MONEY, transferFee: ZERO_MONEY },
    reason: null,
    created: atTime(DATE, timeOfDay('09:30:05')),
    updated: atTime(DATE, timeOfDay('09:30:05')),
    ...more,
  };
}

export function aFill(id: string, order: Order, shares: number, at: number, commission = 50_000): Fill {
  return {
    id: id as FillId,
    orderId: order.id,
    lineId: order.lineId,
    strategyId: order.strategyId,
    instrument: order.instrument,
    side: order.side,
    price: price(at),
    quantity: shares as Quantity,
    time: atTime(DATE, timeOfDay('09:30:06')),
    fees: { commission: commission as Money, stampTax: ZERO_MONEY, transferFee: ZERO_MONEY },
  };
}
