import { type BasketId, type LineId, type OrderId } from '../../kernel/ids.ts';
import { type ScriptState } from '../../execution/script-port.ts';
import { type Refusal } from '../../kernel/result.ts';
import { type ScriptId } from '../../kernel/script.ts';
import { type EpochMs, type TradeDate } from '../../kernel/time.ts';
import { type Money } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type PhaseName } from '../../market/rules.ts';
import { type Fill, type Order } from '../../orders/order.ts';
import { type Basket } from '../../plan/basket.ts';
import { type RefusedCandidate } from '../../plan/candidates.ts';
import { type PlanLine } from '../../plan/line.ts';
import { type ActionBooking } from '../../portfolio/action-booking.ts';
import { type TaxParcel, type WithheldTax } from '../../portfolio/dividend-tax.ts';
import { type Ledger } from '../../portfolio/ledger.ts';
import { type TradingState } from '../../risk/context.ts';
import { type TrafficView } from '../../risk/traffic.ts';
import { type Verdict } from '../../risk/verdict.ts';
import { type TradingConfig } from '../config.ts';
import { type DayDifference, type StatementComparison } from '../differences.ts';
import { type Intervention } from '../intervention.ts';
import { type DayResult, type Difference, type LineChange, type LineEnding, type Mode, type PauseScope, type Unreconciled } from '../events.ts';
import { type StrategyView } from '../strategy/strategy-memory.ts';
import { type WatchView } from '../watch/watch-memory.ts';

/** What the day was opened with. */
export interface DayHeader {
  readonly date: TradeDate;
  readonly mode: Mode;
  readonly account: string;
  /** As it is now: the policy in it may have been changed since the morning. */
  readonly config: TradingConfig;
  /** Keeps the ids of different accounts and seeds apart. */
  readonly idTag: string;
}

/** What came of the last look at the candidates of a line. */
export interface CandidateLook {
  readonly at: EpochMs;
  readonly reason: Refusal;
  readonly refused: readonly RefusedCandidate[];
}

/** A script of the user's own, as the account has it. */
export interface LoadedScript {
  /** SHA-256 of its text. */
  readonly version: string;
  /** Whether this text has been run over a recorded day. */
  readonly tried: boolean;
  /** Why it is asked no more; null while it may be. */
  readonly stopped: Refusal | null;
}

/**
 * Everything that the OMS knows of the account today: a fold over the journal and nothing else.
 *
 * Only `apply` changes it. Everybody else reads; the collections are live views, not copies.
 */
export interface OmsState {
  readonly day: DayHeader | null;
  readonly phase: PhaseName;
  readonly ledger: Ledger;
  readonly lines: ReadonlyMap<LineId, PlanLine>;
  /** What concerns the plan as a whole. */
  readonly planWarnings: readonly Refusal[];
  readonly orders: ReadonlyMap<OrderId, Order>;
  readonly fills: readonly Fill[];
  /** What the gate said of each order, denied ones too. */
  readonly verdicts: ReadonlyMap<OrderId, readonly Verdict[]>;
  /** Rules that asked, and to which a person said yes, by line. */
  readonly overrides: ReadonlyMap<LineId, readonly string[]>;
  /** What a person asked of working lines and what waits for their orders to end. */
  readonly changesAsked: ReadonlyMap<LineId, LineChange | LineEnding>;
  /** What people, and files that speak for them, asked for and got, in order. */
  readonly interventions: readonly Intervention[];
  /** When the policy approves lines that nobody has touched by then. */
  readonly countdowns: ReadonlyMap<LineId, EpochMs>;
  /** Lines that a person told to act at once. */
  readonly forced: ReadonlySet<LineId>;
  /** When the schedule of a line began, for those that have one and have begun it. */
  readonly lineStarts: ReadonlyMap<LineId, EpochMs>;
  /** Lines whose condition has been said to hold and has not been said to hold no more, with when it began to. */
  readonly conditionsMet: ReadonlyMap<LineId, EpochMs>;
  /** Lines that wait for their orders to end before they are replaced. */
  readonly replacing: ReadonlySet<LineId>;
  readonly candidateLooks: ReadonlyMap<LineId, CandidateLook>;
  readonly baskets: ReadonlyMap<BasketId, Basket>;
  /** The basket of each line that is in one. */
  readonly basketOf: ReadonlyMap<LineId, BasketId>;
  readonly scripts: ReadonlyMap<ScriptId, LoadedScript>;
  /** What scripts want to remember, by the line they were asked for. */
  readonly scriptStates: ReadonlyMap<LineId, ReadonlyMap<ScriptId, ScriptState>>;
  /** Lines of an instrument that may still send something. */
  readonly activeLines: ReadonlyMap<InstrumentId, readonly LineId[]>;
  readonly openOrders: ReadonlySet<OrderId>;
  /** Open orders that are to be cancelled and of which no word came since, whatever their state. */
  readonly cancelsAsked: ReadonlySet<OrderId>;
  /** All that each line ever sent, oldest first. */
  readonly ordersOfLine: ReadonlyMap<LineId, readonly OrderId[]>;
  readonly pauses: PauseScope;
  /** The account's switch; `halted` also after something impossible happened. */
  readonly trading: TradingState;
  /** Which version of the account's own policy holds; 0 when it has never been changed. */
  readonly policyVersion: number;
  /** What was sent and filled today, as the gate counts it. */
  readonly traffic: TrafficView;
  /** Which watches are armed, which have fired, and what they count from. */
  readonly watches: WatchView;
  readonly strategies: StrategyView;
  /** The highest equity that was marked today; 0 before the first mark. */
  readonly equityHigh: Money;
  /** Set when the account has stopped trading because something impossible happened. */
  readonly halted: Refusal | null;
  /** Set while our books and the broker's may differ: then nothing new leaves, and only cancels do. */
  readonly unreconciled: Unreconciled | null;
  /** Differences that a person has looked at and goes on with. */
  readonly acceptedDifferences: readonly Difference[];
  /** The broker's number of the newest report that is journalled; 0: none, or it numbers none. */
  readonly lastReport: number;
  /** Corporate actions that were booked this morning, and the tax on dividends withheld for today's sales. */
  readonly bookings: readonly ActionBooking[];
  readonly taxes: readonly WithheldTax[];
  /** What the day began with, before its actions. */
  readonly parcels: readonly TaxParcel[];
  readonly quotesEnded: EpochMs | null;
  readonly settled: DayResult | null;
  /** What our books and the broker's did not agree about after the close, resolved or not. */
  readonly differences: ReadonlyMap<string, DayDifference>;
  /** The last comparison with the broker's files; null: none was made. */
  readonly statements: Omit<StatementComparison, 'differences'> | null;
  /** Whether the day waits for a person to seal it. */
  readonly sealHeld: boolean;
  readonly sealed: boolean;
  /** Why the next day may trade although this one is not sealed; null: it may not. */
  readonly released: Refusal | null;
}

/** The basket that the line is in; undefined when it works for itself. */
export function basketWith({ baskets, basketOf }: Pick<OmsState, 'baskets' | 'basketOf'>, id: LineId): Basket | undefined {
  const basketId = basketOf.get(id);
  return basketId === undefined ? undefined : baskets.get(basketId);
}
