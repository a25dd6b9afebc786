import { Command, CommanderError } from 'commander';
import * as backup from './commands/backup.ts';
import * as cloud from './commands/cloud.ts';
import * as config from './commands/config.ts';
import * as day from './commands/day.ts';
import * as demo from './commands/demo.ts';
import * as exchange from './commands/exchange.ts';
import * as gateway from './commands/gateway.ts';
import * as journal from './commands/journal.ts';
import * as live from './commands/live.ts';
import * as metrics from './commands/metrics.ts';
import * as accountReport from './commands/report.ts';
import * as resume from './commands/resume.ts';
import * as rules from './commands/rules.ts';
import * as script from './commands/script.ts';
import * as settle from './commands/settle.ts';
import * as sync from './commands/sync.ts';
import * as valueAtRisk from './commands/var.ts';
import { CliFailure, EXIT, type ExitCode } from './failure.ts';
import { type CliIo } from './io.ts';

/** One file per command in `commands/`, each with `register(program, io)`. */
const COMMANDS: readonly { register(program: Command, io: CliIo): void }[] = [
  backup,
  cloud,
  config,
  day,
  demo,
  exchange,
  gateway,
  journal,
  live,
  metrics,
  accountReport,
  resume,
  rules,
  script,
  settle,
  sync,
  valueAtRisk,
];

/** Runs the command line and tells the exit code; never ends the process itself. */
export async function run(args: readonly string[], io: CliIo): Promise<ExitCode> {
  const program = createProgram(io);
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return report(error, io);
  }
}

function createProgram(io: CliIo): Command {
  const program = new Command('kaipan')
    .description('Kaipan, the trading terminal for A-shares, without its window')
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(text),
      outputError: () => undefined,
    })
    .exitOverride()
    .showHelpAfterError(false);
  for (const command of COMMANDS) command.register(program, io);
  return program;
}

/** Says on one line of stderr what went wrong. */
function report(error: unknown, io: CliIo): ExitCode {
  if (error instanceof CommanderError) {
    // Help that was asked for is no failure; help that was shown for want of a command is.
    if (error.exitCode === 0) return EXIT.done;
    if (error.code !== 'commander.help') io.stderr(`kaipan: ${oneLine(error.message.replace(/^error: /, ''))}\n`);
    return EXIT.usage;
  }
  io.stderr(`kaipan: ${oneLine(error instanceof Error ? error.message : String(error))}\n`);
  return error instanceof CliFailure ? error.exitCode : EXIT.failed;
}

function oneLine(message: string): string {
  return message.replaceAll(/\s*\n\s*/g, ' ').trim();
}
