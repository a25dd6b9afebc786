import { type Command } from 'commander';
import { readEquity } from '../../../adapters/files/equity.ts';
import { type Performance, performanceOf } from '../../../core/analytics/performance.ts';
import { type CliIo } from '../io.ts';
import { tableOfPerformance } from '../performance-table.ts';
import { numberOption, readInput } from '../series-input.ts';

interface MetricsOptions {
  readonly equity: string;
  readonly riskFree: string;
  readonly json?: boolean;
}

export function register(program: Command, io: CliIo): void {
  program
    .command('metrics')
    .description('performance and risk of an equity curve')
    .requiredOption('--equity <file>', "the account's value by day: date,equity and optionally benchmark; .gz too")
    .option('--risk-free <rate>', 'yearly risk-free rate as a fraction, such as 0.02', '0')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: MetricsOptions) => {
      io.stdout(await metricsCommand(options, io));
    });
}

/** The whole output. @throws UsageError when an option or the file is wrong. */
async function metricsCommand({ equity, riskFree: text, json }: MetricsOptions, io: CliIo): Promise<string> {
  const riskFree = numberOption('--risk-free', text, isYearlyRate, 'a yearly rate as a fraction such as 0.02');
  const curve = await readInput(equity, readEquity, io);
  const performance: Performance = performanceOf(curve, riskFree);
  if (json === true) return `${JSON.stringify(performance, null, 2)}\n`;
  return tableOfPerformance(equity, performance, { riskFree, hasBenchmark: curve.benchmark !== null });
}

/** 1 and more would be 100 % a year: a percentage that was meant as a fraction. */
function isYearlyRate(value: number): boolean {
  return Math.abs(value) < 1;
}
