import { type TradeDate } from '../kernel/time.ts';
import { type Money, ZERO_MONEY, addMoney, roundToCent, subtractMoney } from '../kernel/units.ts';
import { NO_FEES, totalFees } from '../portfolio/fees.ts';
import { type Fees, addFees } from '../orders/order.ts';
import { type PastDay, type PastIncome, closingEquity, tradedValue } from './past-day.ts';

/** What the account owns at one moment; it owes nothing. Money in 1/10000 yuan. */
export interface BalanceSheet {
  readonly cash: Money;
  /** Securities at their market value, and what they cost, to the cent: a part of a lot has cost a fraction of one. */
  readonly securities: Money;
  readonly securitiesCost: Money;
  /** `cash + securities`: assets, and with no debts the owner's equity. */
  readonly equity: Money;
}

/** What a stretch of days earned. */
export interface IncomeStatement {
  /** Sales less the cost of what was sold. */
  readonly realised: Money;
  /** Change of what the holdings are worth beyond their cost. */
  readonly unrealised: Money;
  readonly fees: Fees;
  /** Dividends before tax, and the tax that was withheld of them. */
  readonly dividends: Money;
  readonly dividendTax: Money;
  /** Cash that came otherwise during days: interest, corrections. */
  readonly other: Money;
  /** `realised + unrealised + dividends - dividendTax + other - fees`. */
  readonly netProfit: Money;
}

/** What moved the cash. */
export interface CashFlowStatement {
  readonly opening: Money;
  readonly fromSales: Money;
  /** Rights that were taken up too. */
  readonly forPurchases: Money;
  readonly forFees: Money;
  /** Dividends, less the tax withheld of them. */
  readonly fromDividends: Money;
  readonly other: Money;
  /** Paid in, less taken out, between days. */
  readonly deposits: Money;
  readonly closing: Money;
}

/**
 * The three statements of an account over a stretch of days. They are tied: closing equity = opening equity + net profit +
 * deposits; closing cash = opening cash + all flows; the cash of the balance sheets is that of the cash flow statement.
 */
export interface Statements {
  readonly from: TradeDate;
  readonly to: TradeDate;
  readonly opening: BalanceSheet;
  readonly closing: BalanceSheet;
  readonly income: IncomeStatement;
  readonly cashFlow: CashFlowStatement;
}

/**
 * Draws them from days that follow one another, oldest first.
 * @param before the day before the first; null: the account begins with the first, at the previous closes.
 * @returns null without days.
 */
export function statementsOf(days: readonly PastDay[], before: PastDay | null): Statements | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const opening = before === null ? openingSheet(first) : closingSheet(before);
  const closing = closingSheet(last);
  const cashFlow = cashFlowOf(days, opening.cash);
  return { from: first.date, to: last.date, opening, closing, income: incomeOf(days, cashFlow, { opening, closing }), cashFlow };
}

function closingSheet(day: PastDay): BalanceSheet {
  return { cash: day.cash, securities: day.marketValue, securitiesCost: roundToCent(sumOf(day.holdings, ({ cost }) => cost)), equity: closingEquity(day) };
}

function openingSheet({ opening, openingEquity }: PastDay): BalanceSheet {
  const securities = subtractMoney(openingEquity, opening.cash);
  return { cash: opening.cash, securities, securitiesCost: roundToCent(sumOf(opening.positions, ({ cost }) => cost)), equity: openingEquity };
}

function cashFlowOf(days: readonly PastDay[], opening: Money): CashFlowStatement {
  let deposits = ZERO_MONEY;
  let balance = opening;
  for (const day of days) {
    deposits = addMoney(deposits, subtractMoney(day.opening.cash, balance));
    balance = day.cash;
  }
  const fills = days.flatMap((day) => day.fills);
  const fromSales = tradedValue(fills, 'sell');
  const { dividends, tax, paid } = incomeIn(days);
  const forPurchases = addMoney(tradedValue(fills, 'buy'), paid);
  const fromDividends = subtractMoney(dividends, tax);
  const forFees = totalFees(feesOf(days));
  const received = addMoney(addMoney(fromSales, fromDividends), deposits);
  const explained = subtractMoney(subtractMoney(received, forPurchases), forFees);
  const other = subtractMoney(subtractMoney(balance, opening), explained);
  return { opening, fromSales, forPurchases, forFees, fromDividends, other, deposits, closing: balance };
}

/** The cost of what was sold is what holdings and buys cost, less the cost of what is left. */
function incomeOf(
  days: readonly PastDay[],
  { fromSales, forPurchases, fromDividends, other }: CashFlowStatement,
  { opening, closing }: Pick<Statements, 'opening' | 'closing'>,
): IncomeStatement {
  const costOfSales = subtractMoney(addMoney(opening.securitiesCost, forPurchases), closing.securitiesCost);
  const realised = subtractMoney(fromSales, costOfSales);
  const unrealised = subtractMoney(gainOf(closing), gainOf(opening));
  const fees = feesOf(days);
  const { dividends, tax: dividendTax } = incomeIn(days);
  const netProfit = subtractMoney(addMoney(addMoney(realised, unrealised), addMoney(fromDividends, other)), totalFees(fees));
  return { realised, unrealised, fees, dividends, dividendTax, other, netProfit };
}

function incomeIn(days: readonly PastDay[]): Pick<PastIncome, 'dividends' | 'tax' | 'paid'> {
  const income = days.flatMap((day) => day.income);
  return { dividends: sumOf(income, (one) => one.dividends), tax: sumOf(income, (one) => one.tax), paid: sumOf(income, (one) => one.paid) };
}

function gainOf({ securities, securitiesCost }: BalanceSheet): Money {
  return subtractMoney(securities, securitiesCost);
}

function feesOf(days: readonly PastDay[]): Fees {
  return days.flatMap((day) => day.fills).reduce((sum, fill) => addFees(sum, fill.fees), NO_FEES);
}

function sumOf<Row>(rows: readonly Row[], amount: (row: Row) => Money): Money {
  return rows.reduce((sum, row) => addMoney(sum, amount(row)), ZERO_MONEY);
}
