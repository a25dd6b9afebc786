import { mkdirSync, renameSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { destination, pino } from 'pino';
import { redact } from './redact.ts';

/** What the main process keeps of itself. Trading is in the journal, not here. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** Keeps an error with its stack; returns a short reference by which it is found again. */
  fault(error: unknown, where: string): string;
  /** The last lines of the file, oldest first. */
  tail(): Promise<readonly string[]>;
  close(): void;
}

/** A log that has grown beyond this makes way when the app starts; so do those before it, and the oldest goes. */
const MOST_BYTES = 5 * 1_048_576;
const OLD_LOGS = 3;
const TAIL_BYTES = 65_536;
const TAIL_LINES = 200;

/**
 * Opens the log in `dataDir`. Lines are written at once: what is written last before a crash is what is needed. All
 * text is redacted, stacks too.
 */
export function openLog(dataDir: string, now: () => number): Log {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'kaipan.log');
  rotate(path);
  const file = destination({ dest: path, sync: true, mkdir: true });
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
    tail: () => tailOf(path),
    close: () => file.end(),
  };
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= MOST_BYTES) return;
  const names = [path, ...Array.from({ length: OLD_LOGS }, (_, i) => `${path}.${i + 1}`)];
  for (let i = OLD_LOGS; i > 0; i -= 1) {
    const [from = '', to = ''] = [names[i - 1], names[i]];
    if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to);
  }
}

async function tailOf(path: string): Promise<readonly string[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, start);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n').filter((line) => line !== '');
    // The first line of a piece is the end of one.
    return (start === 0 ? lines : lines.slice(1)).slice(-TAIL_LINES);
  } finally {
    await file.close();
  }
}
