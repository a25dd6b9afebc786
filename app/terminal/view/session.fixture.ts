import { type PolicyVersion } from '../../../adapters/sqlite/policy-versions.ts';
import { type StrategyChange } from '../../../adapters/sqlite/strategy-changes.ts';
import { type SettledDay } from '../../../adapters/sqlite/settled-days.ts';
import { type Evaluation, NO_MEMORY } from '../../../core/conditions/evaluate.ts';
import { type Actor, type FillId, type LineId, type OrderId, DEFAULT_STRATEGY } from '../../../core/kernel/ids.ts';
import { type Result, ok, refuse, type Refusal } from '../../../core/kernel/result.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { type Money, type Quantity, type Rate, ZERO_MONEY, money, price, quantity } from '../../../core/kernel/units.ts';
import { type DailyHistory } from '../../../core/market/daily-history.ts';
import { type Instrument, type InstrumentId, bareInstrument } from '../../../core/market/instrument.ts';
import { type Phase, type TradingRules } from '../../../core/market/rules.ts';
import { type DayReference, type Quote } from '../../../core/market/quote.ts';
import { type Command, type Ticket } from '../../../core/oms/command.ts';
import { DEFAULT_CONFIG } from '../../../core/oms/config.ts';
import { type Rotation } from '../../../core/oms/decide/decide-switch.ts';
import { type DryRun } from '../../../core/oms/decide/dry-run.ts';
import { type PlanDryRun } from '../../../core/oms/decide/dry-run-plan.ts';
import { type StatementComparison } from '../../../core/oms/differences.ts';
import { type OmsEvent, type Recorded } from '../../../core/oms/events.ts';
import { LiveState } from '../../../core/oms/state/live-state.ts';
import { type Fill, type Order } from '../../../core/orders/order.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type OpeningAccount } from '../../../core/portfolio/account.ts';
import { createLedger } from '../../../core/portfolio/books.ts';
import { type ReturnHistory } from '../../../core/risk/measures/return-history.ts';
import { type Verdict } from '../../../core/risk/verdict.ts';
import { type ConnectionState, type LiquidationPreview, type PlaybackControl, type Session, type SessionChange, type TicketPreview } from '../session.ts';
import { MarketStore } from '../market-store.ts';
import { RulesBook } from '../rules-book.ts';
import { timetable } from '../timetable.ts';

export const DATE = '2026-03-02' as TradeDate;
export const MAOTAI = '600519.SH' as InstrumentId;
export const PINGAN = '000001.SZ' as InstrumentId;

/** What the account brings into the day: ten million yuan in 1/10000. */
const CASH = money(10_000_000_000);

/** A session whose state a test writes by hand. It keeps the commands that it is given and decides nothing. */
export class FakeSession implements Session {
  readonly account = 'demo';
  state = openState();
  market = openMarket();
  history: DailyHistory | undefined = undefined;
  returns: ReturnHistory | undefined = undefined;
  readonly phases: readonly Phase[] = timetable(DATE, []).phases;
  failure: Refusal | null = null;
  readonly commands: { readonly command: Command; readonly by: Actor }[] = [];
  playback: PlaybackControl | null = null;
  clock: EpochMs = atTime(DATE, timeOfDay('09:30:00'));
  verdicts: readonly Verdict[] = [];
  journal: readonly Recorded[] = [];
  versions: readonly PolicyVersion[] = [];
  closed = false;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  #opening: OpeningAccount = { cash: CASH, positions: [] };
  #seq = 0;

  get instruments(): ReadonlyMap<InstrumentId, Instrument> {
    return this.market.instruments;
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

  dryRun(): Result<DryRun, Refusal> {
    return ok({ slices: [], schedule: [], waits: null, blockers: [], verdicts: this.verdicts, dayVolume: null });
  }

  previewLiquidation(): Result<LiquidationPreview, Refusal> {
    this.#seq += 1;
    return ok({ lines: [], stopped: [], cancelled: [], held: [], token: `s${this.#seq}` });
  }

  previewSwitch(): Result<Rotation, Refusal> {
    return refuse('strategy.notFollowed', { strategy: '' });
  }

  strategyChanges(): readonly StrategyChange[] {
    return [];
  }

  lookAt(): Result<Evaluation, Refusal> {
    return ok({ holds: 'unknown', why: [], memory: NO_MEMORY });
  }

  dryRunPlan(): PlanDryRun {
    return { lines: [], steps: [] };
  }

  records(): readonly Recorded[] {
    return this.journal;
  }

  lookAtHolding(): Evaluation {
    return { holds: 'unknown', why: [], memory: NO_MEMORY };
  }

  watchReading(): null {
    return null;
  }

  policyVersions(): readonly PolicyVersion[] {
    return this.versions;
  }

  /** What the broker's files show. */
  readonly comparison: StatementComparison = { files: [], differences: [], tolerated: [], unchecked: [] };

  compareStatements(): StatementComparison {
    return this.comparison;
  }

  settledDays(): readonly SettledDay[] {
    return [];
  }

  onChange(listener: (change: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins another day, with nothing in it, and tells the listeners. */
  openNextDay(): void {
    this.state = openState();
    this.market = openMarket();
    for (const listener of this.#listeners) listener({ reset: true, records: [], quotes: [] });
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  /** Tells the listeners of facts and quotes. */
  emit(events: readonly OmsEvent[], quotes: readonly Quote[] = []): void {
    for (const quote of quotes) this.market.update(quote);
    const records = events.map((event, index) => ({ seq: index + 1, step: 1, at: this.clock, event }));
    for (const listener of this.#listeners) listener({ records, quotes });
  }

  /** Opens the account anew with `cash` and what {@link hold} adds to it. */
  openWith(cash: Money): void {
    this.#opening = { cash, positions: [] };
    this.state.ledger = createLedger(this.#opening);
  }

  hold(instrument: InstrumentId, shares: number, cost: number): void {
    const held = { instrument, strategyId: DEFAULT_STRATEGY, quantity: quantity(shares), sellable: quantity(shares), cost: money(cost) };
    this.#opening = { ...this.#opening, positions: [...this.#opening.positions, held] };
    this.state.ledger = createLedger(this.#opening);
  }
}

function openState(): LiveState {
  const state = new LiveState();
  state.day = { date: DATE, mode: 'paper', account: 'demo', config: DEFAULT_CONFIG, idTag: 'demo' };
  state.phase = 'morning';
  state.ledger = createLedger({ cash: CASH, positions: [] });
  return state;
}

function openMarket(): MarketStore {
  return new MarketStore([listed(MAOTAI, '贵州茅台', 17_000_000), listed(PINGAN, '平安银行', 100_000)]);
}

function listed(id: InstrumentId, name: string, prevClose: number): DayReference {
  const limit = prevClose / 10;
  return {
    instrument: { ...bareInstrument(id), name },
    prevClose: price(prevClose),
    limitUp: price(prevClose + limit),
    limitDown: price(prevClose - limit),
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
    source: 'signal',
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
    condition: null,
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
