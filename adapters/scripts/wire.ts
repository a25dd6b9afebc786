import type * as kaipan from 'kaipan';
import { z } from 'zod';
import { type ScriptState, type ScriptUse } from '../../core/execution/script-port.ts';
import { type DayReference, type Level, type Quote } from '../../core/market/quote.ts';
import { type Price } from '../../core/kernel/units.ts';
import { LIMITS } from './limits.ts';

/** The state that a script leaves: any JSON, as long as it stays small. */
export const json: z.ZodType<kaipan.Json> = z
  .json()
  .refine((value) => JSON.stringify(value).length <= LIMITS.stateLength, { error: `is longer than ${LIMITS.stateLength} characters` });

/** What the script left there, as it made it. */
export function scriptState({ state }: ScriptUse): kaipan.Json {
  return json.parse(JSON.parse(state));
}

export function stateText(state: kaipan.Json): ScriptState {
  return JSON.stringify(state) as ScriptState;
}

/** The market as scripts see it. "No price", our 0, is null to them: a 0 would be reckoned with. */
export function scriptQuote(quote: Quote | undefined): kaipan.Quote | null {
  if (quote === undefined) return null;
  const { auction } = quote;
  return {
    time: quote.time,
    open: known(quote.open),
    high: known(quote.high),
    low: known(quote.low),
    last: known(quote.last),
    volume: quote.volume,
    turnover: quote.turnover,
    bids: quote.bids.map(level),
    asks: quote.asks.map(level),
    auction: auction === null ? null : { price: auction.price, matched: auction.matched },
  };
}

export function scriptReference({ prevClose, limitUp, limitDown }: DayReference): kaipan.Reference {
  return { prevClose, limitUp: known(limitUp), limitDown: known(limitDown) };
}

function level({ price, volume }: Level): kaipan.Level {
  return { price, volume };
}

function known(price: Price): number | null {
  return price > 0 ? price : null;
}

/** What a schema found wrong first, with the path to it. */
export function zodText({ issues: [issue] }: z.ZodError): string {
  if (issue === undefined) return 'not readable';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}
