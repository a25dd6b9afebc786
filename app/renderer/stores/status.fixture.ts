import { type StatusRow, type WatchedRow } from '../../preload/contract.ts';

/** A paper account before its day begins. */
export const STATUS: StatusRow = {
  mode: 'paper',
  account: 'demo',
  date: null,
  broker: 'connected',
  quotes: 'connected',
  lastQuoteArrival: null,
  phase: null,
  phases: [],
  now: 0,
  clockRate: 0,
  pauses: { buys: false, sells: false, strategies: [] },
  trading: 'active',
  halted: null,
  failure: null,
  gateway: null,
  unreconciled: null,
  playback: null,
  settled: false,
  sealed: false,
  released: false,
};

/** An instrument in depth with nothing in it but the minutes. */
export function watchedRow(instrument: string, minutes: Readonly<Record<number, number>>): WatchedRow {
  const points = Object.entries(minutes).map(([time, price]) => ({ time: Number(time), price, average: price, volume: 1 }));
  return { instrument, quote: null, bids: [], asks: [], auction: null, points };
}
