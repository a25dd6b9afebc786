import { type LineId, type OrderId } from '../../../core/kernel/ids.ts';
import { type Refusal, type Result, ok, refuse } from '../../../core/kernel/result.ts';
import { type EpochMs } from '../../../core/kernel/time.ts';
import { type Money } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type OmsEvent, type QuoteBasis } from '../../../core/oms/events.ts';
import { type Order } from '../../../core/orders/order.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { type Verdict } from '../../../core/risk/verdict.ts';
import {
  type FillRow,
  type LineRow,
  type OrderExplanation,
  type OrderRow,
  type OrderRulesRow,
  type PositionRow,
  type QuoteRow,
  type StatusRow,
  type TimelineRow,
  type Update,
  type WatchedRow,
} from '../../preload/contract.ts';
import { type Session, type SessionChange } from '../session.ts';
import { accountRow, dayResultRow, equityOf, openingEquity } from './account.ts';
import { DayTrades } from './day-trades.ts';
import { BasketsView, basketRows } from './baskets.ts';
import { Dirty } from './dirty.ts';
import { IntradayBook } from './intraday.ts';
import { isLive, linePreview } from './line-preview.ts';
import { LineWatch } from './line-watch.ts';
import { lineRow } from './lines.ts';
import { explanation, fillRow, orderRow } from './orders.ts';
import { planSummary } from './plan-summary.ts';
import { heldInstruments, positionRow } from './positions.ts';
import { RiskHits, riskRow } from './risk.ts';
import { instrumentRow, orderRulesRow, quoteRow, watchedRow } from './quotes.ts';
import { statusRow } from './status.ts';

/** How often the status bar hears of the session clock alone. */
const CLOCK_EVERY_MS = 250;
/** How often what the rules say of a line is asked again because prices moved. */
const VERDICTS_EVERY_MS = 1_000;
/** How often the account is measured against its limits. */
const RISK_EVERY_MS = 1_000;

/** An {@link Update} as a view makes it: numbering, notices and settings are the sender's. */
export type ViewUpdate = Omit<Update, 'seq' | 'notices' | 'settings'>;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * One session as a window sees it: turns its state into wire rows, and remembers what the window has been told so that
 * only what changed is sent. It reads the session and never changes it.
 */
export class SessionView {
  readonly #session: Session;
  /** The clock of this machine, for the age of the last quote. */
  readonly #wallNow: () => number;
  readonly #dirty = new Dirty();
  readonly #unsubscribe: () => void;
  /** Instruments whose quotes the window gets in any case. */
  readonly #interest = new Set<InstrumentId>();
  readonly #bases = new Map<OrderId, QuoteBasis | null>();
  readonly #verdicts = new Map<LineId, readonly Verdict[]>();
  /** The order of a line that the gate judged last, sent or denied. */
  readonly #lastJudged = new Map<LineId, OrderId>();
  readonly #sentLines = new Set<LineId>();
  readonly #staleVerdicts = new Set<LineId>();
  #trades = new DayTrades();
  #intraday = new IntradayBook();
  #lineWatch = new LineWatch();
  readonly #baskets = new BasketsView();
  #hits = new RiskHits();
  #riskStale = true;
  #riskAt = 0;
  /** Another day has begun: what was told of the old one counts no more. */
  #anew = false;
  #sentFills = 0;
  #statusAt = 0;
  #verdictsAt = 0;
  #lastQuoteArrival: number | null = null;
  #wholeMarket = false;
  #watched: { readonly id: InstrumentId; until: EpochMs } | null = null;

  constructor(session: Session, wallNow: () => number) {
    this.#session = session;
    this.#wallNow = wallNow;
    this.#begin();
    this.#unsubscribe = session.onChange((change) => this.#take(change));
  }

  close(): void {
    this.#unsubscribe();
  }

  /** Whether quotes of all instruments are sent; turning it on sends them all at once. */
  subscribeMarket(on: boolean): void {
    this.#wholeMarket = on;
    if (on) for (const id of this.#session.instruments.keys()) this.#dirty.quotes.add(id);
  }

  /** Selects the instrument shown in depth, or none. */
  watch(id: InstrumentId | null): { readonly watched: WatchedRow; readonly rules: OrderRulesRow | null } | null {
    this.#watched = id === null ? null : { id, until: 0 as EpochMs };
    const watched = this.#watchedUpdate();
    if (id === null || watched === null) return null;
    const rules = this.#session.rulesOf(id);
    return { watched, rules: rules === undefined ? null : orderRulesRow(rules) };
  }

  /** Selects the line whose timeline is told, or none. */
  watchLine(id: LineId | null): TimelineRow | null {
    this.#lineWatch.select(id);
    return this.#lineWatch.whole(this.#session, this.#intraday, this.#wallNow());
  }

  explain(id: OrderId): Result<OrderExplanation, Refusal> {
    const { state } = this.#session;
    const order = state.orders.get(id);
    if (order === undefined) return refuse('order.notFound', { orderId: id });
    const line = order.lineId === null ? undefined : state.lines.get(order.lineId);
    return ok(explanation(this.#session, order, state.verdicts.get(id) ?? [], line, this.#bases.get(id)));
  }

  /** Everything as it stands; what `changes` gives afterwards follows on it. */
  snapshot(): ViewUpdate {
    const session = this.#session;
    const { state } = session;
    this.#trades.catchUp(state.fills);
    this.#anew = false;
    this.#dirty.clear();
    this.#sentFills = state.fills.length;
    this.#sentLines.clear();
    for (const id of state.lines.keys()) this.#sentLines.add(id);
    const watched = this.#watchedUpdate(true);
    const timeline = this.#lineWatch.whole(session, this.#intraday, this.#wallNow());
    const day = dayResultRow(state);
    return {
      reset: true,
      status: this.#status(),
      account: accountRow(session, this.#trades),
      plan: planSummary(session, equityOf(session)),
      ...(day === null ? {} : { day }),
      ...this.#risk(),
      lines: this.#lines([...state.lines.keys()]),
      baskets: basketRows(session, this.#lineWatch.marks),
      orders: [...state.orders.values()].map((order) => orderRow(session, order)),
      fills: state.fills.map((fill) => fillRow(session, fill)),
      positions: this.#positions(heldInstruments(session, this.#trades)),
      instruments: [...session.instruments.keys()].map((id) => instrumentRow(session, id)),
      quotes: this.#quotes(this.#wholeMarket ? session.instruments.keys() : this.#interest),
      ...(watched === null ? {} : { watched }),
      ...(timeline === null ? {} : { timeline }),
    };
  }

  /** What changed since the last call or snapshot, or everything when another day was opened; null when nothing did. */
  changes(): ViewUpdate | null {
    if (this.#anew) return this.snapshot();
    this.#trades.catchUp(this.#session.state.fills);
    const update: Mutable<ViewUpdate> = { reset: false };
    this.#addStatus(update);
    this.#addPlan(update);
    this.#addTrading(update);
    this.#addMarket(update);
    const baskets = this.#baskets.changed(this.#dirty, this.#session, this.#lineWatch.marks, this.#wallNow());
    if (baskets !== null) update.baskets = baskets;
    const timeline = this.#lineWatch.changed(this.#dirty, this.#session, this.#intraday, this.#wallNow());
    if (timeline !== null) update.timeline = timeline;
    if (this.#riskStale && this.#wallNow() - this.#riskAt >= RISK_EVERY_MS) Object.assign(update, this.#risk());
    this.#dirty.clear();
    return Object.keys(update).length > 1 ? update : null;
  }

  /** Starts from what the session holds now. */
  #begin(): void {
    const { lines, orders, ledger } = this.#session.state;
    for (const known of [this.#interest, this.#bases, this.#verdicts, this.#lastJudged, this.#staleVerdicts]) known.clear();
    this.#trades = new DayTrades();
    this.#intraday = new IntradayBook();
    this.#lineWatch = new LineWatch();
    this.#hits = new RiskHits();
    for (const verdicts of this.#session.state.verdicts.values()) this.#hits.take(verdicts);
    if (this.#watched !== null) this.#watched.until = 0 as EpochMs;
    for (const id of lines.keys()) this.#takeInterest(id);
    for (const order of orders.values()) this.#takeOrder(order);
    for (const id of ledger.positions.keys()) this.#interest.add(id);
  }

  #take(change: SessionChange): void {
    const { state } = this.#session;
    if (change.reset === true) {
      this.#anew = true;
      this.#begin();
    }
    this.#dirty.take(change, state);
    this.#riskStale = true;
    this.#lineWatch.marks.take(change.records, this.#session);
    for (const { event } of change.records) this.#takeEvent(event);
    if (change.quotes.length === 0) return;
    this.#lastQuoteArrival = this.#wallNow();
    for (const quote of change.quotes) this.#intraday.record(quote);
  }

  #takeEvent(event: OmsEvent): void {
    if (event.type === 'planProposed' || event.type === 'linesAdded') for (const line of event.lines) this.#takeInterest(line.id);
    if (event.type === 'lineReplaced') this.#takeInterest(event.substitute.id);
    if (event.type === 'reportReceived' && event.report.kind === 'fillCorrected') this.#tellAnew();
    if (event.type === 'orderIntended') this.#bases.set(event.order.id, event.basis);
    if (event.type === 'foreignOrderSeen') this.#takeOrder(event.order);
    if (event.type === 'orderIntended' || event.type === 'orderDenied') {
      this.#takeOrder(event.order);
      this.#hits.take(event.verdicts);
    }
  }

  /** What was added up and told before does not hold any more. */
  #tellAnew(): void {
    this.#anew = true;
    this.#trades = new DayTrades();
  }

  #takeInterest(id: LineId): void {
    const line = this.#session.state.lines.get(id);
    if (line !== undefined) this.#interest.add(line.instrument);
  }

  #takeOrder({ id, lineId, instrument }: Pick<Order, 'id' | 'lineId' | 'instrument'>): void {
    this.#interest.add(instrument);
    if (lineId !== null) this.#lastJudged.set(lineId, id);
  }

  /** What the rules say of a line: of its next order, and once it works, of its last one. */
  #verdictsOf(line: PlanLine): readonly Verdict[] {
    if (line.state !== 'working') return linePreview(this.#session, line);
    const last = this.#lastJudged.get(line.id);
    return last === undefined ? [] : (this.#session.state.verdicts.get(last) ?? []);
  }

  /** What the rules asked of its last order, and nobody has answered. */
  #asksOf(line: PlanLine): readonly Verdict[] {
    const last = this.#lastJudged.get(line.id);
    if (!isLive(line) || last === undefined) return [];
    const { verdicts, overrides } = this.#session.state;
    const answered = overrides.get(line.id) ?? [];
    return (verdicts.get(last) ?? []).filter(({ kind, rule }) => kind === 'ask' && !answered.includes(rule));
  }

  #addStatus(update: Mutable<ViewUpdate>): void {
    const clockDue = this.#wallNow() - this.#statusAt >= CLOCK_EVERY_MS;
    if (this.#dirty.status || clockDue) update.status = this.#status();
    if (this.#dirty.account) update.account = accountRow(this.#session, this.#trades);
    const day = this.#dirty.day ? dayResultRow(this.#session.state) : null;
    if (day !== null) update.day = day;
  }

  #status(): StatusRow {
    this.#statusAt = this.#wallNow();
    return statusRow(this.#session, this.#lastQuoteArrival);
  }

  #addPlan(update: Mutable<ViewUpdate>): void {
    this.#refreshVerdicts();
    const { lines } = this.#session.state;
    const removed = this.#dirty.plan ? [...this.#sentLines].filter((id) => !lines.has(id)) : [];
    if (removed.length > 0) update.removedLines = removed;
    for (const id of removed) this.#sentLines.delete(id);
    const rows = this.#lines([...this.#dirty.lines]);
    if (rows.length > 0) update.lines = rows;
    if (this.#dirty.plan) update.plan = planSummary(this.#session, equityOf(this.#session));
  }

  /** Asks the rules again about lines whose prices moved, at most once a second. */
  #refreshVerdicts(): void {
    const { lines } = this.#session.state;
    for (const line of lines.values()) {
      if (this.#dirty.quotes.has(line.instrument) && isLive(line)) this.#staleVerdicts.add(line.id);
    }
    const now = this.#wallNow();
    if (now - this.#verdictsAt < VERDICTS_EVERY_MS) return;
    this.#verdictsAt = now;
    for (const id of this.#staleVerdicts) {
      const line = lines.get(id);
      const before = this.#verdicts.get(id);
      if (line === undefined || before === undefined || this.#dirty.lines.has(id)) continue;
      const after = this.#verdictsOf(line);
      if (!sameVerdicts(before, after)) this.#dirty.line(id);
    }
    this.#staleVerdicts.clear();
  }

  #lines(ids: readonly LineId[]): readonly LineRow[] {
    if (ids.length === 0) return [];
    const basis = openingEquity(this.#session, this.#trades);
    return ids.flatMap((id) => {
      const line = this.#session.state.lines.get(id);
      if (line === undefined) return [];
      this.#sentLines.add(id);
      const verdicts = this.#verdictsOf(line);
      this.#verdicts.set(id, verdicts);
      return [lineRow(this.#session, line, basis, this.#trades.ofLine(id), { verdicts, asks: this.#asksOf(line) })];
    });
  }

  #addTrading(update: Mutable<ViewUpdate>): void {
    const session = this.#session;
    const orders: OrderRow[] = [];
    for (const id of this.#dirty.orders) {
      const order = session.state.orders.get(id);
      if (order !== undefined) orders.push(orderRow(session, order));
    }
    if (orders.length > 0) update.orders = orders;
    const fills: FillRow[] = session.state.fills.slice(this.#sentFills).map((fill) => fillRow(session, fill));
    this.#sentFills = session.state.fills.length;
    if (fills.length > 0) update.fills = fills;
    const positions = this.#positions(this.#dirty.positions);
    if (positions.length > 0) update.positions = positions;
  }

  #risk(): Pick<ViewUpdate, 'risk'> {
    this.#riskStale = false;
    this.#riskAt = this.#wallNow();
    const risk = riskRow(this.#session, openingEquity(this.#session, this.#trades), this.#hits);
    return risk === null ? {} : { risk };
  }

  #positions(ids: ReadonlySet<InstrumentId>): readonly PositionRow[] {
    if (ids.size === 0) return [];
    const equity: Money = equityOf(this.#session);
    const held = heldInstruments(this.#session, this.#trades);
    return [...ids].filter((id) => held.has(id)).map((id) => positionRow(this.#session, this.#trades, id, equity));
  }

  #addMarket(update: Mutable<ViewUpdate>): void {
    const wanted = [...this.#dirty.quotes].filter((id) => this.#wholeMarket || this.#interest.has(id));
    const quotes = this.#quotes(wanted);
    if (quotes.length > 0) update.quotes = quotes;
    if (this.#watched === null || !this.#dirty.quotes.has(this.#watched.id)) return;
    const watched = this.#watchedUpdate();
    if (watched !== null) update.watched = watched;
  }

  #quotes(ids: Iterable<InstrumentId>): readonly QuoteRow[] {
    const rows: QuoteRow[] = [];
    for (const id of ids) {
      const quote = this.#session.market.quote(id);
      if (quote !== undefined) rows.push(quoteRow(quote));
    }
    return rows;
  }

  /** The watched instrument with the minutes since the last time, or with all of them. */
  #watchedUpdate(all = false): WatchedRow | null {
    if (this.#watched === null) return null;
    const quote = this.#session.market.quote(this.#watched.id);
    const points = this.#intraday.points(this.#watched.id, all ? (0 as EpochMs) : this.#watched.until);
    if (quote !== undefined) this.#watched.until = quote.time;
    return watchedRow(this.#watched.id, quote, points);
  }
}

/** Whether the rules say the same; the numbers that they compared move with every quote. */
function sameVerdicts(a: readonly Verdict[], b: readonly Verdict[]): boolean {
  const said = (verdicts: readonly Verdict[]): string => verdicts.map(({ kind, code }) => `${kind} ${code}`).join();
  return said(a) === said(b);
}
