import { formatYuan } from '../kernel/decimal.ts';
import { groupBy } from '../kernel/group-by.ts';
import { type Money, RATE_ONE, UNITS_PER_CENT, money, mulDiv, roundToCent } from '../kernel/units.ts';
import { totalFees } from '../portfolio/fees.ts';
import { type LocalFill, fillTurnover } from './local-day.ts';
import { type Pair } from './pair-trades.ts';
import { type ComparedField, type Toleration } from './statement-difference.ts';
import { type StatementRow } from './statement.ts';

/** What the fees of one order, or of a part of it, came to. */
export interface FeeVerdict {
  /** The pairs that it is about: those of the order whose fees are not the same. */
  readonly pairs: readonly Pair[];
  readonly fields: readonly ComparedField[];
  /** The broker's effect on cash less ours. */
  readonly cash: Money;
  readonly tolerated: readonly Toleration[];
}

/** Rates of fees that our own fills show, in 1e-8; null where they do not show one for sure. */
export interface FeeRates {
  readonly commission: number | null;
  readonly stampTax: number | null;
  readonly transferFee: number | null;
}

const PARTS = ['commission', 'stampTax', 'transferFee'] as const;
/** Fee rates are told in steps of a millionth. */
const RATE_STEP = RATE_ONE / 1_000_000;
const HALF_CENT = UNITS_PER_CENT / 2;

/**
 * The rates behind our fees: each order's fee, rounded to a cent, leaves a narrow band for its rate. A part has a rate
 * when exactly one whole millionth lies in the bands of all orders; orders that pay the least commission have none.
 */
export function feeRates(fills: readonly LocalFill[]): FeeRates {
  const orders = [...groupBy(fills, ({ orderId }) => orderId).values()];
  const rateOf = (part: (typeof PARTS)[number]): number | null => {
    let best: { turnover: number; fee: number } = { turnover: 0, fee: 0 };
    for (const order of orders) {
      const turnover = order.reduce((sum, fill) => sum + fillTurnover(fill), 0);
      const fee = order.reduce((sum, fill) => sum + fill.fees[part], 0);
      if (fee > 0 && turnover > best.turnover) best = { turnover, fee };
    }
    if (best.turnover === 0) return null;
    const low = mulDiv(best.fee - HALF_CENT, 1_000_000, best.turnover, 'ceil');
    const high = mulDiv(best.fee + HALF_CENT, 1_000_000, best.turnover, 'floor');
    return low === high ? low * RATE_STEP : null;
  };
  return { commission: rateOf('commission'), stampTax: rateOf('stampTax'), transferFee: rateOf('transferFee') };
}

/**
 * Compares the fees of an order's trades that are told the same otherwise. Sums count: a broker may charge an order's
 * fees with its first fill. Fees beyond that are a difference, unless each of the broker's rows is our rate, rounded.
 */
export function compareFees(pairs: readonly Pair[], rates: FeeRates): FeeVerdict {
  const parts = pairs.map(feesOfPair);
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length || known.length === 0) return { pairs, fields: [], cash: money(0), tolerated: [] };
  const sum = (of: (fees: PairFees) => number): number => known.reduce((total, fees) => total + of(fees), 0);
  const exact = sum(({ ours }) => ours);
  const ours = roundToCent(money(exact));
  const tolerated: Toleration[] = ours === exact ? [] : ['feesRoundedToCent'];
  const [charged, listed] = [sum((fees) => fees.charged), sum((fees) => fees.listed)];
  if (charged === ours && listed === ours) {
    if (known.some((fees) => roundToCent(money(fees.ours)) !== fees.charged)) tolerated.push('feesSpread');
    return sameSum(pairs, tolerated);
  }
  if (charged === listed && roundedPerRow(pairs, rates)) {
    return { pairs, fields: [], cash: money(ours - charged), tolerated: [...tolerated, 'feesRoundedPerRow'] };
  }
  const wrong = pairs.filter((_, i) => isOff(known[i]));
  const wrongFees = known.filter(isOff);
  const total = (of: (fees: PairFees) => number): Money => money(wrongFees.reduce((all, fees) => all + of(fees), 0));
  const fields: ComparedField[] = [];
  if (listed !== ours) fields.push({ name: 'fees', ours: formatYuan(total((fees) => fees.ours)), brokers: formatYuan(total((fees) => fees.listed)) });
  if (charged !== listed && charged !== ours) {
    const amount = (of: (fees: PairFees) => number): string => formatYuan(total((fees) => fees.amountBeforeFees - of(fees)));
    fields.push({ name: 'amount', ours: amount((fees) => fees.ours), brokers: amount((fees) => fees.charged) });
  }
  return { pairs: wrong, fields, cash: money(ours - charged), tolerated };
}

function isOff(fees: PairFees | undefined): boolean {
  return fees !== undefined && (fees.charged !== roundToCent(money(fees.ours)) || fees.listed !== fees.charged);
}

/** The sum is right; the stamp tax must be too, for it is no matter of naming. */
function sameSum(pairs: readonly Pair[], tolerated: readonly Toleration[]): FeeVerdict {
  const stamps = pairs.map((pair) => partOfPair(pair, 'stampTax'));
  const wrong = stamps.reduce((sum, { ours, brokers }) => sum + (brokers === null ? 0 : ours - brokers), 0) !== 0;
  if (wrong) {
    const off = pairs.filter((_, i) => stamps[i]?.brokers !== null && stamps[i]?.ours !== stamps[i]?.brokers);
    const text = (of: (pair: Pair) => number): string => formatYuan(money(off.reduce((sum, pair) => sum + of(pair), 0)));
    const field = {
      ours: text((pair) => partOfPair(pair, 'stampTax').ours),
      brokers: text((pair) => partOfPair(pair, 'stampTax').brokers ?? 0),
    };
    return { pairs: off, fields: [{ name: 'stampTax', ...field }], cash: money(0), tolerated };
  }
  const transfers = pairs.map((pair) => partOfPair(pair, 'transferFee'));
  const renamed = transfers.some(({ ours, brokers }) => brokers !== null && brokers !== ours);
  return { pairs, fields: [], cash: money(0), tolerated: renamed ? [...tolerated, 'feesNamedDifferently'] : tolerated };
}

interface PairFees {
  readonly ours: number;
  /** What lies between the broker's turnover and amount. */
  readonly charged: number;
  /** What the broker's fee columns sum up to; the same where it has none. */
  readonly listed: number;
  /** With the sign of the cash. */
  readonly amountBeforeFees: number;
}

/** null where the file says nothing of fees. */
function feesOfPair({ fills, rows }: Pair): PairFees | null {
  const ours = fills.reduce((sum, { fees }) => sum + totalFees(fees), 0);
  const turnover = fills.reduce((sum, fill) => sum + fillTurnover(fill), 0);
  const sign = fills[0]?.side === 'sell' ? 1 : -1;
  let [charged, listed] = [0, 0];
  for (const row of rows) {
    const paid = feesPaid(row, sign, rows.length === 1 ? turnover : null);
    if (paid === null) return null;
    charged += paid;
    listed += row.fees?.total ?? paid;
  }
  return { ours, charged, listed, amountBeforeFees: sign * turnover };
}

/** What lies between turnover and amount, else the sum of the fee columns; null where the row says neither. */
function feesPaid(row: StatementRow, sign: 1 | -1, turnover: number | null): number | null {
  const stated = row.turnover ?? turnover;
  return row.amount === null || stated === null ? (row.fees?.total ?? null) : sign * stated - row.amount;
}

function partOfPair({ fills, rows }: Pair, part: 'stampTax' | 'transferFee'): { readonly ours: number; readonly brokers: number | null } {
  const ours = fills.reduce((sum, { fees }) => sum + roundToCent(fees[part]), 0);
  let brokers: number | null = 0;
  for (const { fees } of rows) {
    const stated = fees?.[part] ?? null;
    brokers = brokers === null || stated === null ? null : brokers + stated;
  }
  return { ours, brokers };
}

/** Whether every row of the broker's is charged what our rates make of its own turnover, each part rounded half up. */
function roundedPerRow(pairs: readonly Pair[], rates: FeeRates): boolean {
  const used = PARTS.filter((part) => pairs.some(({ fills }) => fills.some(({ fees }) => fees[part] !== 0)));
  return pairs.every(({ rows }) => rows.every((row) => isRounded(row, used, rates)));
}

function isRounded(row: StatementRow, used: readonly (typeof PARTS)[number][], rates: FeeRates): boolean {
  if (row.fees === null || row.turnover === null) return false;
  let expected = 0;
  for (const part of used) {
    const rate = rates[part];
    if (rate === null) return false;
    expected += mulDiv(row.turnover, rate, RATE_ONE * UNITS_PER_CENT, 'halfUp') * UNITS_PER_CENT;
  }
  return expected === row.fees.total;
}
