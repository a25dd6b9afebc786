/** A row that says what it changed and what was there afterwards. `at` is its place among the rows of the file. */
export interface Link {
  readonly at: number;
  readonly delta: number;
  readonly after: number;
  /** Sorts rows in time where it is known; equal ones stay as they are. */
  readonly moment: string;
}

/** What lies between two neighbours of the chain that do not fit: `missing` is what would have to be added before `at`. */
export interface Gap {
  readonly at: number;
  readonly missing: number;
}

/** Rows in the order in which they happened. */
export interface Chain {
  readonly opening: number;
  readonly closing: number;
  readonly links: readonly Link[];
  readonly gaps: readonly Gap[];
  readonly order: 'asListed' | 'newestFirst' | 'byTime' | 'byBalance';
}

/**
 * Puts rows in the order in which their balances follow from one another: as the file lists them, newest first, by time,
 * or, where none of these has no gap, linked balance to balance; of pieces that do not hang together the one that begins
 * with `opening` comes first. null without rows.
 */
export function chainOf(links: readonly Link[], opening: number | null = null): Chain | null {
  const orders: readonly (readonly [Chain['order'], readonly Link[]])[] = [
    ['asListed', links],
    ['newestFirst', links.toReversed()],
    ['byTime', links.toSorted(byMoment)],
    ['byTime', links.toReversed().toSorted(byMoment)],
    ['byBalance', linked(links, opening)],
  ];
  let best: Chain | null = null;
  for (const [order, candidate] of orders) {
    const chain = chainIn(order, candidate);
    if (chain === null) return null;
    if (chain.gaps.length === 0) return chain;
    if (best === null || doubt(chain) < doubt(best)) best = chain;
  }
  return best;
}

/** An order made up from the balances hides a wrong one: it counts only when it has fewer gaps by more than one. */
function doubt({ order, gaps }: Chain): number {
  return gaps.length + (order === 'byBalance' ? 1 : 0);
}

function byMoment(a: Link, b: Link): number {
  if (a.moment === b.moment) return 0;
  return a.moment < b.moment ? -1 : 1;
}

function chainIn(order: Chain['order'], links: readonly Link[]): Chain | null {
  const [first] = links;
  const last = links.at(-1);
  if (first === undefined || last === undefined) return null;
  const gaps: Gap[] = [];
  let before = startOf(first);
  for (const link of links) {
    const missing = startOf(link) - before;
    if (missing !== 0) gaps.push({ at: link.at, missing });
    before = link.after;
  }
  return { order, links, gaps, opening: startOf(first), closing: last.after };
}

function startOf({ after, delta }: Link): number {
  return after - delta;
}

/**
 * Walks from balance to balance: each row goes from what was there before it to what was there after. A walk begins at a
 * balance that no other row leads to; walks that end where they began are put into those that pass there.
 */
function linked(links: readonly Link[], opening: number | null): readonly Link[] {
  const walks: Link[][] = [];
  const left = new Set(links);
  const from = new Map<number, Link[]>();
  const arrivals = new Map<number, number>();
  for (const link of links) {
    from.set(startOf(link), [...(from.get(startOf(link)) ?? []), link]);
    arrivals.set(link.after, (arrivals.get(link.after) ?? 0) + 1);
  }
  const departures = (balance: number): number => from.get(balance)?.length ?? 0;
  const starts = links.filter((link) => departures(startOf(link)) > (arrivals.get(startOf(link)) ?? 0));
  for (const start of [...starts, ...links]) {
    const walk: Link[] = [];
    let next: Link | undefined = left.has(start) ? start : undefined;
    while (next !== undefined) {
      left.delete(next);
      walk.push(next);
      next = from.get(next.after)?.find((link) => left.has(link));
    }
    if (walk.length > 0) walks.push(walk);
  }
  while (joinCircle(walks));
  const begins = (walk: readonly Link[]): number => (walk[0] !== undefined && startOf(walk[0]) === opening ? 0 : 1);
  return walks.toSorted((a, b) => begins(a) - begins(b) || (a[0]?.at ?? 0) - (b[0]?.at ?? 0)).flat();
}

/** Puts one walk that ends where it began into another that passes one of its balances; says whether there was any. */
function joinCircle(walks: Link[][]): boolean {
  for (const [i, walk] of walks.entries()) {
    const [first] = walk;
    if (first === undefined || walk.at(-1)?.after !== startOf(first)) continue;
    for (const other of walks) {
      if (other === walk) continue;
      for (const [turn, link] of walk.entries()) {
        const at = placeOf(other, startOf(link));
        if (at < 0) continue;
        other.splice(at, 0, ...walk.slice(turn), ...walk.slice(0, turn));
        walks.splice(i, 1);
        return true;
      }
    }
  }
  return false;
}

/** Before which of its links a walk has that balance; -1 nowhere. */
function placeOf(walk: readonly Link[], balance: number): number {
  const at = walk.findIndex((link) => startOf(link) === balance);
  return at < 0 && walk.at(-1)?.after === balance ? walk.length : at;
}
