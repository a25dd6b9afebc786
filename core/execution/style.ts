import { type OrderId } from '../kernel/ids.ts';
import { type Refusal } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type Price, type Quantity } from '../kernel/units.ts';
import { type MinuteTape } from '../market/minute-tape.ts';
import { type DayReference, type Quote } from '../market/quote.ts';
import { type OrderType, type Phase, type TradingRules } from '../market/rules.ts';
import { type VolumeCurve } from '../market/volume-curve.ts';
import { type Order } from '../orders/order.ts';
import { type PlanLine } from '../plan/line.ts';

/** Everything that a style may look at. It has no memory of its own: a restart finds it where it was. */
export interface StyleContext {
  readonly line: PlanLine;
  /** Planned, less what is filled and what open orders may still fill. Never negative. */
  readonly remaining: Quantity;
  /** All that the line ever sent, oldest first. */
  readonly orders: readonly Order[];
  readonly openOrders: readonly Order[];
  /** When the last order of the line came to its end; null before the first. */
  readonly lastEnded: EpochMs | null;
  /** When the line's schedule began, as journalled; null before a style asked for it with `start`. */
  readonly started: EpochMs | null;
  /** A person wants it done at once: the style waits for no start, no slice and no auction that is yet to come. */
  readonly forced: boolean;
  readonly retryIntervalMs: number;
  readonly rules: TradingRules;
  readonly phase: Phase;
  readonly reference: DayReference;
  readonly quote: Quote | undefined;
  /** The minute of the latest quote. */
  readonly minute: MinuteTape | undefined;
  /** How the instrument's volume spreads over a day, from its own past where that is known. */
  readonly volumeCurve: VolumeCurve;
  readonly now: EpochMs;
  /** What the line's own script said to this context; left out: it was not asked, or has not answered. */
  readonly scripted?: Exclude<StyleMove, { kind: 'start' }>;
}

/** What a style wants to happen next. */
export type StyleMove =
  | { readonly kind: 'send'; readonly type: OrderType; readonly price: Price; readonly quantity: Quantity }
  | { readonly kind: 'cancel'; readonly orderId: OrderId; readonly reason: Refusal }
  /** The line's schedule begins now: journalled with what the market shows, then the style is asked again. */
  | { readonly kind: 'start' }
  /** Nothing now; `reason` tells the trader what it waits for. */
  | { readonly kind: 'wait'; readonly reason: Refusal }
  /** Nothing ever again; the line is done with what it has. */
  | { readonly kind: 'finish'; readonly reason: Refusal };

/** A way of working a line, with its own parameters. A new style is one file and one entry in `next-move.ts`. */
export type Style<Params> = (params: Params, context: StyleContext) => StyleMove;

export function wait(code: string, params: Refusal['params'] = {}): Extract<StyleMove, { kind: 'wait' }> {
  return { kind: 'wait', reason: { code, params } };
}

export function finish(code: string, params: Refusal['params'] = {}): Extract<StyleMove, { kind: 'finish' }> {
  return { kind: 'finish', reason: { code, params } };
}
