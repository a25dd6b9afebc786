import { groupBy } from '../kernel/group-by.ts';
import { UNITS_PER_CENT, roundToCent } from '../kernel/units.ts';
import { timeOfDayOf } from '../kernel/time.ts';
import { totalFees } from '../portfolio/fees.ts';
import { type LocalFill, fillTurnover } from './local-day.ts';
import { type StatementRow } from './statement.ts';

/** Fills and rows that tell the same trade. */
export interface Pair {
  readonly fills: readonly LocalFill[];
  readonly rows: readonly StatementRow[];
}

export interface Pairing {
  /** Same shares, same turnover. */
  readonly equal: readonly Pair[];
  /** Surely the same trade, told differently. */
  readonly changed: readonly Pair[];
  readonly fills: readonly LocalFill[];
  readonly rows: readonly StatementRow[];
}

/** One step of the price's last decimal, in 1/10000 yuan: what a turnover can be told from a price to. */
export type PriceStep = number;

/** A sum of trades; the turnover lies between both bounds, in 1/10000 yuan. */
interface Sum {
  readonly quantity: number;
  readonly low: number;
  readonly high: number;
}

/** Combinations that are tried for one split or merged trade before it is given up. */
const MOST_TRIES = 50_000;

/**
 * Finds which rows tell which fills, of one instrument and side: whole orders first, then single fills, then rows that
 * sum up several fills (also of several orders) and fills that are told in several rows, last what is nearly the same.
 */
export function pairTrades(fills: readonly LocalFill[], rows: readonly StatementRow[], step: PriceStep): Pairing {
  return new Pairer(fills, rows, step).run();
}

class Pairer {
  readonly #step: PriceStep;
  #fills: readonly LocalFill[];
  #rows: readonly StatementRow[];
  readonly #equal: Pair[] = [];
  readonly #changed: Pair[] = [];

  constructor(fills: readonly LocalFill[], rows: readonly StatementRow[], step: PriceStep) {
    this.#fills = fills;
    this.#rows = rows;
    this.#step = step;
  }

  run(): Pairing {
    this.#sameIds();
    this.#wholeOrders();
    this.#singles();
    this.#rowsOfSeveralFills();
    this.#fillsInSeveralRows();
    this.#allTogether();
    this.#nearest();
    return { equal: this.#equal, changed: this.#changed, fills: this.#fills, rows: this.#rows };
  }

  #take(into: Pair[], pair: Pair): void {
    into.push(pair);
    this.#fills = this.#fills.filter((fill) => !pair.fills.includes(fill));
    this.#rows = this.#rows.filter((row) => !pair.rows.includes(row));
  }

  #agree(fills: readonly LocalFill[], rows: readonly StatementRow[]): boolean {
    const [ours, brokers] = [sumOfFills(fills), sumOfRows(rows, this.#step)];
    return ours.quantity === brokers.quantity && ours.low <= brokers.high && brokers.low <= ours.high;
  }

  /** A broker that knows our own ids leaves nothing to guess. */
  #sameIds(): void {
    for (const fill of this.#fills) {
      const row = this.#rows.find(({ fillRef }) => fillRef !== '' && fillRef === fill.id);
      if (row === undefined || !this.#fills.includes(fill)) continue;
      this.#take(this.#agree([fill], [row]) ? this.#equal : this.#changed, { fills: [fill], rows: [row] });
    }
  }

  #wholeOrders(): void {
    const groups = [...groupBy(this.#rows.filter(({ orderRef }) => orderRef !== ''), ({ orderRef }) => orderRef).entries()];
    for (const [orderId, fills] of groupBy(this.#fills, ({ orderId: id }) => id)) {
      const agreeing = groups.filter(([, rows]) => rows.every((row) => this.#rows.includes(row)) && this.#agree(fills, rows));
      const best = agreeing.toSorted(([a, x], [b, y]) => {
        return a === orderId || b === orderId ? (b === orderId ? 1 : -1) : closeness(fills, y) - closeness(fills, x);
      })[0];
      if (best !== undefined) this.#takeOrder(fills, best[1]);
    }
  }

  /** An order as its single fills where they are the same on both sides, else as a whole. */
  #takeOrder(fills: readonly LocalFill[], rows: readonly StatementRow[]): void {
    const pairs: Pair[] = [];
    let left = rows;
    for (const fill of fills) {
      const row = left.filter((one) => this.#agree([fill], [one])).toSorted((a, b) => closeness([fill], [b]) - closeness([fill], [a]))[0];
      if (row === undefined) break;
      pairs.push({ fills: [fill], rows: [row] });
      left = left.filter((one) => one !== row);
    }
    const whole = pairs.length === fills.length && left.length === 0 ? pairs : [{ fills, rows }];
    for (const pair of whole) this.#take(this.#equal, pair);
  }

  /** The closest of those that agree first, so that one of several alike that is missing is the right one. */
  #singles(): void {
    const candidates: { readonly pair: Pair; readonly close: number }[] = [];
    for (const fill of this.#fills) {
      for (const row of this.#rows) {
        if (this.#agree([fill], [row])) candidates.push({ pair: { fills: [fill], rows: [row] }, close: closeness([fill], [row]) });
      }
    }
    for (const { pair } of candidates.toSorted((a, b) => b.close - a.close)) {
      if (this.#isFree(pair)) this.#take(this.#equal, pair);
    }
  }

  #isFree({ fills, rows }: Pair): boolean {
    return fills.every((fill) => this.#fills.includes(fill)) && rows.every((row) => this.#rows.includes(row));
  }

  #rowsOfSeveralFills(): void {
    for (const row of this.#rows) {
      const orders = [...groupBy(this.#fills, ({ orderId }) => orderId).values()];
      for (const fills of [...orders, this.#fills]) {
        const found = subset(fills, (fill) => fill.quantity, row.quantity ?? 0, (set) => this.#agree(set, [row]));
        if (found === null) continue;
        this.#take(this.#equal, { fills: found, rows: [row] });
        break;
      }
    }
  }

  #fillsInSeveralRows(): void {
    for (const fill of this.#fills) {
      const orders = [...groupBy(this.#rows, ({ orderRef }) => orderRef).values()];
      for (const rows of [...orders, this.#rows]) {
        const found = subset(rows, (row) => row.quantity ?? 0, fill.quantity, (set) => this.#agree([fill], set));
        if (found === null) continue;
        this.#take(this.#equal, { fills: [fill], rows: found });
        break;
      }
    }
  }

  /** What is left is the same in sum: cut into pieces in another way. */
  #allTogether(): void {
    const { length } = this.#fills;
    if (length > 0 && length !== this.#rows.length && this.#agree(this.#fills, this.#rows)) {
      this.#take(this.#equal, { fills: this.#fills, rows: this.#rows });
    }
  }

  /** What differs in one thing only, or by little in several, is one trade told differently and not two. */
  #nearest(): void {
    const units: readonly (readonly LocalFill[])[] = [...this.#fills.map((fill) => [fill]), ...groupBy(this.#fills, ({ orderId }) => orderId).values()];
    const candidates = units.flatMap((fills) =>
      this.#rows.map((row) => ({ pair: { fills, rows: [row] }, apart: apartness(sumOfFills(fills), sumOfRows([row], this.#step)) })),
    );
    const sorted = candidates.toSorted((a, b) => a.apart - b.apart || closeness(b.pair.fills, b.pair.rows) - closeness(a.pair.fills, a.pair.rows));
    for (const { pair, apart } of sorted) {
      if (apart < 1 && this.#isFree(pair)) this.#take(this.#changed, pair);
    }
  }
}

export function sumOfFills(fills: readonly LocalFill[]): Sum {
  let quantity = 0;
  let [low, high] = [0, 0];
  for (const fill of fills) {
    const turnover = fillTurnover(fill);
    quantity += fill.quantity;
    // The broker's money ends at the cent.
    low += Math.min(turnover, roundToCent(turnover, 'halfUp'));
    high += Math.max(turnover, roundToCent(turnover, 'halfUp'));
  }
  return { quantity, low, high };
}

/** The turnover as stated, else as the price leaves it open: rounded or cut off at its last decimal. */
export function sumOfRows(rows: readonly StatementRow[], step: PriceStep): Sum {
  let quantity = 0;
  let [low, high] = [0, 0];
  for (const row of rows) {
    const shares = row.quantity ?? 0;
    const about = (row.price ?? 0) * shares;
    quantity += shares;
    low += row.turnover ?? about - (step * shares) / 2;
    high += row.turnover ?? about + Math.max(0, step * shares - 1);
  }
  return { quantity, low, high };
}

/** More is closer; only for choosing among what agrees. */
function closeness(fills: readonly LocalFill[], rows: readonly StatementRow[]): number {
  const [fill, row] = [fills[0], rows[0]];
  if (fill === undefined || row === undefined) return 0;
  const [brokers, ours] = [feesOfRows(rows), fills.reduce((sum, one) => sum + totalFees(one.fees), 0)];
  const seconds = row.time === null ? 0 : Math.abs(row.time - timeOfDayOf(fill.time)) / 1000;
  const sameOrder = row.orderRef !== '' && row.orderRef === fill.orderId ? 1_000_000 : 0;
  const sameFees = brokers !== null && Math.abs(brokers - ours) < UNITS_PER_CENT ? 200_000 : 0;
  const sameTax = rows.length === 1 && fills.length === 1 && row.fees?.stampTax === fill.fees.stampTax ? 100_000 : 0;
  return sameOrder + sameFees + sameTax + 86_400 - seconds;
}

function feesOfRows(rows: readonly StatementRow[]): number | null {
  let sum = 0;
  for (const { fees, turnover, amount } of rows) {
    if (turnover !== null && amount !== null) sum += Math.abs(Math.abs(amount) - turnover);
    else if (fees === null) return null;
    else sum += fees.total;
  }
  return sum;
}

/** 0: the same; from 1 on: two trades. The same shares at a price within 3 %, or nearly the same price and fewer shares. */
function apartness(ours: Sum, brokers: Sum): number {
  if (ours.quantity === 0 || brokers.quantity === 0) return 1;
  const shares = Math.abs(ours.quantity - brokers.quantity) / Math.max(ours.quantity, brokers.quantity);
  const [ourPrice, brokersPrice] = [ours.high / ours.quantity, (brokers.low + brokers.high) / 2 / brokers.quantity];
  const price = Math.abs(ourPrice - brokersPrice) / Math.max(ourPrice, brokersPrice);
  return shares === 0 ? price * 5 : shares * 2 + price * 20;
}

/**
 * At least two of the items whose shares sum up to `target` and that `fits` takes; null when there are none, or too many
 * to try. Neighbours are tried first.
 */
function subset<T>(items: readonly T[], sharesOf: (item: T) => number, target: number, fits: (set: readonly T[]) => boolean): readonly T[] | null {
  let tries = 0;
  const search = (from: number, left: number, chosen: readonly T[]): readonly T[] | null => {
    if (left === 0) return chosen.length > 1 && fits(chosen) ? chosen : null;
    for (let i = from; i < items.length; i += 1) {
      const item = items[i];
      tries += 1;
      if (tries > MOST_TRIES || item === undefined) return null;
      const shares = sharesOf(item);
      if (shares <= 0 || shares > left) continue;
      const found = search(i + 1, left - shares, [...chosen, item]);
      if (found !== null) return found;
    }
    return null;
  };
  return search(0, target, []);
}
