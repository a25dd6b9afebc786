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
 * or, where none of these has no gap, linked balance to balance. null without rows.
 */
export function chainOf(links: readonly Link[]): Chain | null {
  const orders: readonly (readonly [Chain['order'], readonly Link[]])[] = [
    ['asListed', links],
    ['newestFirst', links.toReversed()],
    ['byTime', links.toSorted(byMoment)],
    ['byTime', links.toReversed().toSorted(byMoment)],
    ['byBalance', linked(links)],
  ];
  let best: Chain | null = null;
  for (const [order, candidate] of orders) {
    const chain = chainIn(order, candidate);
    if (chain === null) return null;
    if (best === null || chain.gaps.length < best.gaps.length) best = chain;
    if (best.gaps.length === 0) break;
  }
  return best;
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
 * balance that no other row leads to; a walk that ends where it began is put into one that passes there.
 */
function linked(links: readonly Link[]): readonly Link[] {
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
    if (walk.length > 0) putIn(walks, walk);
  }
  return walks.toSorted((a, b) => (a[0]?.at ?? 0) - (b[0]?.at ?? 0)).flat();
}

function putIn(walks: Link[][], walk: Link[]): void {
  const [first] = walk;
  const circle = first !== undefined && walk.at(-1)?.after === startOf(first);
  for (const other of circle ? walks : []) {
    const passes = other.findIndex((link) => first !== undefined && link.after === startOf(first));
    if (passes >= 0) {
      other.splice(passes + 1, 0, ...walk);
      return;
    }
  }
  walks.push(walk);
}
