import { type Nominal } from './units.ts';
import { type TradeDate } from './time.ts';

export type LineId = Nominal<string, 'LineId'>;
/** Lines that are worked as one. */
export type BasketId = Nominal<string, 'BasketId'>;
/** The client order id: ours, made before the broker sees the order, and the key of every idempotent step. */
export type OrderId = Nominal<string, 'OrderId'>;
export type FillId = Nominal<string, 'FillId'>;
export type StrategyId = Nominal<string, 'StrategyId'>;
/** Who did something: a person's login, `policy` for an automatic rule, `exchange`, `broker`, `clock`. */
export type Actor = Nominal<string, 'Actor'>;

export const DEFAULT_STRATEGY = 'default' as StrategyId;
/** Owner of what no strategy asked for: an order from the ticket, a position found at the start. */
export const UNASSIGNED_STRATEGY = 'unassigned' as StrategyId;

const WIDTH = 5;

/**
 * The `n`-th id of its kind on a day: `O20230201-7k-00001`. A pure function of its inputs, so a replay makes the same
 * ids; the tag keeps the ids of different accounts or seeds apart at one broker.
 */
export function dayId(kind: 'L' | 'O' | 'F' | 'B' | 'X', date: TradeDate, tag: string, n: number): string {
  return `${kind}${date.replaceAll('-', '')}-${tag}-${String(n).padStart(WIDTH, '0')}`;
}

/** A short tag of letters and digits for a seed and an account name. */
export function idTag(seed: number, account: string): string {
  return hash32(`${seed}/${account}`).toString(36).padStart(4, '0').slice(-4);
}

/** A number of 32 bits that depends on the text alone (FNV-1a): a seed, never a signature. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) {
    hash ^= char.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** The actor of every step that no person asked for. */
export const POLICY = 'policy' as Actor;
