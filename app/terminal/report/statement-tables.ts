import { type BalanceSheet } from '../../../core/analytics/statements.ts';
import { type Money, ZERO_MONEY, addMoney, subtractMoney } from '../../../core/kernel/units.ts';
import { totalFees } from '../../../core/portfolio/fees.ts';
import { type AccountReport } from './account-report.ts';
import { type FormRow, type ReportCell, type ReportTable, formTable, yuan } from './cells.ts';
import { type ReportWords } from './words.ts';

/**
 * The three statements in the forms that the Ministry of Finance prints for enterprises (会企01, 02 and 03 表, as of 财会
 * 〔2019〕6 号), with the lines that an account of securities has: securities held for trading are `交易性金融资产`, what
 * they gain beyond their cost `公允价值变动`, what they are traded for stands under investing activities.
 */
export function statementTables(report: AccountReport, words: ReportWords): readonly ReportTable[] {
  return [balanceSheet(report, words), income(report, words), cashFlow(report, words), ties(report, words)];
}

/** One line of a form: its words, whether it sums others up, and its amounts; without amounts it heads others. */
interface Item {
  readonly words: string;
  readonly total: boolean;
  readonly amounts: readonly Money[];
}

const head = (words: string): Item => ({ words, total: false, amounts: [] });
const item = (words: string, ...amounts: readonly Money[]): Item => ({ words, total: false, amounts });
const total = (words: string, ...amounts: readonly Money[]): Item => ({ words, total: true, amounts });
const minus = (amount: Money): Money => subtractMoney(ZERO_MONEY, amount);

/** Lines with amounts are numbered in turn, as on the printed form. */
function numbered(items: readonly Item[], columns: number, first = 1): readonly FormRow[] {
  let next = first;
  return items.map(({ words, total: isTotal, amounts }) => {
    const number = amounts.length === 0 ? '' : String(next++);
    const cells: ReportCell[] = amounts.length === 0 ? Array.from({ length: columns }, () => '') : amounts.map(yuan);
    return { cells: [words, number, ...cells], total: isTotal };
  });
}

/** Assets on the left, liabilities and equity on the right, each at the end and at the beginning. */
function balanceSheet({ account, statements: { to, opening, closing }, capital }: AccountReport, words: ReportWords): ReportTable {
  const both = (of: (sheet: BalanceSheet) => Money): readonly Money[] => [of(closing), of(opening)];
  const retained = [subtractMoney(closing.equity, capital.closing), subtractMoney(opening.equity, capital.opening)] as const;
  const assets: readonly Item[] = [
    head(words.currentAssets),
    item(words.cash, ...both(({ cash }) => cash)),
    item(words.securities, ...both(({ securities }) => securities)),
    item(words.securitiesCost, ...both(({ securitiesCost }) => securitiesCost)),
    item(words.fairValueChange, ...both(({ securities, securitiesCost }) => subtractMoney(securities, securitiesCost))),
    total(words.currentAssetsTotal, ...both(({ equity }) => equity)),
    item(words.otherAssets, ZERO_MONEY, ZERO_MONEY),
    total(words.assets, ...both(({ equity }) => equity)),
  ];
  const claims: readonly Item[] = [
    head(words.liabilitiesHead),
    item(words.currentLiabilities, ZERO_MONEY, ZERO_MONEY),
    total(words.liabilities, ZERO_MONEY, ZERO_MONEY),
    head(words.equityHead),
    item(words.paidInCapital, capital.closing, capital.opening),
    item(words.retained, ...retained),
    total(words.equity, ...both(({ equity }) => equity)),
    total(words.claims, ...both(({ equity }) => equity)),
  ];
  const left = numbered(assets, 2);
  const right = numbered(claims, 2, assets.filter(({ amounts }) => amounts.length > 0).length + 1);
  const columns = [words.assetsColumn, words.line, words.closing, words.opening, words.claimsColumn, words.line, words.closing, words.opening];
  const rows = left.map((row, at) => ({ cells: [...row.cells, ...(right[at]?.cells ?? [])], total: row.total && right[at]?.total === true }));
  return formTable(words.balanceSheet, headingOf(words, words.balanceForm, account, to), columns, rows);
}

function income({ account, statements: { from, to, income: earned } }: AccountReport, words: ReportWords): ReportTable {
  const { realised, unrealised, dividends, dividendTax, other, fees, netProfit } = earned;
  const revenue = addMoney(addMoney(realised, unrealised), addMoney(dividends, other));
  const beforeTax = addMoney(netProfit, dividendTax);
  const items: readonly Item[] = [
    total(words.revenue, revenue),
    item(words.investmentIncome, realised),
    item(words.dividends, dividends),
    item(words.unrealised, unrealised),
    item(words.otherIncome, other),
    total(words.expenses, totalFees(fees)),
    item(words.commissionExpense, fees.commission),
    item(words.taxExpense, fees.stampTax),
    item(words.transferExpense, fees.transferFee),
    total(words.operatingProfit, beforeTax),
    total(words.profitBeforeTax, beforeTax),
    item(words.incomeTax, dividendTax),
    total(words.netProfit, netProfit),
  ];
  return formTable(words.income, headingOf(words, words.incomeForm, account, from, to), [words.item, words.line, words.amount], numbered(items, 1));
}

function cashFlow({ account, statements: { from, to, cashFlow: flow }, capital }: AccountReport, words: ReportWords): ReportTable {
  const { opening, closing, fromSales, forPurchases, forFees, fromDividends, other } = flow;
  const [earned, spent] = [addMoney(fromSales, fromDividends), addMoney(forPurchases, forFees)];
  const [received, given] = other >= 0 ? [other, ZERO_MONEY] : [ZERO_MONEY, minus(other)];
  const items: readonly Item[] = [
    head(words.operating),
    item(words.otherReceived, received),
    item(words.otherPaid, given),
    total(words.operatingNet, other),
    head(words.investing),
    item(words.fromSales, fromSales),
    item(words.fromDividends, fromDividends),
    item(words.investingIn, earned),
    item(words.forPurchases, forPurchases),
    item(words.forFees, forFees),
    item(words.investingOut, spent),
    total(words.investingNet, subtractMoney(earned, spent)),
    head(words.financing),
    item(words.paidIn, capital.paidIn),
    item(words.takenOut, capital.takenOut),
    total(words.financingNet, subtractMoney(capital.paidIn, capital.takenOut)),
    total(words.netIncrease, subtractMoney(closing, opening)),
    item(words.openingCash, opening),
    total(words.closingCash, closing),
  ];
  return formTable(words.cashFlow, headingOf(words, words.cashFlowForm, account, from, to), [words.item, words.line, words.amount], numbered(items, 1));
}

/** What holds between the three, with both sides as the forms have them. */
function ties({ statements: { opening, closing, income: earned, cashFlow: flow }, capital }: AccountReport, words: ReportWords): ReportTable {
  const moved = subtractMoney(capital.paidIn, capital.takenOut);
  const retained = subtractMoney(subtractMoney(closing.equity, capital.closing), subtractMoney(opening.equity, capital.opening));
  const rows: readonly (readonly [string, Money, Money])[] = [
    [words.tieEquity, closing.equity, addMoney(addMoney(opening.equity, earned.netProfit), moved)],
    [words.tieRetained, retained, earned.netProfit],
    [words.tieCash, closing.cash, flow.closing],
    [words.tieOpeningCash, opening.cash, flow.opening],
  ];
  return {
    title: words.ties,
    heading: [],
    columns: [words.tie, words.leftSide, words.rightSide, words.tieDifference],
    rows: rows.map(([name, left, right]) => [name, yuan(left), yuan(right), yuan(subtractMoney(left, right))]),
    totals: [],
  };
}

function headingOf(words: ReportWords, form: string, account: string, ...dates: readonly string[]): readonly string[] {
  return [form, `${words.preparedBy}${account}`, dates.join(' – '), words.unit];
}
