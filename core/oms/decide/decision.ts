import { type ScriptDesk, type ScriptQuestion, type ScriptText } from '../../execution/script-port.ts';
import { type OrderId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok } from '../../kernel/result.ts';
import { type EpochMs } from '../../kernel/time.ts';
import { type DailyHistory } from '../../market/daily-history.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type MarketView } from '../../market/quote.ts';
import { type TradingRules } from '../../market/rules.ts';
import { type OwnCurve } from '../../market/volume-curve.ts';
import { type OrderRequest } from '../../orders/order.ts';
import { type ExposureView } from '../../risk/context.ts';
import { type ReturnHistory } from '../../risk/measures/return-history.ts';
import { type OmsEvent } from '../events.ts';

/** What is to be done once the events are on disk, and never before. */
export type Effect =
  | { readonly kind: 'submit'; readonly order: OrderRequest }
  | { readonly kind: 'cancel'; readonly orderId: OrderId }
  | { readonly kind: 'loadScript'; readonly text: ScriptText };

/** What one input leads to. */
export interface Decision {
  readonly events: readonly OmsEvent[];
  readonly effects: readonly Effect[];
  /** What the one who asked is told. */
  readonly outcome: Result<void, Refusal>;
  /** What scripts of the user's own are to be asked before the line can act. */
  readonly question?: ScriptQuestion;
}

/** What the OMS is given to look at: the market, its rules and the session's clock. */
export interface Outside {
  readonly market: MarketView;
  /** Rules of the instrument today; undefined when it is unknown or not listed. */
  rulesOf(instrument: InstrumentId): TradingRules | undefined;
  /** How the instrument's volume spreads over a day, from its own past days; left out or undefined: not known. */
  volumeCurve?(instrument: InstrumentId): OwnCurve | undefined;
  /** The sessions before today, for conditions; left out: nothing of them is known. */
  readonly history?: DailyHistory | undefined;
  /** What instruments made on past days, for the value at risk; left out: nothing of it is known. */
  readonly returns?: ReturnHistory | undefined;
  /** Left out: no script can be asked, and lines with one wait. */
  readonly scripts?: ScriptDesk | undefined;
  readonly now: EpochMs;
}

/** What a decision may look at beside the state. */
export interface Surroundings extends Outside {
  readonly exposure: ExposureView;
}

export const DONE: Result<void, Refusal> = ok(undefined);
export const NOTHING: Decision = { events: [], effects: [], outcome: DONE };

/** Nothing happens but that the one who asked is told why. */
export function refused(reason: Refusal): Decision {
  return { events: [], effects: [], outcome: err(reason) };
}

/** The facts, where there is nothing to be said against them. */
export function fromEvents(events: Result<readonly OmsEvent[], Refusal>): Decision {
  return events.ok ? decided(events.value) : refused(events.error);
}

export function decided(events: readonly OmsEvent[], effects: readonly Effect[] = []): Decision {
  return { events, effects, outcome: DONE };
}
