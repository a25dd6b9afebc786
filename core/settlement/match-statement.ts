import { formatYuan } from '../kernel/decimal.ts';
import { groupBy } from '../kernel/group-by.ts';
import { type Money, type Quantity, UNITS_PER_CENT, averagePrice, money } from '../kernel/units.ts';
import { type Side } from '../orders/order.ts';
import { compareBalances } from './compare-balances.ts';
import { compareFees, feeRates } from './compare-fees.ts';
import { type LocalDay, type LocalFill, type LocalMovement, fillAmount, fillShares, fillTurnover } from './local-day.ts';
import { matchMovements, rowEffect } from './match-movements.ts';
import { withInstruments } from './name-rows.ts';
import { pairJournal } from './pair-journal.ts';
import { type Pair, type Pairing, pairTrades, sumOfFills, sumOfRows } from './pair-trades.ts';
import { shareEffect } from './row-chains.ts';
import { type ComparedField, type RowPlace, type StatementDifference, type Toleration } from './statement-difference.ts';
import { type PlacedRow, ROW_KINDS, type Statement, type StatementRow } from './statement.ts';

/** What one set of rows came to: a file, or the parts of one that lie in several. */
export interface StatementMatch {
  readonly differences: readonly StatementDifference[];
  readonly tolerated: ReadonlyMap<Toleration, number>;
}

/** `10^(4 - decimals)`: one step of a price's last decimal in 1/10000 yuan. */
const STEPS = [10_000, 1_000, 100, 10, 1];

/**
 * Compares the rows of a delivery or accounting note, of fills or of orders with our day. `rows` are of that day.
 */
export function matchStatement(day: LocalDay, statement: Pick<Statement, 'kind' | 'priceDecimals'>, rows: readonly PlacedRow[]): StatementMatch {
  return new Matcher(day, statement, rows).match();
}

class Matcher {
  readonly #day: LocalDay;
  readonly #statement: Pick<Statement, 'kind' | 'priceDecimals'>;
  readonly #rows: readonly PlacedRow[];
  readonly #files = new Map<StatementRow, string>();
  readonly #differences: StatementDifference[] = [];
  readonly #tolerated = new Map<Toleration, number>();

  constructor(day: LocalDay, statement: Pick<Statement, 'kind' | 'priceDecimals'>, rows: readonly PlacedRow[]) {
    this.#day = day;
    this.#statement = statement;
    const named = withInstruments(rows, day.fills);
    if (named.matched > 0) this.#tolerate('namesMatched', named.matched);
    this.#rows = named.rows;
    for (const row of this.#rows) this.#files.set(row, row.file);
  }

  match(): StatementMatch {
    if (this.#statement.kind === 'accounting') this.#journal();
    else this.#trades();
    const told = this.#hasMoney ? this.#movements() : new Set<PlacedRow>();
    for (const row of this.#rows) if (!told.has(row)) this.#otherRow(row);
    if (!this.#hasMoney) return { differences: this.#differences, tolerated: this.#tolerated };
    const { differences, absorbed } = compareBalances(this.#day, this.#rows, this.#differences);
    if (absorbed > 0) this.#tolerate('movementInAccount', absorbed);
    return { differences, tolerated: this.#tolerated };
  }

  #trades(): void {
    const trades = this.#rows.filter((row) => ROW_KINDS[row.kind].trade !== null && (row.quantity ?? 0) > 0 && !row.repeated);
    const fills = groupBy(this.#uniqueFills(), (fill) => `${fill.instrument} ${fill.side}`);
    const rows = groupBy(trades, (row) => `${row.instrument ?? (row.code || row.name)} ${ROW_KINDS[row.kind].trade}`);
    const equal: Pair[] = [];
    for (const key of [...new Set([...fills.keys(), ...rows.keys()])].toSorted()) {
      const pairing = pairTrades(fills.get(key) ?? [], rows.get(key) ?? [], this.#step);
      equal.push(...pairing.equal);
      this.#unpaired(pairing);
    }
    this.#prices(equal);
    this.#fees(equal);
    this.#order(equal, trades);
  }

  #journal(): void {
    const rows = this.#rows.filter((row) => ROW_KINDS[row.kind].trade !== null && !row.repeated);
    this.#unpaired(pairJournal(this.#uniqueFills(), rows));
  }

  get #step(): number {
    return STEPS[this.#statement.priceDecimals] ?? 1;
  }

  get #hasMoney(): boolean {
    return this.#statement.kind === 'delivery' || this.#statement.kind === 'accounting';
  }

  #tolerate(what: Toleration, count = 1): void {
    this.#tolerated.set(what, (this.#tolerated.get(what) ?? 0) + count);
  }

  #places(rows: readonly StatementRow[]): readonly RowPlace[] {
    return rows.map((row) => ({ file: this.#files.get(row) ?? '', line: row.line }));
  }

  /** Our fills once each; one that our books hold twice is a difference of its own. */
  #uniqueFills(): readonly LocalFill[] {
    const seen = new Map<string, LocalFill>();
    for (const fill of this.#day.fills) {
      if (!seen.has(fill.id)) {
        seen.set(fill.id, fill);
        continue;
      }
      const field: ComparedField = { name: 'fill', ours: `2 x ${fillText([fill])}`, brokers: fillText([fill]) };
      this.#add('fillDoubledHere', { fills: [fill], rows: [] }, [field], 'dropFill', { cash: -fillAmount(fill), shares: -fillShares(fill) });
    }
    return [...seen.values()];
  }

  #add(
    code: StatementDifference['code'],
    { fills, rows }: Pair,
    fields: readonly ComparedField[],
    correction: StatementDifference['correction'],
    effect: { readonly cash: number; readonly shares: number },
  ): void {
    const [row] = rows;
    const side: Side | null = fills[0]?.side ?? (row === undefined ? null : ROW_KINDS[row.kind].trade);
    this.#differences.push({
      code,
      places: this.#places(rows),
      instrument: fills[0]?.instrument ?? row?.instrument ?? (row === undefined ? '' : row.code || row.name),
      side,
      orderIds: [...new Set(fills.map(({ orderId }) => orderId))],
      fillIds: fills.map(({ id }) => id),
      fields,
      cash: money(this.#hasMoney ? effect.cash : 0),
      shares: effect.shares,
      correction,
    });
  }

  #unpaired({ equal, changed, fills, rows }: Pairing): void {
    for (const pair of changed) this.#changed(pair);
    for (const fill of fills) {
      const field: ComparedField = { name: 'fill', ours: fillText([fill]), brokers: '-' };
      this.#add('fillMissingAtBroker', { fills: [fill], rows: [] }, [field], 'dropFill', { cash: -fillAmount(fill), shares: -fillShares(fill) });
    }
    const known = equal.flatMap((pair) => pair.rows);
    for (const row of rows) {
      const effect = { cash: row.amount ?? 0, shares: shareEffect(row) };
      const twin = known.find((other) => isTwin(row, other));
      const ours = twin === undefined ? '-' : rowText([twin]);
      const brokers = twin === undefined ? rowText([row]) : `2 x ${rowText([row])}`;
      const pair = { fills: [], rows: twin === undefined ? [row] : [twin, row] };
      this.#add(twin === undefined ? 'fillMissingHere' : 'fillDoubledAtBroker', pair, [{ name: 'fill', ours, brokers }], twin === undefined ? 'bookFill' : 'askBroker', effect);
    }
  }

  #changed(pair: Pair): void {
    const { fills, rows } = pair;
    const amount = fills.reduce((sum, fill) => sum + fillAmount(fill), 0);
    const paid = rows.every((row) => row.amount !== null) ? rows.reduce((sum, row) => sum + (row.amount ?? 0), 0) : null;
    const fields = [...tradeFields(pair, this.#step), ...(paid === null ? [] : moneyField('amount', amount, paid))];
    if (fields.length === 0) fields.push({ name: 'fill', ours: fillText(fills), brokers: rowText(rows) });
    const shares = rows.reduce((sum, row) => sum + shareEffect(row), 0) - fills.reduce((sum, fill) => sum + fillShares(fill), 0);
    this.#add('fillDiffers', pair, fields, 'changeFill', { cash: paid === null ? 0 : paid - amount, shares });
  }

  /** Same turnover, but another price beside it. */
  #prices(pairs: readonly Pair[]): void {
    for (const pair of pairs) {
      if (pair.fills.length > 1 && pair.rows.length === 1) this.#tolerate('merged');
      if (pair.rows.length > 1 && pair.fills.length === 1) this.#tolerate('split');
      const verdict = priceVerdict(pair, this.#step);
      if (verdict === 'rounded') this.#tolerate('averagePriceRounded');
      if (verdict !== 'wrong') continue;
      this.#add('fillDiffers', pair, priceField(pair), 'askBroker', { cash: 0, shares: 0 });
    }
  }

  #fees(pairs: readonly Pair[]): void {
    const rates = feeRates(this.#day.fills);
    for (const group of ordersOf(pairs)) {
      const { pairs: wrong, fields, cash, tolerated } = compareFees(group, rates);
      for (const what of tolerated) this.#tolerate(what);
      if (fields.length === 0) continue;
      const pair = { fills: wrong.flatMap(({ fills }) => fills), rows: wrong.flatMap(({ rows }) => rows) };
      this.#add('feesDiffer', pair, fields, cash === 0 ? 'askBroker' : 'changeFill', { cash, shares: 0 });
    }
  }

  #order(pairs: readonly Pair[], trades: readonly StatementRow[]): void {
    const times = new Map(pairs.flatMap(({ fills, rows }) => rows.map((row) => [row, fills[0]?.time ?? 0] as const)));
    let last = 0;
    for (const row of trades) {
      const time = times.get(row) ?? last;
      if (time < last) {
        this.#tolerate('rowOrder');
        return;
      }
      last = time;
    }
  }

  /** Dividends, new shares and taxes that our books have already; returns the rows that tell of them. */
  #movements(): ReadonlySet<PlacedRow> {
    const rows = this.#rows.filter((row) => !row.repeated && ROW_KINDS[row.kind].trade === null);
    const { equal, changed, movements } = matchMovements(this.#day.movements ?? [], rows, this.#statement.kind === 'delivery');
    for (const { movement, row } of changed) {
      const { cash, shares } = rowEffect(row);
      this.#addMovement(movement, [row], { cash: cash - movement.cash, shares: shares - movement.shares });
    }
    for (const movement of movements) this.#addMovement(movement, [], { cash: 0 - movement.cash, shares: 0 - movement.shares });
    return new Set([...equal, ...changed].map(({ row }) => row));
  }

  #addMovement(movement: LocalMovement, rows: readonly PlacedRow[], effect: { readonly cash: number; readonly shares: number }): void {
    const { kind, instrument, cash, shares } = movement;
    const name = cash === 0 ? 'shares' : 'cash';
    const ours = `${kind} ${cash === 0 ? shares : formatYuan(cash)}`;
    const brokers = rows.length === 0 ? '-' : rowText(rows);
    const code = rows.length === 0 ? 'movementMissingAtBroker' : 'movementDiffers';
    const correction = rows.length === 0 ? 'dropMovement' : cash === 0 ? 'bookShares' : 'bookCash';
    const base = { places: this.#places(rows), side: null, orderIds: [], fillIds: [] } as const;
    this.#differences.push({ ...base, code, instrument, fields: [{ name, ours, brokers }], cash: money(effect.cash), shares: effect.shares, correction });
  }

  /** What is no trade: money and shares that moved otherwise, and what is not understood. */
  #otherRow(row: PlacedRow): void {
    const pair = { fills: [], rows: [row] };
    if (row.kind === 'unknown') {
      const field: ComparedField = { name: 'row', ours: '-', brokers: rowText([row]) };
      this.#add('rowNotUnderstood', pair, [field], 'classifyRow', { cash: row.repeated ? 0 : (row.amount ?? 0), shares: 0 });
      return;
    }
    if (row.repeated) {
      const field: ComparedField = { name: 'row', ours: rowText([row]), brokers: `2 x ${rowText([row])}` };
      this.#add('fillDoubledAtBroker', pair, [field], 'askBroker', { cash: 0, shares: 0 });
      return;
    }
    if (ROW_KINDS[row.kind].trade !== null) return;
    const { cash, shares } = rowEffect(row);
    if (cash !== 0) {
      const field: ComparedField = { name: 'cash', ours: '-', brokers: `${row.kind} ${formatYuan(money(cash))}` };
      this.#add('cashMovement', pair, [field], 'bookCash', { cash, shares });
    } else if (shares !== 0) {
      const field: ComparedField = { name: 'shares', ours: '-', brokers: `${row.kind} ${shares}` };
      this.#add('shareMovement', pair, [field], 'bookShares', { cash, shares });
    }
  }
}

/** What a trade that is told differently is told differently in. */
function tradeFields(pair: Pair, step: number): ComparedField[] {
  if (pair.rows.every(({ quantity }) => quantity === null)) return [];
  const [ours, brokers] = [sumOfFills(pair.fills).quantity, sumOfRows(pair.rows, 0).quantity];
  const turnover = pair.fills.reduce((sum, fill) => sum + fillTurnover(fill), 0);
  const stated = pair.rows.every((row) => row.turnover !== null) ? pair.rows.reduce((sum, row) => sum + (row.turnover ?? 0), 0) : null;
  const price = pair.rows[0]?.price ?? null;
  const average = averagePrice(money(turnover), ours as Quantity);
  return [
    ...(ours === brokers ? [] : [{ name: 'quantity', ours: String(ours), brokers: String(brokers) } as const]),
    ...(price === null || pair.rows.length > 1 || Math.abs(price - average) * 2 <= step ? [] : priceField(pair)),
    ...(stated === null ? [] : moneyField('turnover', turnover, stated)),
  ];
}

function priceField({ fills, rows }: Pair): readonly ComparedField[] {
  const turnover = fills.reduce((sum, fill) => sum + fillTurnover(fill), 0);
  const average = averagePrice(money(turnover), sumOfFills(fills).quantity as Quantity);
  return [{ name: 'price', ours: formatYuan(average), brokers: formatYuan(rows[0]?.price ?? money(0)) }];
}

/** Nothing for what only the rounding to a cent tells apart. */
function moneyField(name: 'turnover' | 'amount', ours: number, brokers: number): readonly ComparedField[] {
  if (Math.abs(ours - brokers) < UNITS_PER_CENT / 2) return [];
  return [{ name, ours: formatYuan(money(ours)), brokers: formatYuan(money(brokers)) }];
}

/** Whether a row's price is that of its turnover: to the last, or rounded or cut off at the file's last decimal. */
function priceVerdict({ fills, rows }: Pair, step: number): 'same' | 'rounded' | 'wrong' {
  const price = rows[0]?.price ?? null;
  if (rows.length !== 1 || price === null) return 'same';
  const { quantity } = sumOfFills(fills);
  const off = price * quantity - fills.reduce((sum, fill) => sum + fillTurnover(fill), 0);
  if (off === 0) return 'same';
  return off * 2 <= step * quantity && off > -step * quantity && (fills.length > 1 || step > 1) ? 'rounded' : 'wrong';
}

/** Pairs that share an order, together: fees are charged by order. */
function ordersOf(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const groups: Pair[][] = [];
  const at = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const ids = new Set(pair.fills.map(({ orderId }) => orderId));
    const joined = [...new Set([...ids].map((id) => at.get(id)).filter((group) => group !== undefined))];
    const group = [...joined.flat(), pair];
    for (const old of joined) groups.splice(groups.indexOf(old), 1);
    groups.push(group);
    for (const { fills } of group) for (const { orderId } of fills) at.set(orderId, group);
  }
  return groups;
}

/** A row that tells the same once more: by the broker's number of the fill, or by all that it says of the trade. */
function isTwin(a: StatementRow, b: StatementRow): boolean {
  if (a.quantity !== b.quantity || a.price !== b.price || a.turnover !== b.turnover) return false;
  if (a.fillRef !== '' || b.fillRef !== '') return a.fillRef === b.fillRef;
  return a.time === b.time && a.orderRef === b.orderRef;
}

function fillText(fills: readonly LocalFill[]): string {
  const { quantity } = sumOfFills(fills);
  const turnover = fills.reduce((sum, fill) => sum + fillTurnover(fill), 0);
  return tradeText(fills[0]?.side ?? null, quantity, money(turnover));
}

function rowText(rows: readonly StatementRow[]): string {
  const [row] = rows;
  if (row === undefined) return '-';
  const turnover = row.turnover ?? money((row.price ?? 0) * (row.quantity ?? 0));
  if (ROW_KINDS[row.kind].trade !== null) return tradeText(ROW_KINDS[row.kind].trade, row.quantity ?? 0, turnover);
  return [row.words, row.code || row.name, row.amount === null ? '' : formatYuan(row.amount)].filter((text) => text !== '').join(' ');
}

function tradeText(side: Side | null, quantity: number, turnover: Money): string {
  return `${side ?? ''} ${quantity} for ${formatYuan(turnover)}`;
}

