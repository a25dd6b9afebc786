import { type Refusal } from '../../core/kernel/result.ts';
import { type Board } from '../../core/market/instrument.ts';
import { type OrderType, type PhaseName } from '../../core/market/rules.ts';
import { type ApprovalMode } from '../../core/oms/config.ts';
import { type Difference, type Mode } from '../../core/oms/events.ts';
import { type OrderOrigin, type OrderState, type Side } from '../../core/orders/order.ts';
import { type ExecutionStyle, type LineSource, type LineState } from '../../core/plan/line.ts';
import { type TradingState } from '../../core/risk/context.ts';
import { type Verdict } from '../../core/risk/verdict.ts';
import { type BasketRow } from './basket-rows.ts';
import { type CandidatesRow } from './candidate-rows.ts';
import { type PlannedSliceRow, type QualityRow, type ScheduleRow } from './execution-rows.ts';
import { type HealthRow } from './alert-rows.ts';
import { type AccessRow } from './access-rows.ts';
import { type GatewayRow } from './gateway-rows.ts';
import { type InterventionRow } from './hand-rows.ts';
import { type Settings } from './schemas.ts';
import { type RiskRow } from './risk-rows.ts';

/**
 * The rows that the main process sends to the window: plain readonly objects.
 *
 * Prices and money are integers of 1/10000 yuan, rates and weights integers of 1e-8, quantities shares, moments
 * milliseconds since 1970, times of day milliseconds since midnight in Shanghai. A price of 0 means none.
 * Refusals and verdicts are codes with numbers; the window makes the words.
 */

export type {
  ApprovalMode,
  Board,
  Difference,
  ExecutionStyle,
  LineSource,
  LineState,
  Mode,
  OrderOrigin,
  OrderState,
  OrderType,
  PhaseName,
  Refusal,
  Side,
  TradingState,
  Verdict,
};

export type Connection = 'connecting' | 'connected' | 'ended' | 'lost';

export interface PhaseRow {
  readonly name: PhaseName;
  /** Times of day; `until` is the first moment that is no longer in it. */
  readonly from: number;
  readonly until: number;
  /** Whether the exchange takes new orders, and cancels. */
  readonly entry: boolean;
  readonly cancel: boolean;
}

export interface PlaybackRow {
  readonly playing: boolean;
  /** Whether another day follows this one. */
  readonly goesOn: boolean;
  /** Session seconds per wall second. */
  readonly speed: number;
}

/** The status bar. Sent at least four times a second while the session clock moves. */
export interface StatusRow {
  readonly mode: Mode;
  readonly account: string;
  /** Trading day, `YYYY-MM-DD`; null before a day is open. */
  readonly date: string | null;
  readonly broker: Connection;
  readonly quotes: Connection;
  /** When the last quote came, by the wall clock of this machine (`Date.now()`); null before the first. */
  readonly lastQuoteArrival: number | null;
  readonly phase: PhaseRow | null;
  /** The whole day's phases, for the playback's jumps. */
  readonly phases: readonly PhaseRow[];
  /** The session clock when the row was made; between rows it runs at `clockRate` session seconds per wall second. */
  readonly now: number;
  readonly clockRate: number;
  readonly pauses: { readonly buys: boolean; readonly sells: boolean; readonly strategies: readonly string[] };
  /** The account's switch, as a person has set it. */
  readonly trading: TradingState;
  /** Why the account has stopped trading; null while it trades. */
  readonly halted: Refusal | null;
  /** Why nothing at all can be done with the account now (its journal cannot be written, say); null while all is well. */
  readonly failure: Refusal | null;
  /** Null: its broker is a part of this app. */
  readonly gateway: GatewayRow | null;
  /** Set while our books and the broker's may differ: then only cancels leave. */
  readonly unreconciled: UnreconciledRow | null;
  readonly playback: PlaybackRow | null;
  readonly settled: boolean;
  readonly sealed: boolean;
  /** Whether a person lets the next day trade although this one is not sealed. */
  readonly released: boolean;
}

/** Why nothing new is sent, and where the books differ, as far as that is known. */
export interface UnreconciledRow {
  readonly reason: Refusal;
  readonly differences: readonly Difference[];
}

export interface FeesRow {
  readonly commission: number;
  readonly stampTax: number;
  readonly transferFee: number;
}

export interface AccountRow {
  readonly cash: number;
  /** May be spent on buys now. */
  readonly available: number;
  /** May leave the account today. */
  readonly withdrawable: number;
  /** Set aside for open buys. */
  readonly frozen: number;
  readonly marketValue: number;
  readonly equity: number;
  readonly openingEquity: number;
  /** Since the previous close, fees taken off. */
  readonly dayPnl: number;
  readonly dayPnlRate: number;
  readonly fees: FeesRow;
}

/** How the day ended. */
export interface DayResultRow {
  readonly cash: number;
  readonly marketValue: number;
  readonly equity: number;
  readonly openingEquity: number;
  readonly fees: FeesRow;
  /** Found at the close, resolved or not. */
  readonly differences: readonly Difference[];
  /** Differences that nobody has resolved yet. */
  readonly open: number;
  /** Whether the next day may trade. */
  readonly final: boolean;
}

/** What never changes of an instrument during the day. */
export interface InstrumentRow {
  readonly id: string;
  readonly name: string;
  readonly board: Board;
  readonly industry: string | null;
  readonly st: boolean;
  readonly prevClose: number;
  /** 0 where there is no limit. */
  readonly limitUp: number;
  readonly limitDown: number;
}

/** What a line waits for before it acts. */
export interface ConditionRow {
  /** As it is written. */
  readonly text: string;
  /** The same in plain words. */
  readonly words: { readonly zh: string; readonly en: string };
  /** Whether it held when the line last wanted to act. */
  readonly met: boolean;
}

/** Which quantities the exchange takes: `min`, and any number of `step` above it. */
export interface LotRow {
  readonly min: number;
  readonly step: number;
}

export interface LineRow {
  readonly id: string;
  readonly source: LineSource;
  readonly strategyId: string;
  readonly instrument: string;
  readonly name: string;
  readonly board: Board;
  readonly industry: string | null;
  readonly side: Side;
  readonly state: LineState;
  readonly paused: boolean;
  /** Why it is blocked, done, skipped or expired, or what it waits for. */
  readonly reason: Refusal | null;
  /** The strategy's own words; empty when it gave none. */
  readonly signalReason: string;
  /** Null when the signal was an order and not a target. */
  readonly targetWeight: number | null;
  /** Share of equity that the strategy's holding has now, and would have with this line done. */
  readonly currentWeight: number;
  readonly resultingWeight: number;
  readonly targetQuantity: number;
  readonly currentQuantity: number;
  readonly plannedQuantity: number;
  /** Null when nothing is known of the instrument today. */
  readonly lot: LotRow | null;
  readonly filled: number;
  readonly avgPrice: number;
  readonly refPrice: number;
  readonly estValue: number;
  readonly estFees: number;
  readonly style: ExecutionStyle;
  readonly condition: ConditionRow | null;
  /** The line that it stands for; null: the plan itself asked for it. */
  readonly standsFor: string | null;
  /** Null: it sells, or its strategy has no candidates. */
  readonly candidates: CandidatesRow | null;
  /** What was changed on the way from target to quantity. */
  readonly adjustments: readonly Refusal[];
  /**
   * What the rules would say of it now, and once it works, what they said of its last order; empty when it is done,
   * skipped, blocked or expired.
   */
  readonly verdicts: readonly Verdict[];
  /** What the rules asked of its last order that a person has not answered: a yes releases the line. */
  readonly asks: readonly Verdict[];
  /** Whether a person told it to act at once. */
  readonly forced: boolean;
  /** Whether a change or an end that a person wants waits for its orders. */
  readonly changing: boolean;
  /** What people did to it, oldest first. */
  readonly history: readonly InterventionRow[];
  /** When the policy approves it unless it is touched before; null: only a person does. */
  readonly approvesAt: number | null;
  /** When its approval lapses, a time of day; null once that no longer matters. */
  readonly approvalExpiry: number | null;
}

/** The line that the window looks at closely. */
export interface TimelineRow {
  readonly lineId: string;
  /** Minutes of its instrument that are new or have changed; the whole day in the answer to `watchLine`. */
  readonly points: readonly IntradayPoint[];
  /** The schedule that it has begun, past slices included; empty without one. */
  readonly schedule: readonly ScheduleRow[];
  /** What it would send from now on. */
  readonly slices: readonly PlannedSliceRow[];
  /** What its style waits for now; null: nothing. */
  readonly waits: Refusal | null;
  /** From when it began to act until now, or its end; null before. */
  readonly window: { readonly from: number; readonly until: number } | null;
  readonly quality: QualityRow | null;
}

export interface WeightRow {
  readonly instrument: string;
  readonly name: string;
  readonly current: number;
  readonly resulting: number;
}

/** The plan as a whole, and the account as it would stand with every live line done at its reference price. */
export interface PlanSummaryRow {
  readonly counts: Readonly<Record<LineState, number>>;
  readonly buys: number;
  readonly sells: number;
  readonly buyValue: number;
  readonly sellValue: number;
  readonly estFees: number;
  readonly cash: number;
  readonly resultingCash: number;
  readonly cashWeight: number;
  readonly resultingCashWeight: number;
  /** All holdings now or after the plan, heaviest result first. */
  readonly weights: readonly WeightRow[];
  readonly approvalExpiry: number;
  readonly approval: ApprovalMode;
  /** What concerns the plan as a whole. */
  readonly warnings: readonly Refusal[];
}

export interface OrderRow {
  readonly id: string;
  readonly lineId: string | null;
  readonly strategyId: string;
  readonly origin: OrderOrigin;
  readonly instrument: string;
  readonly name: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly price: number;
  readonly quantity: number;
  readonly filled: number;
  readonly avgPrice: number;
  readonly turnover: number;
  readonly fees: FeesRow;
  readonly state: OrderState;
  readonly reason: Refusal | null;
  readonly created: number;
  readonly updated: number;
  /** No more is expected of it. */
  readonly final: boolean;
}

export interface FillRow {
  readonly id: string;
  readonly orderId: string;
  readonly lineId: string | null;
  readonly strategyId: string;
  readonly instrument: string;
  readonly name: string;
  readonly side: Side;
  readonly price: number;
  readonly quantity: number;
  readonly value: number;
  readonly fees: FeesRow;
  readonly time: number;
}

/** A holding, or an instrument that was held today (`quantity` 0). */
export interface PositionRow {
  readonly instrument: string;
  readonly name: string;
  readonly board: Board;
  readonly industry: string | null;
  readonly quantity: number;
  readonly sellable: number;
  readonly frozen: number;
  readonly cost: number;
  readonly avgCost: number;
  readonly mark: number;
  readonly marketValue: number;
  readonly weight: number;
  readonly unrealizedPnl: number;
  readonly unrealizedPnlRate: number;
  /** Since the previous close, before fees: holding and today's trades. */
  readonly dayPnl: number;
  readonly lots: readonly { readonly strategyId: string; readonly quantity: number; readonly cost: number }[];
  /** The price at which the nearest armed stop fires; 0: none. */
  readonly stop: number;
  /** Where its stops stand; null: none is set. */
  readonly watched: 'armed' | 'disarmed' | 'fired' | null;
}

/** One row of the market list; the static part is in {@link InstrumentRow}. */
export interface QuoteRow {
  readonly instrument: string;
  readonly time: number;
  readonly last: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly volume: number;
  readonly turnover: number;
  readonly bid: number;
  readonly ask: number;
}

export interface LevelRow {
  readonly price: number;
  readonly volume: number;
}

export interface AuctionRow {
  readonly price: number;
  readonly matched: number;
  readonly unmatched: number;
  readonly unmatchedSide: Side | null;
}

/** One minute of the day. */
export interface IntradayPoint {
  /** Start of the minute. */
  readonly time: number;
  readonly price: number;
  /** Average price of the day so far. */
  readonly average: number;
  /** Shares traded in this minute. */
  readonly volume: number;
}

/** The selected instrument in depth. */
export interface WatchedRow {
  readonly instrument: string;
  /** Null before the first quote of the day. */
  readonly quote: QuoteRow | null;
  readonly bids: readonly LevelRow[];
  readonly asks: readonly LevelRow[];
  readonly auction: AuctionRow | null;
  /** Minutes that are new or have changed, to be put in by `time`; the whole day in the answer to `watch`. */
  readonly points: readonly IntradayPoint[];
}

/** What the exchange asks of orders in one instrument today. */
export interface OrderRulesRow {
  readonly tick: number;
  readonly buyMin: number;
  readonly buyStep: number;
  readonly sellMin: number;
  readonly sellStep: number;
  readonly maxLimitQuantity: number;
  readonly maxMarketQuantity: number;
  readonly auctionTypes: readonly OrderType[];
  readonly continuousTypes: readonly OrderType[];
  readonly settlement: 'T+0' | 'T+1';
}

/** What selling out would do with one strategy's holding of an instrument. */
export interface LiquidationLineRow {
  readonly instrument: string;
  readonly name: string;
  readonly board: Board;
  readonly strategyId: string;
  readonly held: number;
  /** What would be sold; 0: nothing of it can be today. */
  readonly quantity: number;
  readonly refPrice: number;
  readonly value: number;
  readonly fees: number;
  /** Why not all of it is sold, or may not find a buyer. */
  readonly reasons: readonly Refusal[];
}

export interface LiquidationRow {
  readonly lines: readonly LiquidationLineRow[];
  /** What all of it would bring at the prices now, fees taken off. */
  readonly proceeds: number;
  /** Lines of the plan that end for it, and open orders that are cancelled. */
  readonly stoppedBuys: number;
  readonly stoppedSells: number;
  readonly cancelled: number;
  /** What a person has stopped that would have to be lifted. */
  readonly held: readonly Refusal[];
  /** Hand it back with `liquidate` and the same scope and style, once and within two minutes. */
  readonly token: string;
}

/** Something the trader should know that belongs to no row. `code` and `params` as in a refusal. */
export interface NoticeRow {
  readonly id: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly code: string;
  readonly params: Refusal['params'];
  /** What it came of, where there is more to say of that. */
  readonly because?: Refusal;
  /** The script of the trader's own that it is about. */
  readonly script?: string;
  /** By the wall clock. */
  readonly at: number;
}

/**
 * What changed since the last update, as one message about every 50 ms while anything changes. Lists hold whole rows
 * to be put in by id; nothing is ever taken out but by a `reset`, which replaces everything. A part that is absent
 * has not changed.
 */
export interface Update {
  /** Counts up by one. A gap or a smaller number means: ask for a snapshot. */
  readonly seq: number;
  readonly reset: boolean;
  readonly status?: StatusRow;
  readonly account?: AccountRow;
  readonly plan?: PlanSummaryRow;
  readonly day?: DayResultRow;
  /** At most once a second. */
  readonly risk?: RiskRow;
  readonly lines?: readonly LineRow[];
  /** All of them. */
  readonly baskets?: readonly BasketRow[];
  /** Lines that a new import has replaced. */
  readonly removedLines?: readonly string[];
  readonly orders?: readonly OrderRow[];
  readonly fills?: readonly FillRow[];
  readonly positions?: readonly PositionRow[];
  /** All instruments of the market; sent with a reset only. */
  readonly instruments?: readonly InstrumentRow[];
  /** Of planned, ordered, held and watched instruments; of all while the market list is subscribed. */
  readonly quotes?: readonly QuoteRow[];
  readonly watched?: WatchedRow;
  /** Of the line that `watchLine` named; about twice a second while anything of it changes. */
  readonly timeline?: TimelineRow;
  readonly notices?: readonly NoticeRow[];
  /** Disk and clock of this machine, where they are beyond their limits; with every reset, and when that changes. */
  readonly ailing?: readonly HealthRow[];
  /** With every reset, and when somebody has logged in, locked the app or changed the users. */
  readonly access?: AccessRow;
  /** Changed, by this window or by the menu. */
  readonly settings?: Settings;
}
