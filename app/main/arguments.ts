import { resolve } from 'node:path';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';

/** What this start of the app is for. */
export type Task =
  | { readonly kind: 'window' }
  /** Plays the demo day by itself in the real window, with pictures of every page in `outDir`. */
  | { readonly kind: 'unattended'; readonly outDir: string }
  /** Opens the window, writes a picture and the start-up times to `file` and `file`.png, and ends. */
  | { readonly kind: 'smoke'; readonly file: string };

export interface Arguments {
  /** Where settings and accounts are kept; null: where the system keeps them. */
  readonly dataDir: string | null;
  /** How many instruments the market of a new demo account has; null: as many as a demo has. */
  readonly demoInstruments: number | null;
  /** Folder of the recorded day to open; null: the demo. */
  readonly day: string | null;
  readonly task: Task;
}

const OURS = /^--(data-dir|day|demo-unattended|smoke)=(.*)$/s;
const DEMO_INSTRUMENTS = /^--demo-instruments=(.*)$/s;
const COUNT = /^[1-9]\d{0,5}$/;

/**
 * Reads our own arguments; all others belong to Chromium and are none of our business. Nothing from a command line is
 * trusted beyond paths, what is read from them being checked like any file, and a number, which only makes an invented
 * market.
 */
export function parseArguments(argv: readonly string[], cwd: string): Result<Arguments, Refusal> {
  const paths = new Map<string, string>();
  for (const argument of argv) {
    const [, name, value] = OURS.exec(argument) ?? [];
    if (name === undefined || value === undefined) continue;
    if (value === '' || value.includes('\0')) return refuse('argument.badPath', { argument: `--${name}` });
    if (paths.has(name)) return refuse('argument.twice', { argument: `--${name}` });
    paths.set(name, resolve(cwd, value));
  }
  const outDir = paths.get('demo-unattended');
  const file = paths.get('smoke');
  if (outDir !== undefined && file !== undefined) return refuse('argument.conflict', { argument: '--smoke' });
  const demoInstruments = demoInstrumentsOf(argv);
  if (!demoInstruments.ok) return demoInstruments;
  return ok({
    dataDir: paths.get('data-dir') ?? null,
    demoInstruments: demoInstruments.value,
    day: paths.get('day') ?? null,
    task: taskOf(outDir, file),
  });
}

function demoInstrumentsOf(argv: readonly string[]): Result<number | null, Refusal> {
  const counts = argv.flatMap((argument) => DEMO_INSTRUMENTS.exec(argument)?.[1] ?? []);
  const [count] = counts;
  if (count === undefined) return ok(null);
  if (counts.length > 1) return refuse('argument.twice', { argument: '--demo-instruments' });
  return COUNT.test(count) ? ok(Number(count)) : refuse('argument.badNumber', { argument: '--demo-instruments' });
}

function taskOf(outDir: string | undefined, file: string | undefined): Task {
  if (outDir !== undefined) return { kind: 'unattended', outDir };
  return file === undefined ? { kind: 'window' } : { kind: 'smoke', file };
}
