import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Random } from '../../core/kernel/random.ts';
import { type Pull, type Step } from './plug.ts';

/** Compiled once: most of a short life would else be spent on it. */
export const CHILD_ENV = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'kaipan-torture-compiled') };

const LONGEST_LIFE_MS = 500;
const LONGEST_START_MS = 10_000;
/** A program ends with this code when it was made to do something twice. */
export const DOUBLED = 9;

/** How a process ends: at a step, or so many milliseconds after it began its work, or (`early`) after it was started. */
export interface Fate {
  readonly pull: Pull | null;
  readonly ms: number;
  readonly early: boolean;
}

/** Three of four die at a step, the others at any moment, their start among them. */
export function fateOf(random: Random, steps: readonly [Step, ...Step[]]): Fate {
  const step = steps[Math.floor(random() * steps.length)] ?? steps[0];
  const atRandom = random() < 0.25;
  const pull = atRandom ? null : { step, nth: 1 + Math.floor(random() * 6) };
  return { pull, ms: random() * LONGEST_LIFE_MS, early: atRandom && random() < 0.3 };
}

/** What ended a life: a kill, at its step or at a random moment, or the program itself with a code. */
export type End = 'step' | 'random' | { readonly code: number | NodeJS.Signals };

/** One life of a program, to its end. It says a first word when it has begun its work. */
export async function live(program: string, told: object, { pull, ms, early }: Fate): Promise<End> {
  const child = spawn(process.execPath, [program, JSON.stringify({ ...told, pull })], { stdio: ['ignore', 'pipe', 'inherit'], env: CHILD_ENV });
  const shoot = (): void => {
    child.kill('SIGKILL');
  };
  let timer = setTimeout(shoot, early ? ms : LONGEST_START_MS);
  child.stdout.once('data', () => {
    clearTimeout(timer);
    timer = setTimeout(shoot, pull === null ? ms : LONGEST_LIFE_MS);
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  if (signal === 'SIGKILL') return child.killed ? 'random' : 'step';
  return { code: code ?? signal ?? 0 };
}
