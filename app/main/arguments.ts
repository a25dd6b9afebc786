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
  readonly task: Task;
}

const OURS = /^--(data-dir|demo-unattended|smoke)=(.*)$/s;

/**
 * Reads our own arguments; all others belong to Chromium and are none of our business. Nothing from a command line is
 * trusted beyond a path, and a path is only ever written to.
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
  return ok({ dataDir: paths.get('data-dir') ?? null, task: taskOf(outDir, file) });
}

function taskOf(outDir: string | undefined, file: string | undefined): Task {
  if (outDir !== undefined) return { kind: 'unattended', outDir };
  return file === undefined ? { kind: 'window' } : { kind: 'smoke', file };
}
