import { type Price, type Quantity } from '../../../core/kernel/units.ts';
import { type Level } from '../../../core/market/quote.ts';

/** What a market shows of one instrument: prices in ticks, no levels beyond the limits. */
export interface DemoBook {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

/** What does not change over the day. */
export interface BookShape {
  /** In 1/10000 yuan. */
  readonly tick: Price;
  /** In ticks. */
  readonly limitUp: number;
  readonly limitDown: number;
  /** Shares of an ordinary level. */
  readonly depth: number;
  /** What volumes are a multiple of: 100, or 1 on boards that trade single shares. */
  readonly lot: number;
  /** Keeps the books of different instruments apart. */
  readonly salt: number;
}

/** Best prices in ticks; 0 where a side is empty. */
export interface Touch {
  readonly bid: number;
  readonly ask: number;
}

const LEVELS = 5;
/** Levels are this share of the price apart at most: dear shares have holes in their books. */
const GAP_SHARE = 1.2e-4;

/** The best prices around the fair price (in ticks); at a limit the other side is empty. */
export function touchAt(fair: number, spread: number, shape: BookShape): Touch {
  const bid = Math.floor(fair - (spread - 1) / 2);
  const ask = bid + spread;
  if (bid >= shape.limitUp) return { bid: shape.limitUp, ask: 0 };
  if (ask <= shape.limitDown) return { bid: 0, ask: shape.limitDown };
  return { bid: Math.max(bid, shape.limitDown), ask: Math.min(ask, shape.limitUp) };
}

/** Five levels on each side of `touch`. `pressure` widens the best level's volume, as a queue at a limit. */
export function bookAt(touch: Touch, shape: BookShape, round: number, pressure: number): DemoBook {
  return {
    bids: touch.bid === 0 ? [] : levels(touch.bid, -1, shape, round, pressure),
    asks: touch.ask === 0 ? [] : levels(touch.ask, 1, shape, round, pressure),
  };
}

function levels(best: number, step: 1 | -1, shape: BookShape, round: number, pressure: number): Level[] {
  const gap = 1 + Math.floor(best * GAP_SHARE);
  const shown: Level[] = [];
  let ticks = best;
  while (shown.length < LEVELS && ticks >= shape.limitDown && ticks <= shape.limitUp) {
    const volume = volumeAt(ticks, shape, round) * (shown.length === 0 ? pressure : 1);
    shown.push({ price: (ticks * shape.tick) as Price, volume: inLots(volume, shape.lot) });
    ticks += step;
    // A hole stays where it is as the market moves past it.
    for (let n = 1; n < gap && mix(ticks, shape.salt) % gap !== 0; n += 1) ticks += step;
  }
  return shown;
}

/** Much the same volume at a price from round to round, more at round prices. */
function volumeAt(ticks: number, shape: BookShape, round: number): number {
  const lasting = mix(ticks, shape.salt) / 2 ** 32;
  const passing = mix(ticks ^ (round * 0x9e3779b1), shape.salt) / 2 ** 32;
  return shape.depth * (0.15 + 2.2 * lasting * lasting) * (0.7 + 0.6 * passing) * (ticks % 10 === 0 ? 2.5 : 1);
}

function inLots(shares: number, lot: number): Quantity {
  return (Math.max(1, Math.round(shares / lot)) * lot) as Quantity;
}

/** A number of 32 bits that depends on both (finaliser of MurmurHash3, Austin Appleby). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ (b * 0x85ebca6b), 0xcc9e2d51);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
