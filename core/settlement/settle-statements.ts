import { formatYuan } from '../kernel/decimal.ts';
import { type TradeDate } from '../kernel/time.ts';
import { ZERO_MONEY, money } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Effect, combination } from './explain-balances.ts';
import { type LocalDay, openAndClose } from './local-day.ts';
import { matchStatement } from './match-statement.ts';
import { type StatementDifference, type Toleration } from './statement-difference.ts';
import { type PlacedRow, type Statement, type StatementKind } from './statement.ts';

/** What no file of the folder could show. */
export type Unchecked = 'fees' | 'cash' | 'holdings' | 'trades' | 'openingHoldings';

/** A day held against all that the broker's files say of it. */
export interface StatementSettlement {
  readonly date: TradeDate;
  readonly differences: readonly StatementDifference[];
  readonly tolerated: readonly { readonly code: Toleration; readonly count: number }[];
  readonly unchecked: readonly Unchecked[];
}

/** The most telling first: what others say of the same difference is joined to it. */
const ORDER: readonly StatementKind[] = ['delivery', 'accounting', 'fills', 'orders', 'positions', 'funds'];

/** The day that is settled: that of our fills, else the only one that the files are about; null when it cannot be told. */
export function settledDate(day: LocalDay, statements: readonly Statement[]): TradeDate | null {
  if (day.date !== null) return day.date;
  const dates = new Set(statements.flatMap(({ rows }) => rows.map(({ date }) => date)).filter((date) => date !== null));
  return dates.size === 1 ? ([...dates][0] ?? null) : null;
}

/** Compares our day with the broker's files, whichever of them there are; the same difference in two files is one. */
export function settleStatements(day: LocalDay, date: TradeDate, statements: readonly Statement[]): StatementSettlement {
  const differences: StatementDifference[] = [];
  const tolerated = new Map<Toleration, number>();
  const tolerate = (code: Toleration, count: number): void => {
    if (count > 0) tolerated.set(code, (tolerated.get(code) ?? 0) + count);
  };
  const sorted = statements.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  tolerate('rowsOfOtherDays', sorted.reduce((sum, { rows }) => sum + rows.filter((row) => isOfOtherDay(row, date)).length, 0));
  for (const set of setsOf(sorted, date)) {
    const match = matchStatement(day, set, set.rows);
    for (const difference of match.differences) join(differences, difference);
    for (const [code, count] of match.tolerated) tolerate(code, count);
  }
  for (const statement of sorted) {
    if (statement.kind === 'positions') {
      for (const difference of compareHoldings(day, statement, differences)) join(differences, difference);
      tolerate('otherHoldings', statement.rows.filter(({ instrument, sharesAfter }) => instrument === null && sharesAfter !== 0).length);
    }
    if (statement.kind === 'funds') for (const difference of compareFunds(day, statement, differences)) join(differences, difference);
  }
  return { date, differences, tolerated: [...tolerated].map(([code, count]) => ({ code, count })), unchecked: uncheckedOf(day, sorted) };
}

function isOfOtherDay(row: { readonly date: TradeDate | null }, date: TradeDate): boolean {
  return row.date !== null && row.date !== date;
}

interface RowSet {
  readonly kind: StatementKind;
  readonly priceDecimals: number;
  readonly rows: readonly PlacedRow[];
}

/**
 * Files of one kind that have most of their rows in common are copies and are compared each by itself; others are parts
 * of one (an account each, a market each) and are compared together.
 */
function setsOf(statements: readonly Statement[], date: TradeDate): readonly RowSet[] {
  const sets: (RowSet & { readonly parts: ReadonlySet<string>[]; rows: PlacedRow[]; priceDecimals: number })[] = [];
  for (const { file, kind, priceDecimals, rows, remarks } of statements) {
    if (kind === 'positions' || kind === 'funds') continue;
    const repeated = new Set(remarks.filter(({ code }) => code === 'row.repeated').map(({ line }) => line));
    const placed = rows.filter((row) => !isOfOtherDay(row, date)).map((row) => ({ ...row, file, repeated: repeated.has(row.line) }));
    const keys = new Set(placed.map(keyOf));
    const set = sets.find((one) => one.kind === kind && !one.parts.some((part) => isCopy(part, keys)));
    if (set === undefined) {
      sets.push({ kind, priceDecimals, rows: placed, parts: [keys] });
    } else {
      set.rows.push(...placed);
      set.priceDecimals = Math.max(set.priceDecimals, priceDecimals);
      set.parts.push(keys);
    }
  }
  return sets;
}

/** By what every file says of a row: one may have codes and the other names, one the time and the other none. */
function keyOf({ kind, quantity, price, turnover, amount }: PlacedRow): string {
  return [kind, quantity, turnover ?? (price ?? 0) * (quantity ?? 0), quantity === null ? amount : null].join(' ');
}

/** Half of the rows may be wrong, and it is a copy still. */
function isCopy(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  return [...a].filter((key) => b.has(key)).length * 2 >= Math.min(a.size, b.size);
}

function join(differences: StatementDifference[], one: StatementDifference): void {
  const at = differences.findIndex((known) => isSameCause(known, one));
  const known = differences[at];
  if (known === undefined) differences.push(one);
  else differences[at] = { ...known, places: [...known.places, ...one.places] };
}

function isSameCause(a: StatementDifference, b: StatementDifference): boolean {
  if (a.instrument !== b.instrument || a.side !== b.side || isSameFile(a, b)) return false;
  if (a.fillIds.length > 0 || b.fillIds.length > 0) return a.shares === b.shares && a.fillIds.some((id) => b.fillIds.includes(id));
  if (a.side !== null) return a.shares === b.shares;
  return a.code === b.code && a.cash === b.cash && a.shares === b.shares && a.fields[0]?.brokers === b.fields[0]?.brokers;
}

/** Two differences of one file are two. */
function isSameFile(a: StatementDifference, b: StatementDifference): boolean {
  const [one] = a.places;
  return one !== undefined && one.file === b.places[0]?.file;
}

/** A list of holdings of after the close. Shares that differ by what was found before are no difference of their own. */
function compareHoldings(day: LocalDay, { file, rows }: Statement, found: readonly StatementDifference[]): readonly StatementDifference[] {
  const { positions } = openAndClose(day).close;
  if (positions === null) return [];
  const brokers = new Map<InstrumentId, { shares: number; lines: number[] }>();
  for (const { instrument, sharesAfter, line } of rows) {
    if (instrument === null) continue;
    const before = brokers.get(instrument) ?? { shares: 0, lines: [] };
    brokers.set(instrument, { shares: before.shares + (sharesAfter ?? 0), lines: [...before.lines, line] });
  }
  const differences: StatementDifference[] = [];
  for (const instrument of [...new Set([...positions.keys(), ...brokers.keys()])].toSorted()) {
    const ours = positions.get(instrument) ?? 0;
    const { shares = 0, lines = [] } = brokers.get(instrument) ?? {};
    const effects = found.filter((one) => one.instrument === instrument).map((of) => ({ of, amount: of.shares }));
    if (isExplained(shares - ours, effects)) continue;
    differences.push({
      code: 'position',
      places: lines.map((line) => ({ file, line })),
      instrument,
      side: null,
      orderIds: [],
      fillIds: [],
      fields: [{ name: 'shares', ours: String(ours), brokers: String(shares) }],
      cash: ZERO_MONEY,
      shares: shares - ours,
      correction: 'adjustPosition',
    });
  }
  return differences;
}

/** The cash of after the close. */
function compareFunds(day: LocalDay, { file, rows }: Statement, found: readonly StatementDifference[]): readonly StatementDifference[] {
  const row = rows.find(({ purse }) => purse === '') ?? (rows.length === 1 ? rows[0] : undefined);
  const stated = row?.cashAfter ?? null;
  if (row === undefined || stated === null) return [];
  const { cash } = openAndClose(day).close;
  const off = stated - cash;
  if (isExplained(off, found.map((of) => ({ of, amount: of.cash })))) return [];
  const fields = [{ name: 'cash', ours: formatYuan(cash), brokers: formatYuan(stated) }] as const;
  const base = { instrument: '', side: null, orderIds: [], fillIds: [], shares: 0 } as const;
  return [{ ...base, code: 'cashBalance', places: [{ file, line: row.line }], fields, cash: money(off), correction: 'adjustCash' }];
}

function isExplained(off: number, effects: readonly Effect<StatementDifference>[]): boolean {
  return off === 0 || combination(effects.filter(({ amount }) => amount !== 0), off) !== null;
}

function uncheckedOf(day: LocalDay, statements: readonly Statement[]): readonly Unchecked[] {
  const has = (...kinds: readonly StatementKind[]): boolean => statements.some(({ kind }) => kinds.includes(kind));
  const some = (of: (row: Statement['rows'][number]) => unknown): boolean => statements.some(({ rows }) => rows.some((row) => of(row) !== null));
  const unchecked: Unchecked[] = [];
  if (!has('delivery', 'fills', 'orders')) unchecked.push('trades');
  if (!has('delivery')) unchecked.push('fees');
  if (!has('funds') && !some((row) => row.cashAfter)) unchecked.push('cash');
  if (!has('positions') && !some((row) => row.sharesAfter)) unchecked.push('holdings');
  else if (day.account.positions === null) unchecked.push('openingHoldings');
  return unchecked;
}
