import { type Command, Option } from 'commander';
import { readReturns } from '../../../adapters/files/returns.ts';
import { ascending } from '../../../core/statistics/sample.ts';
import { type TailRisk, historicalRisk, isConfidence, parametricRisk } from '../../../core/risk/measures/value-at-risk.ts';
import { type CliIo } from '../io.ts';
import { percentText } from '../percent.ts';
import { numberOption, readInput } from '../series-input.ts';
import { formatTable } from '../table.ts';

const METHODS = ['historical', 'parametric'] as const;
type Method = (typeof METHODS)[number];

interface VarOptions {
  readonly returns: string;
  readonly confidence: string;
  readonly method: Method;
  readonly json?: boolean;
}

export function register(program: Command, io: CliIo): void {
  program
    .command('var')
    .description('value at risk of daily returns and the mean loss beyond it (CVaR); losses are negative')
    .requiredOption('--returns <file>', 'daily returns as fractions: date,return; .gz too')
    .requiredOption('--confidence <number>', 'between 0 and 1, such as 0.95')
    .addOption(new Option('--method <name>', 'as it was, or as a normal distribution').choices(METHODS).default('historical'))
    .option('--json', 'one JSON document on stdout')
    .action(async (options: VarOptions) => {
      io.stdout(await varCommand(options, io));
    });
}

/** The whole output. @throws UsageError when an option or the file is wrong. */
async function varCommand({ returns: file, confidence: text, method, json }: VarOptions, io: CliIo): Promise<string> {
  const confidence = numberOption('--confidence', text, isConfidence, 'a number between 0 and 1 such as 0.95');
  const returns = await readInput(file, readReturns, io);
  const risk = riskOf(returns, confidence, method);
  if (json === true) return `${JSON.stringify(risk ?? { var: null, cvar: null }, null, 2)}\n`;
  return [
    `${file}: ${returns.length} daily returns, ${method}, confidence ${text}\n\n`,
    formatTable([
      ['VaR', percentText(risk?.var ?? null)],
      ['CVaR', percentText(risk?.cvar ?? null)],
    ]),
  ].join('');
}

function riskOf(returns: readonly number[], confidence: number, method: Method): TailRisk | null {
  return method === 'historical'
    ? historicalRisk(ascending(returns), confidence)
    : parametricRisk(returns, confidence);
}
