import { formatYuan } from '../../core/kernel/decimal.ts';
import { type StatementSettlement } from '../../core/settlement/settle-statements.ts';
import { type Correction, type StatementDifference, type Toleration } from '../../core/settlement/statement-difference.ts';
import { type Statement, type StatementRemark } from '../../core/settlement/statement.ts';
import { formatTable } from './table.ts';

const CORRECTIONS: Readonly<Record<Correction, string>> = {
  bookFill: "enter the broker's fill in our books",
  dropFill: 'take the fill out of our books',
  changeFill: "take the broker's numbers",
  dropMovement: 'take the movement out of our books',
  bookCash: 'enter the movement of cash in our books',
  bookShares: 'enter the movement of shares in our books',
  adjustCash: "start from the broker's cash",
  adjustPosition: "take the broker's holding",
  classifyRow: "say what the row means, in a mapping's words",
  askBroker: "ours stands, by the broker's own balances: fetch the file again or ask the broker",
};

const TOLERATED: Readonly<Record<Toleration, string>> = {
  merged: 'rows that sum up several fills',
  split: 'fills that are told in several rows',
  rowOrder: 'rows in another order than the fills',
  averagePriceRounded: 'average prices rounded to the decimals of the file',
  feesRoundedToCent: 'orders with fees rounded to the cent',
  feesRoundedPerRow: 'orders with fees rounded for each row instead of once',
  feesSpread: 'orders with fees spread over their fills in another way',
  feesNamedDifferently: 'orders with the same fees under other names',
  rowsOfOtherDays: 'rows of other days left out',
  movementInAccount: 'movements that the account of after the close holds already',
  namesMatched: 'names without codes taken for instruments by their trades',
  otherHoldings: 'holdings that are no shares, funds or convertible bonds',
};

const UNCHECKED: Readonly<Record<StatementSettlement['unchecked'][number], string>> = {
  trades: 'trades: no file tells any',
  fees: 'fees: no delivery note',
  cash: 'cash: no file states a balance',
  holdings: 'holdings: no file states them',
  openingHoldings: 'holdings: the account tells none of ours',
};

/** The document of `settle --json`. Money in decimal strings. */
export function settlementJson({ date, differences, tolerated, unchecked }: StatementSettlement, statements: readonly Statement[]): unknown {
  return {
    date,
    agrees: differences.length === 0,
    differences: differences.map(({ cash, ...difference }) => ({ ...difference, cash: formatYuan(cash), text: differenceText({ cash, ...difference }) })),
    tolerated,
    unchecked,
    files: statements.map(({ file, broker, kind, rows, cash, remarks }) => ({
      file,
      broker,
      kind,
      rows: rows.length,
      kinds: countKinds(rows),
      cash,
      remarks: remarks.map((remark) => ({ ...remark, text: remarkText(remark) })),
    })),
  };
}

function countKinds(rows: Statement['rows']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The same for people. */
export function settlementText({ date, differences, tolerated, unchecked }: StatementSettlement, statements: readonly Statement[]): string {
  const count = differences.length === 1 ? '1 difference' : `${differences.length} differences`;
  const lines = [`${date}: ${differences.length === 0 ? 'our books and the broker agree' : count}\n`];
  if (differences.length > 0) lines.push('\n', ...differences.map((difference, i) => `${i + 1}. ${differenceText(difference)}\n`));
  lines.push('\n', formatTable([['kind', 'rows', 'broker', 'cash', 'file'], ...statements.map(fileRow)]));
  for (const { file, remarks } of statements) lines.push(...remarks.map((remark) => `${file}:${remark.line}: ${remarkText(remark)}\n`));
  if (tolerated.length > 0) lines.push('\nknown differences that do no harm\n', ...tolerated.map(({ code, count: times }) => `  ${times} ${TOLERATED[code]}\n`));
  if (unchecked.length > 0) lines.push('\nnot checked\n', ...unchecked.map((what) => `  ${UNCHECKED[what]}\n`));
  return lines.join('');
}

function fileRow({ kind, rows, broker, cash, file }: Statement): readonly string[] {
  const cashText = { addsUp: `adds up over ${cash.rows} balances`, gaps: 'does not add up', oneRow: 'one balance', notStated: 'not stated' };
  return [kind, String(rows.length), broker ?? 'unknown', cashText[cash.state], file];
}

const NAMES: Readonly<Record<StatementDifference['code'], string>> = {
  fillMissingAtBroker: 'fill missing at the broker',
  fillMissingHere: 'fill missing in our books',
  fillDoubledAtBroker: 'row doubled at the broker',
  fillDoubledHere: 'fill doubled in our books',
  fillDiffers: 'fill differs',
  feesDiffer: 'fees differ',
  cashMovement: 'cash moved that our books do not know of',
  shareMovement: 'shares moved that our books do not know of',
  movementMissingAtBroker: 'movement missing at the broker',
  movementDiffers: 'movement differs',
  rowNotUnderstood: 'row not understood',
  cashOpening: 'cash before the first row differs',
  cashBalance: 'cash balance differs',
  cashGap: 'cash does not follow from the row before',
  position: 'holding differs',
};

/** One line: what it is, of what, both sides, where, and what would set it right. */
export function differenceText({ code, instrument, fillIds, orderIds, fields, places, correction }: StatementDifference): string {
  const about = [instrument, ...fillIds, ...orderIds.map((id) => `of order ${id}`)].filter((text) => text !== '').join(' ');
  const compared = fields.map(({ name, ours, brokers }) => `${name} ours ${ours}, broker's ${brokers}`).join('; ');
  const where = places.length === 0 ? '' : ` (${places.map(({ file, line }) => `${file}:${line}`).join(', ')})`;
  return `${NAMES[code]}${about === '' ? '' : `: ${about}`}: ${compared}${where}; ${CORRECTIONS[correction]}`;
}

function remarkText(remark: StatementRemark): string {
  switch (remark.code) {
    case 'mapping.strayHeading':
      return `the mapping names ${remark.heading}, which is no heading of this file`;
    case 'row.notUnderstood':
      return `not understood: ${remark.words}`;
    case 'row.repeated':
      return `repeats line ${remark.first} word by word`;
    case 'row.feesDoNotAddUp':
      return `the fees listed are ${formatYuan(remark.stated)}, turnover and amount differ by ${formatYuan(remark.implied)}`;
    case 'row.signContradicts':
      return `the amount has the wrong sign for ${remark.words}`;
    case 'cash.gap':
      return `the balance does not follow from the one before: ${formatYuan(remark.missing)} is missing`;
  }
}
