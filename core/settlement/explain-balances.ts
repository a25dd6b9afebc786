import { type Chain } from './chain.ts';

/** What a found difference did to a balance; `of` is whatever it was found as. */
export interface Effect<T> {
  readonly of: T;
  readonly amount: number;
}

/** A balance that no found difference explains. */
export type Unexplained =
  /** Before the first row there was more or less than we know of; `delta` is what the row did. */
  | { readonly code: 'opening'; readonly at: number; readonly ours: number; readonly brokers: number; readonly delta: number }
  /** Between two rows something is missing. */
  | { readonly code: 'gap'; readonly at: number; readonly missing: number }
  /** One row's balance is wrong: the next one goes on from the right one. */
  | { readonly code: 'balance'; readonly at: number; readonly expected: number; readonly stated: number };

export interface BalanceVerdict<T> {
  readonly unexplained: readonly Unexplained[];
  /** Differences that the broker's own balances know nothing of: they speak for our side. */
  readonly contradicted: readonly T[];
  /** Those that explain what was there before the first row. */
  readonly atStart: readonly T[];
}

/** More differences are not tried in all their combinations. */
const MOST_COMBINED = 12;

/**
 * Compares the broker's balances with ours. Where a row is missing, doubled or changed in the file but the balances go on
 * without it, the break in the chain is that same difference and no second one.
 */
export function explainBalances<T>(chain: Chain, opening: number | null, effects: readonly Effect<T>[]): BalanceVerdict<T> {
  const breaks = breaksOf(chain, opening);
  const contradicted: T[] = [];
  const atStart: T[] = [];
  const unexplained: Unexplained[] = [];
  let left = effects.filter(({ amount }) => amount !== 0);
  for (let i = 0; i < breaks.length; i += 1) {
    const gap = breaks[i];
    if (gap === undefined) continue;
    const found = combination(left, -gap.missing);
    const next = breaks[i + 1];
    if (found !== null) {
      left = left.filter((effect) => !found.includes(effect));
      (gap.isStart ? atStart : contradicted).push(...found.map(({ of }) => of));
    } else if (next !== undefined && gap.missing + next.missing === 0 && follows(chain, gap.at, next.at)) {
      const stated = chain.links.find(({ at }) => at === gap.at)?.after ?? 0;
      unexplained.push({ code: 'balance', at: gap.at, stated, expected: stated - gap.missing });
      i += 1;
    } else {
      unexplained.push(gap.isStart ? openingOf(chain, gap) : { code: 'gap', at: gap.at, missing: gap.missing });
    }
  }
  return { unexplained, contradicted, atStart };
}

interface Break {
  readonly at: number;
  readonly missing: number;
  /** Between what we know of and the first row. */
  readonly isStart: boolean;
}

function breaksOf(chain: Chain, opening: number | null): readonly Break[] {
  const start = opening === null ? 0 : chain.opening - opening;
  const gaps = chain.gaps.map((gap) => ({ ...gap, isStart: false }));
  return start === 0 ? gaps : [{ at: chain.links[0]?.at ?? 0, missing: start, isStart: true }, ...gaps];
}

function openingOf({ opening, links }: Chain, { at, missing }: Break): Unexplained {
  return { code: 'opening', at, ours: opening - missing, brokers: opening, delta: links[0]?.delta ?? 0 };
}

function follows(chain: Chain, at: number, next: number): boolean {
  const place = chain.links.findIndex((link) => link.at === at);
  return chain.links[place + 1]?.at === next;
}

/** Effects that sum up to `target`, the fewest first; null when there are none. */
export function combination<T>(effects: readonly Effect<T>[], target: number): readonly Effect<T>[] | null {
  const tried = effects.slice(0, MOST_COMBINED);
  let best: readonly Effect<T>[] | null = null;
  for (let set = 1; set < 2 ** tried.length; set += 1) {
    const chosen = tried.filter((_, bit) => Math.floor(set / 2 ** bit) % 2 === 1);
    const sum = chosen.reduce((total, { amount }) => total + amount, 0);
    if (sum === target && (best === null || chosen.length < best.length)) best = chosen;
  }
  return best;
}
