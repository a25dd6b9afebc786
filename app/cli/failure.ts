/** How a command ends; every command keeps to these. */
export const EXIT = {
  done: 0,
  /** Failed while running. */
  failed: 1,
  /** Wrong usage or bad input: one clear line, nothing half-written. */
  usage: 2,
  /** Ran, but a check that the user should see failed. */
  checkFailed: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with an exit code; the message is the one line that the user reads on stderr. */
export class CliFailure extends Error {
  override readonly name: string = 'CliFailure';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Wrong usage or bad input: names the option, or the file, line and field. */
export class UsageError extends CliFailure {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(message, EXIT.usage);
  }
}

/** The command did its work and found something that the user must look at. */
export class CheckFailedError extends CliFailure {
  override readonly name = 'CheckFailedError';

  constructor(message: string) {
    super(message, EXIT.checkFailed);
  }
}
