import { type Refusal } from '../../core/kernel/result.ts';
import { type Mode } from '../../core/oms/events.ts';
import { type Side } from '../../core/orders/order.ts';
import { type GuardsRow } from './condition-rows.ts';
import { type ExecutionStyle } from '../../core/plan/line.ts';

/** The rows of the page of strategies, as in `rows.ts`. */

/** What a publisher says of a strategy. Rates are fractions, money in 1/10000 yuan, moments in milliseconds. */
export interface StrategyFactsRow {
  readonly title: string;
  readonly source: 'own' | 'subscribed';
  readonly since: string;
  readonly totalReturn: number;
  readonly maxDrawdown: number;
  readonly sharpe: number | null;
  readonly capital: number;
  /** When its latest signals were made, for which session, and whether their signature was in order; null: none have come. */
  readonly madeAt: number | null;
  readonly signalsFor: string | null;
  readonly verified: boolean | null;
  readonly fetchedAt: number;
}

/** How a strategy is followed. */
export interface StrategySettingsRow {
  readonly capital: number;
  readonly enabled: boolean;
  /** Null: as the account's. */
  readonly style: ExecutionStyle | null;
  readonly guards: GuardsRow | null;
}

/** What a strategy wants of one instrument against what it holds. */
export interface StrategyTargetRow {
  readonly instrument: string;
  readonly name: string;
  readonly board: string;
  /** Share of what the strategy is worth; null: it holds it without a target, or its signal was an order. */
  readonly targetWeight: number | null;
  /** What its plan line works out; null: it is not planned. */
  readonly targetQuantity: number | null;
  readonly held: number;
  readonly heldValue: number;
  readonly heldWeight: number;
  /** What keeps it from its target, or was changed on the way. */
  readonly notes: readonly Refusal[];
}

export interface StrategyRow {
  readonly id: string;
  readonly facts: StrategyFactsRow | null;
  /** Null: it is not followed. */
  readonly settings: StrategySettingsRow | null;
  /** How many signals have come for the day. */
  readonly signals: number;
  readonly cash: number;
  readonly marketValue: number;
  readonly equity: number;
  readonly dayProfit: number;
  /** Since the account has it. */
  readonly profit: number;
  /** From its highest close, 0 or below; null: it has never had anything. */
  readonly drawdown: number | null;
  /** How many instruments it wants or holds. */
  readonly targets: number;
  /** Targets that are less than a lot. */
  readonly belowOneLot: number;
  /** What stays cash when it is at its target; null: it has none. */
  readonly idle: number | null;
}

/** What strategies want of one instrument in opposite directions. */
export interface NettingRow {
  readonly instrument: string;
  readonly name: string;
  readonly wishes: readonly { readonly strategy: string; readonly side: Side; readonly quantity: number }[];
  readonly netted: number;
  readonly rest: number;
  readonly restSide: Side;
}

/** Shares that changed their owner today. */
export interface TransferRow {
  readonly instrument: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly price: number;
}

/** Who changed what a strategy is followed with, when and why. */
export interface StrategyChangeRow {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly strategy: string;
  readonly kind: 'followed' | 'changed' | 'left';
  readonly before: StrategySettingsRow | null;
  readonly after: StrategySettingsRow | null;
  readonly reason: Refusal;
}

/** Every strategy that the account follows, holds something of or has heard of, and whose the rest is. */
export interface StrategiesRow {
  readonly date: string;
  readonly mode: Mode;
  readonly account: string;
  readonly equity: number;
  readonly unassigned: { readonly cash: number; readonly marketValue: number; readonly equity: number; readonly dayProfit: number };
  readonly strategies: readonly StrategyRow[];
  /** Of the strategy that was asked for in detail. */
  readonly targets: readonly StrategyTargetRow[];
  readonly nettings: readonly NettingRow[];
  readonly transfers: readonly TransferRow[];
  /** The latest first, of all days. */
  readonly changes: readonly StrategyChangeRow[];
  /** What holds where a strategy has none of its own. */
  readonly defaults: { readonly style: ExecutionStyle; readonly guards: GuardsRow };
}

/** What becomes of one instrument in a switch. */
export interface RotationLineRow {
  readonly instrument: string;
  readonly name: string;
  readonly board: string;
  /** What the new strategy has when everything has changed hands. */
  readonly held: number;
  readonly target: number;
  readonly kept: number;
  readonly sold: number;
  readonly bought: number;
  readonly value: number;
  readonly fees: number;
  readonly notes: readonly Refusal[];
}

/** What going over from one strategy to another would do. Nothing changes by asking. */
export interface RotationRow {
  readonly from: string;
  readonly to: string;
  /** What passes on: holdings and cash. */
  readonly equity: number;
  readonly lines: readonly RotationLineRow[];
  readonly sold: number;
  readonly bought: number;
  readonly fees: number;
  /** Half the spread of every share that is traded, as far as both sides of its book are known. */
  readonly slippage: number;
  /** Trades whose book is not. */
  readonly withoutBook: number;
  readonly warnings: readonly Refusal[];
}
