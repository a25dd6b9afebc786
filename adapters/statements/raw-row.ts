import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type TimeOfDay, type TradeDate } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type RowKind, type StatementKind } from '../../core/settlement/statement.ts';
import { factsOf, kindOf } from './business-words.ts';
import { type Cell, codeCell, dateCell, moneyCell, priceCell, sharesCell, timeCell, timeOfDateCell } from './cells.ts';
import { type Columns } from './columns.ts';
import { type Field } from './headings.ts';
import { type Sheet, type SheetRow } from './sheet.ts';
import { type StatementProblem, statementProblem } from './statement-problem.ts';

/** A row with its cells read, before signs and fees are put into one convention. Money in 1/10000 yuan. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly hasBalance: boolean;
  readonly date: TradeDate | null;
  readonly time: TimeOfDay | null;
  readonly code: string;
  readonly instrument: InstrumentId | null;
  readonly name: string;
  readonly kind: RowKind;
  readonly words: string;
  readonly quantity: number | null;
  readonly price: { readonly price: number; readonly decimals: number } | null;
  readonly turnover: number | null;
  readonly amount: number | null;
  /** What each fee column says, in one order for all rows; null where it says nothing. */
  readonly fees: readonly FeeCell[];
  readonly cashAfter: number | null;
  readonly sharesAfter: number | null;
  readonly orderRef: string;
  readonly fillRef: string;
  readonly purse: string;
}

export interface FeeCell {
  readonly part: 'commission' | 'stampTax' | 'transferFee' | 'otherFee';
  readonly value: number | null;
}

export interface RawContext {
  readonly sheet: Sheet;
  readonly columns: Columns;
  readonly kind: StatementKind;
  readonly words: ReadonlyMap<string, RowKind>;
}

const FEE_PARTS = ['commission', 'stampTax', 'transferFee', 'otherFee'] as const;
/** The yuan is what a purse holds unless it says otherwise. */
const YUAN = /^(?:人民币|CNY|RMB|0)?$/i;
const NO_REF = /^[-0]*$/;

class BadCell extends Error {
  readonly problem: StatementProblem;

  constructor(problem: StatementProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Reads a row's cells; the first that cannot be read is the refusal, with its line and heading. */
export function rawRow(row: SheetRow, context: RawContext): Result<RawRow, StatementProblem> {
  try {
    return ok(new RowReader(row, context).read());
  } catch (error) {
    if (error instanceof BadCell) return err(error.problem);
    throw error;
  }
}

class RowReader {
  readonly #row: SheetRow;
  readonly #context: RawContext;

  constructor(row: SheetRow, context: RawContext) {
    this.#row = row;
    this.#context = context;
  }

  read(): RawRow {
    const market = this.#text('market');
    const { code, instrument } = codeCell(this.#text('code'), `${market}${this.#text('business')}`);
    const amount = this.#amount();
    const words = this.#words();
    const { kind } = this.#context;
    const rowKind = kind === 'positions' || kind === 'funds' ? 'balance' : kindOf(words, factsOf(code, amount), this.#context.words);
    const cashAfter = this.#value('cashAfter', moneyCell);
    const sharesAfter = this.#sharesAfter();
    const { date, time } = this.#moment();
    const [orderRef, fillRef] = [this.#ref('orderRef'), this.#ref('fillRef')];
    return {
      line: this.#row.line,
      cells: this.#row.cells,
      hasBalance: cashAfter !== null && amount !== null && amount !== 0,
      date,
      time,
      code,
      instrument,
      name: this.#text('name').normalize('NFKC').replaceAll(/\s+/g, ''),
      kind: rowKind,
      words: words.join(' '),
      quantity: this.#quantity(rowKind),
      price: this.#value('price', priceCell),
      turnover: this.#value('turnover', moneyCell),
      amount,
      fees: FEE_PARTS.flatMap((part) => this.#context.columns[part].map((at) => ({ part, value: this.#cell(at, moneyCell) }))),
      cashAfter,
      sharesAfter,
      // A client that has no number of the order prints that of the fill in its place.
      orderRef: orderRef === fillRef ? '' : orderRef,
      fillRef,
      purse: [this.#text('currency'), this.#text('purse')].map((text) => (YUAN.test(text) ? '' : text)).join(' ').trim(),
    };
  }

  #text(field: Field): string {
    const at = this.#context.columns[field].find((column) => (this.#row.cells[column] ?? '').trim() !== '');
    return at === undefined ? '' : (this.#row.cells[at] ?? '').trim();
  }

  #ref(field: 'orderRef' | 'fillRef'): string {
    const text = this.#text(field);
    return NO_REF.test(text) ? '' : text;
  }

  #words(): readonly string[] {
    const { business, remark, state } = this.#context.columns;
    const { kind } = this.#context;
    // In a list of orders the remark is the order's state; a list of fills has its cancels beside them.
    const columns = kind === 'orders' && business.length > 0 ? business : [...business, ...remark, ...(kind === 'fills' ? state : [])];
    return columns.map((at) => (this.#row.cells[at] ?? '').trim()).filter((text) => text !== '' && !/^[\d-]$/.test(text));
  }

  #moment(): Pick<RawRow, 'date' | 'time'> {
    const date = this.#value('date', dateCell);
    const [at] = this.#context.columns.date;
    const time = this.#value('time', timeCell) ?? (at === undefined ? null : timeOfDateCell(this.#row.cells[at] ?? ''));
    const dated = this.#context.kind === 'delivery' || this.#context.kind === 'accounting';
    if (dated && date === null) throw this.#bad('statement.missingValue', at);
    return { date, time };
  }

  #amount(): number | null {
    const amount = this.#value('amount', moneyCell);
    if (amount !== null) return amount;
    const [income, outgo] = [this.#value('income', moneyCell), this.#value('outgo', moneyCell)];
    return income === null && outgo === null ? null : (income ?? 0) - Math.abs(outgo ?? 0);
  }

  #quantity(kind: RowKind): number | null {
    const shares = this.#value('quantity', (text) => sharesCell(text, !/buy|sell/i.test(kind)));
    return shares === null ? null : Math.abs(shares);
  }

  #sharesAfter(): number | null {
    if (this.#context.kind === 'positions') {
      const holding = this.#value('holding', (text) => sharesCell(text, false));
      if (holding !== null) return holding;
    }
    return this.#value('sharesAfter', (text) => sharesCell(text, true));
  }

  /** Of the columns that say so the first that is filled in. */
  #value<T>(field: Field, parse: (text: string) => Cell<T>): T | null {
    for (const at of this.#context.columns[field]) {
      const value = this.#cell(at, parse);
      if (value !== null) return value;
    }
    return null;
  }

  #cell<T>(at: number, parse: (text: string) => Cell<T>): T | null {
    const read = parse(this.#row.cells[at] ?? '');
    if (read.ok) return read.value;
    throw this.#bad(read.error, at);
  }

  #bad(code: Parameters<typeof statementProblem>[0], at: number | undefined): BadCell {
    const { file, headings } = this.#context.sheet;
    const field = headings[at ?? -1];
    const value = this.#row.cells[at ?? -1] ?? '';
    return new BadCell(statementProblem(code, { file, line: this.#row.line, ...(field !== undefined && { field }) }, { value: value.slice(0, 40) }));
  }
}
