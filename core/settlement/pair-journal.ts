import { groupBy } from '../kernel/group-by.ts';
import { type Money, money, roundToCent } from '../kernel/units.ts';
import { type LocalFill, fillAmount } from './local-day.ts';
import { type Pair, type Pairing } from './pair-trades.ts';
import { ROW_KINDS, type StatementRow } from './statement.ts';

type Rest = Pick<Pairing, 'fills' | 'rows'>;

/** A row that is off by less of a fill's amount is that fill's, told differently. */
const NEAR = 10;

/**
 * Finds which rows of a cash journal tell which fills. It tells no shares: what a fill or a whole order paid or brought
 * must be there to the cent. Whether the broker tells fills or orders is told by which leaves less over.
 */
export function pairJournal(fills: readonly LocalFill[], rows: readonly StatementRow[]): Pairing {
  const orders = [...groupBy(fills, ({ orderId }) => orderId).values()];
  const singles = fills.map((fill) => [fill]);
  const [byFills, byOrders] = [[...singles, ...orders], [...orders, ...singles]].map((groups) => without(groups, { fills, rows }));
  const rest = byOrders !== undefined && byFills !== undefined && byOrders.fills.length < byFills.fills.length ? byOrders : byFills;
  return nearest(rest ?? { fills, rows });
}

/** What is left when each group has taken the row with its amount. */
function without(groups: readonly (readonly LocalFill[])[], all: Rest): Rest {
  const [left, rows] = [new Set(all.fills), [...all.rows]];
  for (const group of groups) {
    if (!group.every((fill) => left.has(fill))) continue;
    const at = rows.findIndex(({ amount }) => amount === paid(group));
    if (at < 0) continue;
    rows.splice(at, 1);
    for (const fill of group) left.delete(fill);
  }
  return { fills: [...left], rows };
}

function paid(fills: readonly LocalFill[]): Money {
  return roundToCent(money(fills.reduce((sum, fill) => sum + fillAmount(fill), 0)));
}

function nearest({ fills, rows }: Rest): Pairing {
  const candidates = fills.flatMap((fill) => rows.filter((row) => isNear(fill, row)).map((row): Pair => ({ fills: [fill], rows: [row] })));
  const changed: Pair[] = [];
  const [freeFills, freeRows] = [new Set(fills), new Set(rows)];
  for (const pair of candidates.toSorted((a, b) => apart(a) - apart(b))) {
    if (!pair.fills.every((fill) => freeFills.has(fill)) || !pair.rows.every((row) => freeRows.has(row))) continue;
    changed.push(pair);
    for (const fill of pair.fills) freeFills.delete(fill);
    for (const row of pair.rows) freeRows.delete(row);
  }
  return { equal: [], changed, fills: [...freeFills], rows: [...freeRows] };
}

function isNear(fill: LocalFill, row: StatementRow): boolean {
  return ROW_KINDS[row.kind].trade === fill.side && apart({ fills: [fill], rows: [row] }) * NEAR < Math.abs(fillAmount(fill));
}

function apart({ fills: [fill], rows: [row] }: Pair): number {
  return fill === undefined ? 0 : Math.abs((row?.amount ?? 0) - fillAmount(fill));
}
