import { type BasketId, type FillId, type LineId, type OrderId } from '../../kernel/ids.ts';
import { type ScriptState } from '../../execution/script-port.ts';
import { type Refusal } from '../../kernel/result.ts';
import { type ScriptId } from '../../kernel/script.ts';
import { type EpochMs } from '../../kernel/time.ts';
import { type Money, ZERO_MONEY } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type PhaseName } from '../../market/rules.ts';
import { type Fill, type Order, isFinal } from '../../orders/order.ts';
import { type Basket } from '../../plan/basket.ts';
import { type PlanLine } from '../../plan/line.ts';
import { createLedger } from '../../portfolio/books.ts';
import { type MutableLedger } from '../../portfolio/ledger.ts';
import { type TradingState } from '../../risk/context.ts';
import { Traffic } from '../../risk/traffic.ts';
import { type Verdict } from '../../risk/verdict.ts';
import { type DayDifference } from '../differences.ts';
import { type Intervention } from '../intervention.ts';
import { type DayResult, type Difference, type LineChange, type LineEnding, type PauseScope, type Unreconciled } from '../events.ts';
import { type CandidateLook, type DayHeader, type LoadedScript, type OmsState, basketWith } from './state.ts';
import { StrategyMemory } from '../strategy/strategy-memory.ts';
import { WatchMemory } from '../watch/watch-memory.ts';

const NONE: readonly Order[] = [];

/**
 * The state as `apply` sees it. A class for its private indexes; it holds no rule of trading, and whoever is not
 * `apply` gets it as the read-only {@link OmsState}.
 */
export class LiveState implements OmsState {
  day: DayHeader | null = null;
  phase: PhaseName = 'closed';
  ledger: MutableLedger = createLedger({ cash: ZERO_MONEY, positions: [] });
  readonly lines = new Map<LineId, PlanLine>();
  /** How many lines were ever proposed today: the next line's number rests on it. */
  lineCount = 0;
  planWarnings: readonly Refusal[] = [];
  readonly orders = new Map<OrderId, Order>();
  readonly fills: Fill[] = [];
  readonly verdicts = new Map<OrderId, readonly Verdict[]>();
  readonly activeLines = new Map<InstrumentId, LineId[]>();
  readonly overrides = new Map<LineId, readonly string[]>();
  readonly changesAsked = new Map<LineId, LineChange | LineEnding>();
  readonly forced = new Set<LineId>();
  readonly countdowns = new Map<LineId, EpochMs>();
  readonly interventions: Intervention[] = [];
  readonly lineStarts = new Map<LineId, EpochMs>();
  readonly replacing = new Set<LineId>();
  readonly candidateLooks = new Map<LineId, CandidateLook>();
  readonly baskets = new Map<BasketId, Basket>();
  readonly basketOf = new Map<LineId, BasketId>();
  /** How many baskets were ever made today: the next one's number rests on it. */
  basketCount = 0;
  readonly openOrders = new Set<OrderId>();
  readonly cancelsAsked = new Set<OrderId>();
  readonly ordersOfLine = new Map<LineId, OrderId[]>();
  readonly lastEnded = new Map<LineId, EpochMs>();
  readonly conditionsMet = new Map<LineId, EpochMs>();
  readonly scripts = new Map<ScriptId, LoadedScript>();
  readonly scriptStates = new Map<LineId, ReadonlyMap<ScriptId, ScriptState>>();
  readonly reportIds = new Set<string>();
  readonly fillIds = new Set<FillId>();
  readonly tokens = new Map<string, OrderId>();
  /** Tokens that a person's sale was confirmed with. */
  readonly saleTokens = new Set<string>();
  pauses: PauseScope = { buys: false, sells: false, strategies: [] };
  trading: TradingState = 'active';
  halted: Refusal | null = null;
  unreconciled: Unreconciled | null = null;
  acceptedDifferences: readonly Difference[] = [];
  lastReport = 0;
  policyVersion = 0;
  readonly traffic = new Traffic();
  readonly watches = new WatchMemory();
  readonly strategies = new StrategyMemory();
  equityHigh: Money = ZERO_MONEY;
  readonly openByInstrument = new Map<InstrumentId, readonly Order[]>();
  quotesEnded: EpochMs | null = null;
  bookings: OmsState['bookings'] = [];
  taxes: OmsState['taxes'] = [];
  parcels: OmsState['parcels'] = [];
  settled: DayResult | null = null;
  readonly differences = new Map<string, DayDifference>();
  /** How many differences were ever found today: the next one's number rests on it. */
  differenceCount = 0;
  statements: OmsState['statements'] = null;
  sealHeld = false;
  sealed = false;
  released: Refusal | null = null;

  /** Puts the line in its place among those that may still send something. */
  setLine(line: PlanLine): void {
    this.lines.set(line.id, line);
    const active = line.state === 'approved' || line.state === 'working';
    const ids = this.activeLines.get(line.instrument) ?? [];
    const listed = ids.includes(line.id);
    if (active && !listed) this.activeLines.set(line.instrument, [...ids, line.id]);
    if (!active && listed) this.withdrawLine(line.instrument, ids.filter((id) => id !== line.id));
  }

  private withdrawLine(instrument: InstrumentId, left: LineId[]): void {
    if (left.length === 0) this.activeLines.delete(instrument);
    else this.activeLines.set(instrument, left);
  }

  setOrder(order: Order): void {
    this.orders.set(order.id, order);
    const others = this.openIn(order.instrument).filter((other) => other.id !== order.id);
    const open = isFinal(order.state) ? others : [...others, order];
    if (open.length === 0) this.openByInstrument.delete(order.instrument);
    else this.openByInstrument.set(order.instrument, open);
    if (isFinal(order.state)) {
      this.openOrders.delete(order.id);
      this.cancelsAsked.delete(order.id);
    } else this.openOrders.add(order.id);
  }

  openIn(instrument: InstrumentId): readonly Order[] {
    return this.openByInstrument.get(instrument) ?? NONE;
  }

  addOrderToLine(order: Order): void {
    if (order.lineId === null) return;
    const ids = this.ordersOfLine.get(order.lineId);
    if (ids === undefined) this.ordersOfLine.set(order.lineId, [order.id]);
    else ids.push(order.id);
  }

  /** A basket that is new, or has new lines. */
  setBasket(basket: Basket): void {
    if (!this.baskets.has(basket.id)) this.basketCount += 1;
    this.baskets.set(basket.id, basket);
    for (const id of basket.lineIds) this.basketOf.set(id, basket.id);
  }

  dropBasket(id: BasketId): void {
    for (const lineId of this.baskets.get(id)?.lineIds ?? []) this.basketOf.delete(lineId);
    this.baskets.delete(id);
  }

  /** The line that has taken `member`'s place is in its basket too. */
  joinBasket(member: LineId, id: LineId): void {
    const basket = basketWith(this, member);
    if (basket !== undefined) this.setBasket({ ...basket, lineIds: [...basket.lineIds, id] });
  }

  private leaveBasket(id: LineId): void {
    const basket = basketWith(this, id);
    this.basketOf.delete(id);
    if (basket === undefined) return;
    const lineIds = basket.lineIds.filter((other) => other !== id);
    if (lineIds.length === 0) this.baskets.delete(basket.id);
    else this.baskets.set(basket.id, { ...basket, lineIds });
  }

  /** Forgets the lines of a plan that is replaced; only lines that nothing has worked may go. */
  dropLine(id: LineId): void {
    const line = this.lines.get(id);
    if (line === undefined) return;
    this.setLine({ ...line, state: 'skipped' });
    this.lines.delete(id);
    this.overrides.delete(id);
    this.lineStarts.delete(id);
    this.forced.delete(id);
    this.countdowns.delete(id);
    this.conditionsMet.delete(id);
    this.candidateLooks.delete(id);
    this.leaveBasket(id);
    this.scriptStates.delete(id);
  }
}
