import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { destination, pino } from 'pino';
import { redact } from './redact.ts';

/** What the main process keeps of itself. Trading is in the journal, not here. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** Keeps an error with its stack; returns a short reference by which it is found again. */
  fault(error: unknown, where: string): string;
  close(): void;
}

/**
 * Opens the log in `dataDir`. Lines are written at once: what is written last before a crash is what is needed. All
 * text is redacted, stacks too.
 */
export function openLog(dataDir: string, now: () => number): Log {
  mkdirSync(dataDir, { recursive: true });
  const file = destination({ dest: join(dataDir, 'kaipan.log'), sync: true, mkdir: true });
  const logger = pino({ base: null, timestamp: () => `,"time":"${new Date(now()).toISOString()}"` }, file);
  let faults = 0;
  return {
    info: (message) => logger.info(redact(message)),
    warn: (message) => logger.warn(redact(message)),
    fault: (error, where) => {
      faults += 1;
      const reference = `${now().toString(36)}-${faults}`;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      logger.error({ reference, where: redact(where) }, redact(text));
      return reference;
    },
    close: () => file.end(),
  };
}
