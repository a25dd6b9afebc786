import { type Command } from 'commander';
import { LoadedScripts } from '../../../adapters/scripts/loaded-scripts.ts';
import { problemText } from '../../../adapters/scripts/problem.ts';
import { type RehearsedStep, rehearseCondition, rehearseStyle } from '../../../adapters/scripts/rehearsal.ts';
import { type ScriptHost } from '../../../adapters/scripts/script-host.ts';
import { NO_STATE, type ScriptMove, type ScriptUse } from '../../../core/execution/script-port.ts';
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
  const use: ScriptUse = { script: text.script, params: paramsOption(options.params), state: NO_STATE };
  const logs: string[] = [];
  const scripts = new LoadedScripts((lines) => logs.push(...lines));
  try {
    scripts.load(text);
    const loaded = await scripts.open(use.script);
    if (!loaded.ok) throw new UsageError(problemText(loaded.error));
    return report(file, loaded.value, await rehearsed(scripts, use, loaded.value), logs, options.json === true);
  } finally {
    await scripts.close();
  }
}

type Steps = readonly RehearsedStep<ScriptMove | boolean>[];

async function rehearsed(scripts: LoadedScripts, use: ScriptUse, host: ScriptHost): Promise<Steps> {
  const result = host.entry === 'nextMove' ? await rehearseStyle(scripts, use) : await rehearseCondition(scripts, use);
  if (result.ok) return result.value;
  // What the script was stopped for.
  throw new UsageError(host.stopped === null ? result.error.code : problemText(host.stopped));
}

function report(file: string, { entry }: ScriptHost, steps: Steps, logs: readonly string[], asJson: boolean): string {
  const kind = entry === 'nextMove' ? 'style' : 'condition';
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
