import { type InstrumentRow, type QuoteRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { quotes } from './terminal.ts';

const RATE_ONE = 100_000_000;

export function changeRate(last: number, prevClose: number): number {
  return last === 0 || prevClose === 0 ? 0 : Math.round(((last - prevClose) / prevClose) * RATE_ONE);
}

/** Last price; 0 before the first trade. */
export function lastOf({ id }: InstrumentRow): number {
  return quotes.get(id)?.last ?? 0;
}

/** Against the previous close, as a rate. */
export function changeOf(instrument: InstrumentRow): number {
  return changeRate(lastOf(instrument), instrument.prevClose);
}

export function turnoverOf({ id }: InstrumentRow): number {
  return quotes.get(id)?.turnover ?? 0;
}

interface Move {
  readonly last: number;
  readonly flash: string;
  /** By `performance.now()`. */
  readonly at: number;
}

/** A row that comes into sight later than this after its price moved does not light up. */
const FRESH_MS = 1_000;

const moves = new Map<string, Move>();

/** Class that lights up a price that has just moved. */
export function flashOf({ id }: InstrumentRow): string {
  const move = moves.get(id);
  return move !== undefined && performance.now() - move.at < FRESH_MS ? move.flash : '';
}

/** Alternates between two names for the same light, so that each move starts it anew. */
function noteMoves(changed: readonly QuoteRow[]): void {
  const at = performance.now();
  for (const { instrument, last } of changed) {
    const before = moves.get(instrument);
    if (before === undefined) moves.set(instrument, { last, flash: '', at });
    else if (before.last !== last) {
      const parity = before.flash.endsWith('even') ? 'odd' : 'even';
      moves.set(instrument, { last, flash: `flash-${last > before.last ? 'up' : 'down'}-${parity}`, at });
    }
  }
}

/** Has all quotes sent while somebody looks at the market list. Returns the stop. */
export function startMarket(): () => void {
  moves.clear();
  const stop = quotes.subscribe(({ change }) => {
    noteMoves(change.added);
    noteMoves(change.updated);
  });
  void ask(bridge().marketSubscribe({ on: true }));
  return () => {
    stop();
    void ask(bridge().marketSubscribe({ on: false }));
  };
}
