import { type InstrumentRow, type QuoteRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { createRowStore } from './rows.ts';
import { instruments, quotes } from './terminal.ts';

const RATE_ONE = 100_000_000;

/** One row of the market list. */
export interface MarketRow {
  readonly id: string;
  readonly name: string;
  readonly board: InstrumentRow['board'];
  /** 0 before the first trade. */
  readonly last: number;
  /** Against the previous close, as a rate. */
  readonly change: number;
  readonly turnover: number;
  /** Class that lights up the price when it has just moved. */
  readonly flash: string;
}

export const market = createRowStore<MarketRow>((row) => row.id);

export function changeRate(last: number, prevClose: number): number {
  return last === 0 || prevClose === 0 ? 0 : Math.round(((last - prevClose) / prevClose) * RATE_ONE);
}

function marketRow(instrument: InstrumentRow, quote: QuoteRow | undefined, before: MarketRow | undefined): MarketRow {
  const last = quote?.last ?? 0;
  return {
    id: instrument.id,
    name: instrument.name,
    board: instrument.board,
    last,
    change: changeRate(last, instrument.prevClose),
    turnover: quote?.turnover ?? 0,
    flash: flashClass(before, last),
  };
}

/** Alternates between two names for the same light, so that each move starts it anew. */
function flashClass(before: MarketRow | undefined, last: number): string {
  if (before === undefined || before.last === 0 || before.last === last) return '';
  const parity = before.flash.endsWith('even') ? 'odd' : 'even';
  return `flash-${last > before.last ? 'up' : 'down'}-${parity}`;
}

function replaceAll(): void {
  market.reset([...instruments.getState().rows.values()].map((row) => marketRow(row, quotes.get(row.id), undefined)));
}

function putQuotes(changed: readonly QuoteRow[]): void {
  market.put(
    changed.flatMap((quote) => {
      const instrument = instruments.get(quote.instrument);
      return instrument === undefined ? [] : [marketRow(instrument, quote, market.get(quote.instrument))];
    }),
  );
}

/** Keeps the market list going while somebody looks at it. Returns the stop. */
export function startMarket(): () => void {
  replaceAll();
  const stops = [
    instruments.subscribe(({ change }) => {
      if (change.reset) replaceAll();
    }),
    quotes.subscribe(({ change }) => putQuotes(change.added.length === 0 ? change.updated : [...change.added, ...change.updated])),
  ];
  void ask(bridge().marketSubscribe({ on: true }));
  return () => {
    for (const stop of stops) stop();
    void ask(bridge().marketSubscribe({ on: false }));
  };
}
