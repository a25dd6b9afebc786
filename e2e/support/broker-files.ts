import { type FillRow, type PositionRow } from '../../app/preload/contract.ts';
import { formatYuan } from '../../core/kernel/decimal.ts';
import { type Money } from '../../core/kernel/units.ts';

/** A row of a delivery note; money in 1/10000 yuan. */
interface NoteRow {
  readonly fill: FillRow;
  /** What the broker charged beyond what we know of. */
  readonly extra: number;
}

/** The headings of a delivery note; a broker may call them otherwise. */
export const HEADINGS = ['成交日期', '证券代码', '证券名称', '业务名称', '成交数量', '成交价格', '成交金额', '佣金', '印花税', '过户费', '发生金额', '资金余额', '成交编号'] as const;

const WORDS = { buy: '证券买入', sell: '证券卖出' } as const;
const yuan = (units: number): string => formatYuan(units as Money);

/** The day's fills as a broker's client exports them: the balances go on from row to row. */
export function deliveryNote(date: string, morning: number, rows: readonly NoteRow[], headings: readonly string[] = HEADINGS): string {
  let cash = morning;
  const lines = rows.map(({ fill, extra }) => {
    const { instrument, name, side, quantity, price, id } = fill;
    const { commission, stampTax, transferFee } = fill.fees;
    const turnover = price * quantity;
    const charged = commission + extra + stampTax + transferFee;
    const amount = side === 'buy' ? -turnover - charged : turnover - charged;
    cash += amount;
    const fees = [commission + extra, stampTax, transferFee].map(yuan);
    return [date.replaceAll('-', ''), `="${instrument.slice(0, 6)}"`, name, WORDS[side], quantity, yuan(price), yuan(turnover), ...fees, yuan(amount), yuan(cash), id].join('\t');
  });
  return `${[headings.join('\t'), ...lines].join('\r\n')}\r\n`;
}

/** What is held after the close, with some shares more of one instrument. */
export function holdingsFile(positions: readonly PositionRow[], more: Readonly<Record<string, number>>): string {
  const lines = positions
    .filter(({ quantity }) => quantity > 0)
    .map(({ instrument, name, quantity }) => [instrument.slice(0, 6), name, quantity + (more[instrument] ?? 0), '0'].join(','));
  return `${['证券代码,证券名称,股票余额,市值', ...lines].join('\n')}\n`;
}

/** What the account had in the morning: its fills taken back. */
export function openingCash(closing: number, fills: readonly FillRow[]): number {
  return fills.reduce((cash, { side, price, quantity, fees }) => {
    const charged = fees.commission + fees.stampTax + fees.transferFee;
    return cash + (side === 'buy' ? price * quantity : -price * quantity) + charged;
  }, closing);
}
