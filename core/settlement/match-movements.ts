import { type LocalMovement } from './local-day.ts';
import { shareEffect } from './row-chains.ts';
import { type RowKind, type StatementRow } from './statement.ts';

/** A movement of ours with the broker's row that tells of it. */
export interface MovementPair<Row> {
  readonly movement: LocalMovement;
  readonly row: Row;
}

/** What became of our movements and the rows that may tell of them. */
export interface MovementMatch<Row> {
  readonly equal: readonly MovementPair<Row>[];
  /** Of the same instrument and kind, with other cash or shares. */
  readonly changed: readonly MovementPair<Row>[];
  readonly movements: readonly LocalMovement[];
  readonly rows: readonly Row[];
}

/** Brokers call shares that come for nothing by the words for bonus shares, or for shares that are moved in. */
const TOLD_AS: Readonly<Record<LocalMovement['kind'], readonly RowKind[]>> = {
  dividend: ['dividend'],
  dividendTax: ['dividendTax'],
  newShares: ['bonusShares', 'sharesIn', 'sharesOut'],
  rights: ['rights', 'newSharesIn'],
};

/**
 * Finds which rows tell which of our movements: those that say the same first, then those that surely are about the same.
 * Only what the file can tell counts: a cash journal tells no shares.
 */
export function matchMovements<Row extends StatementRow>(movements: readonly LocalMovement[], rows: readonly Row[], tellsShares: boolean): MovementMatch<Row> {
  const told = movements.filter(({ cash, shares }) => cash !== 0 || (tellsShares && shares !== 0));
  const equal = pairUp(told, rows, (movement, row) => isAbout(movement, row) && isSame(movement, row, tellsShares));
  const changed = pairUp(equal.movements, equal.rows, (movement, row) => isAbout(movement, row) && hasWeight(row));
  return { equal: equal.pairs, changed: changed.pairs, movements: changed.movements, rows: changed.rows };
}

/** What a row did to the cash and the shares. */
export function rowEffect(row: StatementRow): { readonly cash: number; readonly shares: number } {
  return { cash: row.amount ?? 0, shares: row.instrument === null ? 0 : shareEffect(row) };
}

function isAbout({ kind, instrument }: LocalMovement, row: StatementRow): boolean {
  return TOLD_AS[kind].includes(row.kind) && (row.instrument === instrument || (row.instrument === null && row.code === ''));
}

function isSame({ cash, shares }: LocalMovement, row: StatementRow, tellsShares: boolean): boolean {
  const effect = rowEffect(row);
  return effect.cash === cash && (!tellsShares || effect.shares === shares);
}

function hasWeight(row: StatementRow): boolean {
  const { cash, shares } = rowEffect(row);
  return cash !== 0 || shares !== 0;
}

function pairUp<Row>(
  movements: readonly LocalMovement[],
  rows: readonly Row[],
  fits: (movement: LocalMovement, row: Row) => boolean,
): { readonly pairs: readonly MovementPair<Row>[]; readonly movements: readonly LocalMovement[]; readonly rows: readonly Row[] } {
  const left = [...rows];
  const pairs: MovementPair<Row>[] = [];
  for (const movement of movements) {
    const at = left.findIndex((row) => fits(movement, row));
    const [row] = at < 0 ? [] : left.splice(at, 1);
    if (row !== undefined) pairs.push({ movement, row });
  }
  return { pairs, movements: movements.filter((movement) => pairs.every((pair) => pair.movement !== movement)), rows: left };
}
