import { type Command } from 'commander';
import { problemText } from '../../../adapters/scripts/problem.ts';
import { type Rehearsal, rehearse } from '../../../adapters/scripts/rehearse.ts';
import { type ScriptMove } from '../../../core/execution/script-port.ts';
import { formatYuan } from '../../../core/kernel/decimal.ts';
import { formatTimeOfDay, timeOfDayOf } from '../../../core/kernel/time.ts';
import { UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';
import { paramsOption, scriptFile } from '../script-input.ts';
import { formatTable } from '../table.ts';
import { registerTry } from './script-try.ts';

interface CheckOptions {
  readonly params: string;
  readonly json?: boolean;
}

export function register(program: Command, io: CliIo): void {
  const script = program.command('script').description('scripts of your own: styles and conditions');
  script
    .command('check')
    .description('load a script and put it through an invented day; the first error names its line')
    .argument('<file>', 'TypeScript (.ts) or JavaScript (.js, .mjs)')
    .option('--params <json>', 'its parameters, as a JSON object', '{}')
    .option('--json', 'one JSON document on stdout')
    .action(async (file: string, options: CheckOptions) => {
      io.stdout(await check(file, options, io));
    });
  registerTry(script, io);
}

/** The whole output. @throws UsageError when the file or the script in it is bad. */
async function check(file: string, options: CheckOptions, io: CliIo): Promise<string> {
  const text = await scriptFile(file, io);
  const rehearsed = await rehearse(text, paramsOption(options.params));
  if (!rehearsed.ok) throw new UsageError(problemText(rehearsed.error));
  return report(file, rehearsed.value, options.json === true);
}

function report(file: string, { kind, steps, logs }: Rehearsal, asJson: boolean): string {
  if (asJson) {
    const told = steps.map(({ now, ...step }) => ({ time: formatTimeOfDay(timeOfDayOf(now)), ...step, state: JSON.parse(step.state) as unknown }));
    return `${JSON.stringify({ file, kind, steps: told, logs }, null, 2)}\n`;
  }
  const rows = steps.map(({ now, phase, answer }) => [formatTimeOfDay(timeOfDayOf(now)), phase, answerText(answer)]);
  const logged = logs.length === 0 ? '' : `\nlogged:\n${logs.map((line) => `  ${line}\n`).join('')}`;
  return `${file}: a ${kind}, on an invented day, buying 1000 of 600000.SH at about 10.00\n\n${formatTable(rows)}${logged}`;
}

function answerText(answer: ScriptMove | boolean): string {
  if (typeof answer === 'boolean') return answer ? 'holds' : 'does not hold';
  switch (answer.kind) {
    case 'send':
      return `sends ${answer.quantity} at ${formatYuan(answer.price)} (${answer.type})`;
    case 'cancel':
      return `cancels ${answer.orderId}: ${String(answer.reason.params['text'])}`;
    case 'wait':
    case 'finish':
      return `${answer.kind === 'wait' ? 'waits' : 'finishes'}: ${String(answer.reason.params['text'] ?? answer.reason.code)}`;
  }
}
