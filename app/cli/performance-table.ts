import { type Performance } from '../../core/analytics/performance.ts';
import { fixed, percentText } from './percent.ts';
import { formatTable } from './table.ts';

type Row = readonly [name: string, value: string, note?: string];

/** Performance for people: figures aligned at the decimal point, with the days they belong to. */
export function tableOfPerformance(
  file: string,
  performance: Performance,
  { riskFree, hasBenchmark }: { readonly riskFree: number; readonly hasBenchmark: boolean },
): string {
  const { from, to, days } = performance;
  const span = from === null || to === null ? 'no days' : `${from} to ${to}, ${days} daily returns`;
  const rows = [...accountRows(performance), ...(hasBenchmark ? benchmarkRows(performance) : [])];
  const width = Math.max(...rows.map(([, value]) => value.length));
  return [
    `${file}: ${span}, risk-free rate ${percentText(riskFree)} a year\n\n`,
    formatTable(rows.map(([name, value, note]) => [name, value.padStart(width), note ?? ''])),
  ].join('');
}

function accountRows(performance: Performance): readonly Row[] {
  const { recovery, maxDrawdownStart, maxDrawdownEnd } = performance;
  const fall = maxDrawdownStart === null ? '' : `${maxDrawdownStart} to ${maxDrawdownEnd}`;
  const rise = recovery === null ? 'not recovered' : `recovered ${recovery}`;
  return [
    ['total return', percentText(performance.totalReturn)],
    ['annual return', percentText(performance.annualReturn)],
    ['annual volatility', percentText(performance.annualVolatility)],
    ['Sharpe ratio', number(performance.sharpe)],
    ['Sortino ratio', number(performance.sortino)],
    ['Calmar ratio', number(performance.calmar)],
    ['maximum drawdown', percentText(performance.maxDrawdown), fall === '' ? '' : `${fall}, ${rise}`],
    ['VaR 95 %', percentText(performance.var95)],
    ['VaR 99 %', percentText(performance.var99)],
    ['CVaR 95 %', percentText(performance.cvar95)],
    ['CVaR 99 %', percentText(performance.cvar99)],
    ['days with a gain', percentText(performance.winRate)],
    ['mean gain / mean loss', number(performance.profitLossRatio)],
    ['best day', percentText(performance.bestDay), performance.bestDayDate ?? ''],
    ['worst day', percentText(performance.worstDay), performance.worstDayDate ?? ''],
    ['skewness', number(performance.skewness)],
    ['excess kurtosis', number(performance.kurtosis)],
  ];
}

function benchmarkRows(performance: Performance): readonly Row[] {
  return [
    ['benchmark return', percentText(performance.benchmarkReturn)],
    ['benchmark annual', percentText(performance.benchmarkAnnualReturn)],
    ['beta', number(performance.beta)],
    ['alpha, a year', percentText(performance.alpha)],
    ['correlation', number(performance.correlation)],
    ['tracking error', percentText(performance.trackingError)],
    ['information ratio', number(performance.informationRatio)],
  ];
}

/** Two blanks more stand where a percentage has its sign, so that points are below points. */
function number(value: number | null): string {
  return value === null ? 'none' : `${fixed(value, 2)}  `;
}
