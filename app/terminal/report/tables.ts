import { tradedValue } from '../../../core/analytics/past-day.ts';
import { type Statements } from '../../../core/analytics/statements.ts';
import { formatDecimal } from '../../../core/kernel/decimal.ts';
import { formatLocalTime } from '../../../core/kernel/time.ts';
import { type Money, type Price, ratioOf, turnoverOf } from '../../../core/kernel/units.ts';
import { addFees } from '../../../core/orders/order.ts';
import { NO_FEES, totalFees } from '../../../core/portfolio/fees.ts';
import { type AccountReport } from './account-report.ts';
import { type ReportLanguage, type ReportWords, reportWords } from './words.ts';

/** A value of a report: a text, or a number with as many decimals as its unit has. */
export type ReportCell = string | { readonly units: number; readonly scale: 0 | 4 | 8 };

export interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReportCell[])[];
}

const yuan = (amount: Money | Price): ReportCell => ({ units: amount, scale: 4 });
const shares = (count: number): ReportCell => ({ units: count, scale: 0 });
const share = (part: number, whole: number): ReportCell => (whole > 0 ? { units: ratioOf(part, whole), scale: 8 } : '');

/** A cell as a plain decimal: money with at least cents. */
export function cellText(cell: ReportCell): string {
  if (typeof cell === 'string') return cell;
  return formatDecimal(cell.units, cell.scale, cell.scale === 4 ? 2 : 0);
}

/** Everything that a report shows, in the order in which it is read: the three statements, days, round trips, fills. */
export function reportTables(report: AccountReport, language: ReportLanguage): readonly ReportTable[] {
  const words = reportWords(language);
  const { statements } = report;
  return [
    balanceSheet(statements, words),
    income(statements, words),
    cashFlow(statements, words),
    dayTable(report, words),
    tripTable(report, words),
    fillTable(report, words),
  ];
}

function balanceSheet({ opening, closing }: Statements, words: ReportWords): ReportTable {
  return {
    title: words.balanceSheet,
    columns: [words.item, words.opening, words.closing],
    rows: [
      [words.cash, yuan(opening.cash), yuan(closing.cash)],
      [words.securities, yuan(opening.securities), yuan(closing.securities)],
      [words.securitiesCost, yuan(opening.securitiesCost), yuan(closing.securitiesCost)],
      [words.assets, yuan(opening.equity), yuan(closing.equity)],
      [words.liabilities, yuan(0 as Money), yuan(0 as Money)],
      [words.equity, yuan(opening.equity), yuan(closing.equity)],
    ],
  };
}

function income({ income: { realised, unrealised, other, fees, netProfit } }: Statements, words: ReportWords): ReportTable {
  return {
    title: words.income,
    columns: [words.item, words.amount],
    rows: [
      [words.realised, yuan(realised)],
      [words.unrealised, yuan(unrealised)],
      [words.otherIncome, yuan(other)],
      [words.commission, yuan(-fees.commission as Money)],
      [words.stampTax, yuan(-fees.stampTax as Money)],
      [words.transferFee, yuan(-fees.transferFee as Money)],
      [words.netProfit, yuan(netProfit)],
    ],
  };
}

function cashFlow({ cashFlow: flow }: Statements, words: ReportWords): ReportTable {
  return {
    title: words.cashFlow,
    columns: [words.item, words.amount],
    rows: [
      [words.openingCash, yuan(flow.opening)],
      [words.fromSales, yuan(flow.fromSales)],
      [words.forPurchases, yuan(-flow.forPurchases as Money)],
      [words.forFees, yuan(-flow.forFees as Money)],
      [words.otherIncome, yuan(flow.other)],
      [words.deposits, yuan(flow.deposits)],
      [words.closingCash, yuan(flow.closing)],
    ],
  };
}

function dayTable({ days }: AccountReport, words: ReportWords): ReportTable {
  return {
    title: words.days,
    columns: [words.date, words.equity, words.cash, words.securities, words.profit, words.change, words.bought, words.sold, words.fees],
    rows: days.map(({ day, books, base, profit }) => [
      day.date,
      yuan(books.equity),
      yuan(day.cash),
      yuan(day.marketValue),
      yuan(profit),
      share(profit, base),
      yuan(tradedValue(day.fills, 'buy')),
      yuan(tradedValue(day.fills, 'sell')),
      yuan(totalFees(day.fills.reduce((sum, fill) => addFees(sum, fill.fees), NO_FEES))),
    ]),
  };
}

function tripTable({ trips }: AccountReport, words: ReportWords): ReportTable {
  return {
    title: words.trips,
    columns: [words.strategy, words.instrument, words.quantity, words.entry, words.exit, words.cost, words.proceeds, words.fees, words.profit],
    rows: trips.map(({ strategyId, instrument, quantity, entry, exit, cost, proceeds, fees, profit }) => [
      strategyId,
      instrument,
      shares(quantity),
      entry.date,
      exit.date,
      yuan(cost),
      yuan(proceeds),
      yuan(fees),
      yuan(profit),
    ]),
  };
}

function fillTable({ fills }: AccountReport, words: ReportWords): ReportTable {
  return {
    title: words.fills,
    columns: [words.time, words.strategy, words.instrument, words.side, words.price, words.quantity, words.value, words.fees, words.reason],
    rows: fills.map(({ time, strategyId, instrument, side, price, quantity, fees, reason }) => [
      formatLocalTime(time),
      strategyId,
      instrument,
      words[side],
      yuan(price),
      shares(quantity),
      yuan(turnoverOf(price, quantity)),
      yuan(totalFees(fees)),
      reason,
    ]),
  };
}
