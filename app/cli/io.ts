/** What a command may touch of the process that it runs in; tests give it their own. */
export interface CliIo {
  /** Where the user stands: paths on the command line are relative to it. */
  readonly cwd: string;
  stdout(text: string): void;
  stderr(text: string): void;
}

/** The real process. A reader that goes away, as `| head` does, ends the output quietly. */
export function processIo(): CliIo {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    cwd: process.cwd(),
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  };
}
