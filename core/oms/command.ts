import { type Actor, type BasketId, type LineId, type OrderId, type StrategyId } from '../kernel/ids.ts';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type ScriptText } from '../execution/script-port.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type OrderType } from '../market/rules.ts';
import { type Side } from '../orders/order.ts';
import { type BasketTerms } from '../plan/basket.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { type Signal } from '../plan/signal.ts';
import { type Adjustment } from '../portfolio/adjustment.ts';
import { type TradingState } from '../risk/context.ts';
import { type RiskPolicy } from '../risk/policy.ts';
import { type WatchRef, type WatchSetting } from '../risk/watch/watch.ts';
import { type ApprovalMode } from './config.ts';
import { type Resolution, type StatementComparison } from './differences.ts';
import { type SidePauses } from './events.ts';
import { type StrategySettings } from './strategy/followed.ts';

/** An order as a person writes it on the ticket. */
export interface Ticket {
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly type: OrderType;
  /** The limit of a limit order; for market types null. */
  readonly price: Price | null;
  readonly quantity: Quantity;
}

/** A wish about one line, with what the person says to it; the words are kept with the command. */
interface LineWish {
  readonly lineId: LineId;
  readonly reason?: string;
}

/** Which holdings a person sells out of. */
export type LiquidationScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'strategy'; readonly strategyId: StrategyId }
  | { readonly kind: 'instruments'; readonly instruments: readonly InstrumentId[] };

/** What a person (or a file that speaks for one) may ask of the OMS. */
export type Command =
  /** Sizes the signals into a plan; replaces the lines of an earlier import that nothing has worked yet. */
  | { readonly type: 'importSignals'; readonly signals: readonly Signal[]; readonly source: string }
  /** Works lines as one from now on: at least one sale, and none that is in a basket already. */
  | { readonly type: 'makeBasket'; readonly lineIds: readonly LineId[]; readonly terms: BasketTerms }
  /** Its lines go on, each for itself. */
  | { readonly type: 'dissolveBasket'; readonly basketId: BasketId }
  | { readonly type: 'approveLines'; readonly lineIds: readonly LineId[] }
  | EditLine
  /** Ends a line that is approved or being worked with what it has: its open orders are cancelled first. */
  | (LineWish & { readonly type: 'finishLine' })
  /** The line is not wanted today. The open orders of one that is being worked are cancelled first. */
  | (LineWish & { readonly type: 'skipLine' })
  | (LineWish & { readonly type: 'restoreLine' })
  | (LineWish & { readonly type: 'pauseLine' })
  | (LineWish & { readonly type: 'resumeLine' })
  /** Act now, without waiting for condition, start time or slices; through the gate and in its phase like any other. */
  | (LineWish & { readonly type: 'forceLine' })
  /** The line's countdown stops: it waits for a person's approval. */
  | (LineWish & { readonly type: 'holdLine' })
  /** A person's yes, for one line, to a rule of the policy that asks; kept with the reason and who gave it. */
  | { readonly type: 'overrideRule'; readonly lineId: LineId; readonly rule: string; readonly reason: string; readonly approvedBy?: Actor }
  /** Takes back the last thing that the one who asks has done, where that can be done. */
  | { readonly type: 'undo' }
  /** How the account's plans are approved from now on, on the days after this one too. */
  | { readonly type: 'setApproval'; readonly mode: ApprovalMode }
  /** A side that is not named stays as it is: two commands given at once never undo each other. */
  | { readonly type: 'setPauses'; readonly pauses: Partial<SidePauses> }
  /** What the strategy wants waits; what a person or the risk watch wants of its holdings does not. */
  | { readonly type: 'pauseStrategy'; readonly strategyId: StrategyId }
  | { readonly type: 'resumeStrategy'; readonly strategyId: StrategyId }
  /** The account's switch. Open orders stay as they are: cancelling them is another command. */
  | { readonly type: 'setTradingState'; readonly state: TradingState; readonly reason: string }
  /**
   * Another policy, made from version `base`: who has not seen the latest one does not overwrite it. `approvedBy` is the
   * second person who agreed, null where nobody was asked.
   */
  | {
      readonly type: 'changePolicy';
      readonly policy: RiskPolicy;
      readonly base: number;
      readonly reason: string;
      readonly approvedBy: Actor | null;
    }
  /** `setting` null: as the policy, or a person before, has set it. */
  | (WatchRef & { readonly type: 'armWatch'; readonly setting: WatchSetting | null })
  | (WatchRef & { readonly type: 'disarmWatch' })
  /** An exit by condition, for the whole account; armed again also where it has fired today. */
  | { readonly type: 'armExit'; readonly exit: string }
  | { readonly type: 'disarmExit'; readonly exit: string }
  /** `tried`: this very text has been run over a recorded day. Lines of a script that was stopped stay paused. */
  | ({ readonly type: 'loadScript'; readonly tried: boolean } & ScriptText)
  | SettlementCommand
  | StrategyCommand
  /** `token` was made by us when the order was previewed; the same token never makes two orders. */
  | { readonly type: 'placeOrder'; readonly ticket: Ticket; readonly token: string }
  | { readonly type: 'cancelOrder'; readonly orderId: OrderId }
  | { readonly type: 'cancelAll' }
  /** Goes on though our books and the broker's differ in just what was last found; anything more stops the account again. */
  | { readonly type: 'acceptDifferences'; readonly reason: string }
  /** Puts an order that was made elsewhere under a line of ours; `line` null: one is made for it. */
  | { readonly type: 'takeOver'; readonly orderId: OrderId; readonly line: LineId | null }
  | {
      /** Sells out. `token` as for an order: the same one never sells out twice. */
      readonly type: 'liquidate';
      readonly scope: LiquidationScope;
      readonly style: ExecutionStyle;
      /** Whether a pause of sells and a halt that a person has set are lifted for it. */
      readonly liftHolds: boolean;
      readonly token: string;
    };

/** Changes a line; the open orders of one that is being worked are cancelled first, and its rest is planned anew. */
export interface EditLine extends LineWish {
  readonly type: 'editLine';
  readonly plannedQuantity: Quantity;
  readonly style: ExecutionStyle;
  /** As people write it; null: nothing has to hold. Left out: as it is. */
  readonly condition?: string | null;
}

/** What becomes of what a strategy holds that is followed no more. */
export type HoldingsFate =
  /** It stays, and is nobody's. */
  | { readonly kind: 'keep' }
  /** Sale lines wait for their approval. */
  | { readonly kind: 'sell' }
  /** It goes to another strategy, with as much capital as it is worth. */
  | { readonly kind: 'handOver'; readonly to: StrategyId };

/** Which strategies the account follows, and what is whose. Each has its reason. */
export type StrategyCommand =
  /** Follows a strategy, or changes how one is followed. */
  | ({ readonly type: 'followStrategy'; readonly strategyId: StrategyId; readonly reason: string } & StrategySettings)
  | { readonly type: 'unfollowStrategy'; readonly strategyId: StrategyId; readonly holdings: HoldingsFate; readonly reason: string }
  /** Hands all that one strategy has over to another, and plans what that one sells and buys to be at its target. */
  | { readonly type: 'switchStrategy'; readonly from: StrategyId; readonly to: StrategyId; readonly reason: string }
  /** What strategies want of one instrument in opposite directions changes hands within the account, as far as it meets. */
  | { readonly type: 'netInternally'; readonly instrument: InstrumentId; readonly reason: string };

/** What a person does to a day that is over; `holdSeal` also before. */
export type SettlementCommand =
  /** Takes up what the broker's files have shown. */
  | { readonly type: 'compareStatements'; readonly comparison: StatementComparison }
  /** `adjustment`: what an edit books instead of what is proposed; else null. */
  | {
      readonly type: 'resolveDifference';
      readonly id: string;
      readonly resolution: Resolution;
      readonly adjustment: Adjustment | null;
      readonly reason: string;
    }
  | { readonly type: 'holdSeal'; readonly held: boolean }
  | { readonly type: 'sealDay' }
  | { readonly type: 'releaseDay'; readonly reason: string };
