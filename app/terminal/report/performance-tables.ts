import { monthlyReturns } from '../../../core/analytics/curves.ts';
import { tradedValue } from '../../../core/analytics/past-day.ts';
import { type EquityCurve, type Performance, performanceOf } from '../../../core/analytics/performance.ts';
import { type Money, RATE_ONE, ZERO_MONEY, addMoney } from '../../../core/kernel/units.ts';
import { type ReviewedDay } from '../review.ts';
import { type AccountReport } from './account-report.ts';
import { type ReportCell, type ReportTable, count, listTable, rate, ratio, share, yuan } from './cells.ts';
import { feesOf } from './trade-tables.ts';
import { type ReportWords } from './words.ts';

/** How the account did: its figures by the conventions of `kaipan metrics`, its months, its days. */
export function performanceTables(report: AccountReport, words: ReportWords): readonly ReportTable[] {
  const curve = curveOf(report.days);
  return [figures(report, performanceOf(curve), words), months(curve, words), dayTable(report, words)];
}

/** 1 before the first day, then what each day's profit on its base made of it: money paid in or out earns nothing. */
export function curveOf(days: readonly ReviewedDay[]): EquityCurve {
  const equity = [1];
  for (const { base, profit } of days) equity.push((equity.at(-1) ?? 1) * (1 + (base > 0 ? profit / base : 0)));
  const dates = days.map(({ day }) => day.date);
  return { dates: [...dates.slice(0, 1), ...dates], equity, benchmark: null };
}

function fraction(value: number | null): ReportCell {
  return value === null ? '' : rate(Math.round(value * RATE_ONE));
}

function figure(value: number | null): ReportCell {
  return value === null ? '' : ratio(value);
}

function figures({ statements: { opening, closing }, days, trips, capital, fills }: AccountReport, performance: Performance, words: ReportWords): ReportTable {
  const profit = days.reduce<Money>((sum, day) => addMoney(sum, day.profit), ZERO_MONEY);
  const { totalReturn, annualReturn, annualVolatility, sharpe, sortino, calmar, maxDrawdown, bestDay, worstDay, winRate } = performance;
  const { maxDrawdownStart, maxDrawdownEnd, bestDayDate, worstDayDate } = performance;
  const rows: readonly (readonly ReportCell[])[] = [
    [words.openingEquity, yuan(opening.equity), ''],
    [words.closingEquity, yuan(closing.equity), ''],
    [words.netDeposits, yuan(addMoney(capital.paidIn, -capital.takenOut as Money)), ''],
    [words.profit, yuan(profit), ''],
    [words.tradingDays, count(days.length), ''],
    [words.totalReturn, fraction(totalReturn), ''],
    [words.annualReturn, fraction(annualReturn), ''],
    [words.volatility, fraction(annualVolatility), ''],
    [words.sharpe, figure(sharpe), ''],
    [words.sortino, figure(sortino), ''],
    [words.calmar, figure(calmar), ''],
    [words.maxDrawdown, fraction(maxDrawdown), [maxDrawdownStart, maxDrawdownEnd].filter((date) => date !== null).join(' – ')],
    [words.bestDay, fraction(bestDay), bestDayDate ?? ''],
    [words.worstDay, fraction(worstDay), worstDayDate ?? ''],
    [words.winningDays, fraction(winRate), ''],
    [words.winningTrips, share(trips.filter((trip) => trip.profit > 0).length, trips.length), ''],
    [words.fees, yuan(feesOf(fills)), ''],
  ];
  return listTable(words.performance, [words.item, words.figure, words.remark], rows);
}

function months(curve: EquityCurve, words: ReportWords): ReportTable {
  return listTable(
    words.months,
    [words.month, words.change],
    monthlyReturns(curve).map(({ month, value }) => [month, fraction(value)]),
  );
}

function dayTable({ days }: AccountReport, words: ReportWords): ReportTable {
  return listTable(
    words.days,
    [words.date, words.dayEquity, words.dayCash, words.marketValue, words.profit, words.change, words.bought, words.sold, words.fees],
    days.map(({ day, books, base, profit }) => [
      day.date,
      yuan(books.equity),
      yuan(day.cash),
      yuan(day.marketValue),
      yuan(profit),
      share(profit, base),
      yuan(tradedValue(day.fills, 'buy')),
      yuan(tradedValue(day.fills, 'sell')),
      yuan(feesOf(day.fills)),
    ]),
  );
}
