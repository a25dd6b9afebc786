import { type ExitCode } from './failure.ts';
import { run } from './program.ts';

export interface CliResult {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as the process would and keeps what it printed. For tests. */
export async function runCli(args: readonly string[], cwd = '/'): Promise<CliResult> {
  const printed = { stdout: '', stderr: '' };
  const code = await run(args, {
    cwd,
    stdout: (text) => {
      printed.stdout += text;
    },
    stderr: (text) => {
      printed.stderr += text;
    },
  });
  return { code, ...printed };
}
