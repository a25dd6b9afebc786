import fc from 'fast-check';
import { type TimeOfDay, type TradeDate, atTime } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, UNITS_PER_CENT, money, price, quantity, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Fees } from '../orders/order.ts';
import { totalFees } from '../portfolio/fees.ts';
import { type LocalDay, type LocalFill, type LocalMovement, fillAmount, openAndClose } from './local-day.ts';
import { ROW_KINDS, type RowKind, type Statement, type StatementKind, type StatementRow } from './statement.ts';

export const DATE = '2023-02-01' as TradeDate;
const SHARES = ['600036.SH', '000333.SZ', '300750.SZ'] as InstrumentId[];
const OPEN_SHARES = 1_000_000;
const OPEN_CASH = money(10_000_000_0000);
const MORNING = 9 * 3_600_000;

/** Shares of orders and fills are all different, so that what is planted can be told apart. */
const orderArbitrary = fc.record({ instrument: fc.constantFrom(...SHARES), side: fc.constantFrom('buy' as const, 'sell' as const), fills: fc.integer({ min: 1, max: 3 }), cents: fc.integer({ min: 500, max: 9_999 }) });
const movementArbitrary = fc.constantFrom<LocalMovement['kind']>('dividend', 'dividendTax', 'newShares', 'rights');

/** A day of trades and, on some, of corporate actions; money in whole cents. */
export const dayArbitrary: fc.Arbitrary<LocalDay> = fc
  .record({ orders: fc.array(orderArbitrary, { minLength: 1, maxLength: 5 }), kinds: fc.uniqueArray(movementArbitrary, { maxLength: 4 }) })
  .map(({ orders, kinds }) => ({
    date: DATE,
    fills: orders.flatMap((order, at) => Array.from({ length: order.fills }, (_, n) => fillOf(order, at, n))),
    movements: kinds.map(movementOf),
    account: { at: 'open', cash: OPEN_CASH, positions: new Map(SHARES.map((instrument) => [instrument, OPEN_SHARES])) },
  }));

function fillOf({ instrument, side, cents }: { readonly instrument: InstrumentId; readonly side: 'buy' | 'sell'; readonly cents: number }, order: number, n: number): LocalFill {
  const shares = quantity(100 * (1 + order * 7 + n * 2));
  const fees: Fees = { commission: money((500 + order * 10 + n) * UNITS_PER_CENT), stampTax: money(side === 'sell' ? (100 + order) * UNITS_PER_CENT : 0), transferFee: money(UNITS_PER_CENT) };
  const time = atTime(DATE, (MORNING + 1_800_000 + (order * 10 + n) * 1000) as TimeOfDay);
  return { id: `F${order}-${n}`, orderId: `O${order}`, instrument, side, price: price((cents + order * 11) * UNITS_PER_CENT), quantity: shares, time, fees };
}

function movementOf(kind: LocalMovement['kind']): LocalMovement {
  const [instrument = SHARES[0] as InstrumentId] = SHARES;
  const yuan = (amount: number): Money => money(amount * 10_000);
  switch (kind) {
    case 'dividend':
      return { kind, instrument, cash: yuan(123_456), shares: 0 };
    case 'dividendTax':
      return { kind, instrument, cash: yuan(-777), shares: 0 };
    case 'newShares':
      return { kind, instrument, cash: money(0), shares: 300_000 };
    case 'rights':
      return { kind, instrument, cash: yuan(-45_678), shares: 9_000 };
  }
}

const NOTHING: Omit<StatementRow, 'kind' | 'line'> = {
  date: DATE,
  time: null,
  instrument: null,
  code: '',
  name: '',
  words: '',
  quantity: null,
  price: null,
  turnover: null,
  amount: null,
  fees: null,
  cashAfter: null,
  sharesAfter: null,
  orderRef: '',
  fillRef: '',
  purse: '',
};
const TOLD_AS = { dividend: 'dividend', dividendTax: 'dividendTax', newShares: 'bonusShares', rights: 'rights' } as const satisfies Record<LocalMovement['kind'], RowKind>;

/** Something that the broker's rows tell: what each came to, before it is put into a form. */
export interface Told {
  kind: RowKind;
  readonly instrument: InstrumentId | null;
  readonly fills: readonly LocalFill[];
  quantity: number;
  readonly price: Price | null;
  amount: number;
}

/** The day as the broker sees it: bank transfers, movements in the morning, trades, whole orders for `orders`. */
export function toldBy({ fills, movements = [] }: LocalDay, kind: StatementKind): Told[] {
  const told = movements.map((movement): Told => ({ kind: TOLD_AS[movement.kind], instrument: movement.instrument, fills: [], quantity: movement.shares, price: null, amount: movement.cash }));
  const groups = kind === 'orders' ? [...Map.groupBy(fills, ({ orderId }) => orderId).values()] : fills.map((fill) => [fill]);
  const trades = groups.map((group): Told => {
    const [first] = group;
    return {
      kind: first?.side ?? 'unknown',
      instrument: first?.instrument ?? null,
      fills: group,
      quantity: group.reduce((sum, fill) => sum + fill.quantity, 0),
      price: first?.price ?? null,
      amount: group.reduce((sum, fill) => sum + fillAmount(fill), 0),
    };
  });
  return kind === 'orders' || kind === 'fills' ? trades : [...told, ...trades];
}

/** The broker's file: balances follow from its own rows, as those of a broker that believes in them. */
export function statementOf(kind: StatementKind, told: readonly Told[], day: LocalDay): Statement {
  const rows = kind === 'positions' || kind === 'funds' ? balanceRows(kind, day) : rowsOf(kind, told);
  return { file: `${kind}.csv`, broker: null, kind, rows, priceDecimals: 4, cash: { state: 'notStated', rows: 0, signs: 'signed', order: 'asListed' }, remarks: [] };
}

function rowsOf(kind: StatementKind, told: readonly Told[]): readonly StatementRow[] {
  let cash: number = OPEN_CASH;
  const shares = new Map<InstrumentId, number>(SHARES.map((instrument) => [instrument, OPEN_SHARES]));
  return told.map((one, at) => {
    cash += one.amount;
    if (one.instrument !== null) shares.set(one.instrument, (shares.get(one.instrument) ?? 0) + ROW_KINDS[one.kind].shares * one.quantity);
    const row: StatementRow = { ...NOTHING, line: at + 2, kind: one.kind, words: one.kind };
    if (kind === 'accounting') return { ...row, amount: money(one.amount), cashAfter: money(cash) };
    const traded = { ...row, ...instrumentOf(one), quantity: one.quantity as Quantity, price: one.price, turnover: one.price === null ? null : turnoverOf(one.price, quantity(one.quantity)), orderRef: one.fills[0]?.orderId ?? '' };
    if (kind !== 'delivery') return traded;
    const fees = money(one.fills.reduce((sum, fill) => sum + totalFees(fill.fees), 0));
    const balances = { amount: money(one.amount), cashAfter: money(cash), sharesAfter: one.instrument === null ? null : (shares.get(one.instrument) ?? 0) };
    return { ...traded, ...balances, fees: one.fills.length === 0 ? null : { total: fees, stampTax: null, transferFee: null } };
  });
}

function instrumentOf({ instrument }: Told): Pick<StatementRow, 'instrument' | 'code'> {
  return { instrument, code: instrument?.slice(0, 6) ?? '' };
}

function balanceRows(kind: 'positions' | 'funds', day: LocalDay): readonly StatementRow[] {
  const { close } = openAndClose(day);
  const row: StatementRow = { ...NOTHING, line: 2, date: null, kind: 'balance' };
  if (kind === 'funds') return [{ ...row, cashAfter: close.cash }];
  return [...(close.positions ?? [])].map(([instrument, held], at) => ({ ...row, line: at + 2, instrument, code: instrument.slice(0, 6), sharesAfter: held }));
}
