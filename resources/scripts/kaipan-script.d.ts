/**
 * What a script of your own may see and answer.
 *
 * A script is one TypeScript or JavaScript file. It exports either `nextMove` (a style: how a line is worked) or `holds`
 * (a condition: whether a line may act). Kaipan calls it whenever something may have changed: a quote, a report, the
 * clock, a person.
 *
 * - **Units.** Prices and money are whole numbers of 1/10000 yuan (12.34 yuan is 123400), rates whole numbers of 1e-8
 *   (0.5 % is 500000), quantities shares, moments milliseconds. A price that is no whole number, or not on the tick, is
 *   refused and stops the script: reckon with `yuan`, `portion` and `onTick` instead of fractions.
 * - **Memory.** Nothing survives from one call to the next but `state`: whatever JSON an answer carries is given back in
 *   `context.state` (16 KB at most; null at first; an answer without `state` leaves it as it was).
 * - **The same inputs give the same answers.** There is no clock but `context.now`, and `Math.random` depends on the line
 *   and the moment alone. There is no `Date`, no timer, no network, no file, no other module.
 * - **Limits.** About 200,000 steps (function calls and turns of loops), 10 MB and 128 KB of stack for each call. A script
 *   that breaks one, throws, or answers rubbish is stopped, and says why and in which line.
 * - `console.log` is kept for `kaipan script check` and the editor; it goes nowhere else.
 */
declare module 'kaipan' {
  export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

  export interface Level {
    readonly price: number;
    readonly volume: number;
  }

  /** The market of the instrument now. A price is null where there is none yet. */
  export interface Quote {
    readonly time: number;
    readonly open: number | null;
    readonly high: number | null;
    readonly low: number | null;
    readonly last: number | null;
    /** Shares and money traded since the start of the day; `turnover / volume` is the day's average price so far. */
    readonly volume: number;
    readonly turnover: number;
    /** Best first, up to five; empty in a call auction. */
    readonly bids: readonly Level[];
    readonly asks: readonly Level[];
    /** What the call auction would match now. */
    readonly auction: { readonly price: number; readonly matched: number } | null;
  }

  /** What is known before the first quote; a limit is null where there is none. */
  export interface Reference {
    readonly prevClose: number;
    readonly limitUp: number | null;
    readonly limitDown: number | null;
  }

  /** What both kinds of scripts see. Times of day are milliseconds since midnight in Shanghai. */
  export interface BaseContext {
    readonly now: number;
    /** `2023-02-01`. */
    readonly date: string;
    readonly timeOfDay: number;
    readonly instrument: string;
    /** The day's parameters as the user set them. */
    readonly params: { readonly [name: string]: Json };
    readonly state: Json;
    readonly quote: Quote | null;
  }

  export type OrderType = 'limit' | 'bestFiveCancel' | 'bestFiveLimit' | 'ownBest' | 'oppositeBest';

  /** An order that the line sent. */
  export interface SentOrder {
    readonly id: string;
    readonly type: OrderType;
    readonly price: number;
    readonly quantity: number;
    readonly filled: number;
    readonly state: string;
    /** Whether it may still be filled. */
    readonly open: boolean;
    readonly created: number;
    readonly updated: number;
  }

  export interface Phase {
    readonly name:
      | 'preOpen'
      | 'openingCall'
      | 'openingCallFirm'
      | 'openingPause'
      | 'morning'
      | 'lunch'
      | 'afternoon'
      | 'closingCall'
      | 'afterHours'
      | 'closed';
    readonly until: number;
    /** Whether orders, and whether cancels, are taken. */
    readonly entry: boolean;
    readonly cancel: boolean;
    readonly matching: 'none' | 'auction' | 'continuous' | 'fixedPrice';
  }

  /** What a style sees. */
  export interface StyleContext extends BaseContext {
    readonly side: 'buy' | 'sell';
    readonly reference: Reference;
    readonly phase: Phase;
    readonly line: {
      readonly id: string;
      readonly planned: number;
      readonly filled: number;
      /** Planned, less what is filled and what open orders may still fill: the most that `send` may ask for. */
      readonly remaining: number;
      /** The price that the plan was made with. */
      readonly refPrice: number;
    };
    readonly rules: {
      readonly tick: number;
      readonly buyMin: number;
      readonly buyStep: number;
      readonly sellMin: number;
      readonly sellStep: number;
    };
    /** All that the line ever sent, oldest first. */
    readonly orders: readonly SentOrder[];
  }

  /** What a style wants next. `reason` is what the trader reads (200 characters at most). */
  export type Move = (
    | { readonly kind: 'send'; readonly price: number; readonly quantity: number; readonly type?: OrderType }
    | { readonly kind: 'cancel'; readonly order: string; readonly reason: string }
    /** Nothing now. */
    | { readonly kind: 'wait'; readonly reason: string }
    /** Nothing ever again: the line is done with what it has. */
    | { readonly kind: 'finish'; readonly reason: string }
  ) & { readonly state?: Json };

  /** What a condition sees. Null means that nobody knows. */
  export interface ConditionContext extends BaseContext {
    readonly reference: Reference | null;
    readonly suspended: boolean | null;
    readonly blacklisted: boolean | null;
    /** What the strategy holds, and what it cost in all. */
    readonly position: { readonly quantity: number; readonly cost: number } | null;
    readonly holdingDays: number | null;
    /** Mean change of the stocks of its industry, as a rate. */
    readonly sectorChange: number | null;
  }

  export type Verdict = boolean | { readonly holds: boolean; readonly state?: Json };

  export type NextMove = (context: StyleContext) => Move;
  export type Holds = (context: ConditionContext) => Verdict;

  /** `yuan('12.34')` is 123400. Throws on what is no plain decimal with at most four digits after the point. */
  export function yuan(text: string): number;
  /** `yuanText(123400)` is `'12.34'`. */
  export function yuanText(units: number): string;
  /** `percent('0.5')` is 500000. */
  export function percent(text: string): number;
  /** `amount` times `rate`, exact, then rounded as told. */
  export function portion(amount: number, rate: number, rounding: 'down' | 'up'): number;
  /** `price` moved to a whole number of ticks. */
  export function onTick(price: number, tick: number, rounding: 'down' | 'up'): number;
  /** `timeOfDay('14:30:00')` is 52200000. */
  export function timeOfDay(text: string): number;
}
