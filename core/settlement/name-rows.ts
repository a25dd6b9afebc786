import { type InstrumentId } from '../market/instrument.ts';
import { type LocalFill } from './local-day.ts';
import { groupBy } from '../kernel/group-by.ts';
import { sumOfFills } from './pair-trades.ts';
import { type StatementRow } from './statement.ts';

/**
 * Some clients export names without codes. A name is taken for the instrument of which the most trades have the same
 * shares: of single fills, or of whole orders. What no trade shows stays without.
 */
export function withInstruments<Row extends StatementRow>(
  rows: readonly Row[],
  fills: readonly LocalFill[],
): { readonly rows: readonly Row[]; readonly matched: number } {
  const nameless = rows.filter((row) => row.instrument === null && row.code === '' && row.name !== '' && (row.quantity ?? 0) > 0);
  if (nameless.length === 0) return { rows, matched: 0 };
  const taken = new Set(rows.map((row) => row.instrument));
  const sizes = new Map<InstrumentId, Set<number>>();
  for (const [instrument, ours] of groupBy(fills, (fill) => fill.instrument)) {
    const orders = [...groupBy(ours, ({ orderId }) => orderId).values()].map((order) => sumOfFills(order).quantity);
    if (!taken.has(instrument)) sizes.set(instrument, new Set([...orders, ...ours.map(({ quantity }) => quantity)]));
  }
  const candidates = [...groupBy(nameless, ({ name }) => name)].flatMap(([name, named]) =>
    [...sizes].map(([instrument, set]) => ({ name, instrument, score: named.filter((row) => set.has(row.quantity ?? 0)).length })),
  );
  const found = new Map<string, InstrumentId>();
  for (const { name, instrument, score } of candidates.toSorted((a, b) => b.score - a.score)) {
    if (score === 0 || found.has(name) || taken.has(instrument)) continue;
    found.set(name, instrument);
    taken.add(instrument);
  }
  return { rows: rows.map((row) => ({ ...row, instrument: row.instrument ?? (row.code === '' ? (found.get(row.name) ?? null) : null) })), matched: found.size };
}
