import { type Chain, type Link, chainOf } from './chain.ts';
import { ROW_KINDS, type StatementRow } from './statement.ts';

/** What a purse or an instrument is known to have held before the first row; null where that is not known. */
type OpeningOf = (key: string) => number | null;

function unknownOpening(): null {
  return null;
}

/** The cash of each purse, of rows that state the balance after them. `at` of a link is the place in `rows`. */
export function cashChains(rows: readonly StatementRow[], openingOf: OpeningOf = unknownOpening): ReadonlyMap<string, Chain> {
  return chainsBy(rows, openingOf, (row) => {
    return row.cashAfter === null ? null : { key: row.purse, delta: row.amount ?? 0, after: row.cashAfter };
  });
}

/** The shares of each instrument, of rows that state the holding after them. */
export function shareChains(rows: readonly StatementRow[], openingOf: OpeningOf = unknownOpening): ReadonlyMap<string, Chain> {
  return chainsBy(rows, openingOf, (row) => {
    if (row.sharesAfter === null || row.instrument === null) return null;
    return { key: row.instrument, delta: shareEffect(row), after: row.sharesAfter };
  });
}

/** What a row did to the holding. */
export function shareEffect({ kind, quantity }: StatementRow): number {
  return ROW_KINDS[kind].shares * (quantity ?? 0);
}

interface Step {
  readonly key: string;
  readonly delta: number;
  readonly after: number;
}

function chainsBy(rows: readonly StatementRow[], openingOf: OpeningOf, stepOf: (row: StatementRow) => Step | null): ReadonlyMap<string, Chain> {
  const groups = new Map<string, Link[]>();
  for (const [at, row] of rows.entries()) {
    const step = stepOf(row);
    if (step === null) continue;
    const moment = `${row.date ?? ''} ${String(row.time ?? 0).padStart(8, '0')}`;
    const links = groups.get(step.key) ?? [];
    links.push({ at, moment, delta: step.delta, after: step.after });
    groups.set(step.key, links);
  }
  const chains = new Map<string, Chain>();
  for (const [key, links] of groups) {
    const chain = chainOf(links, openingOf(key));
    if (chain !== null) chains.set(key, chain);
  }
  return chains;
}
