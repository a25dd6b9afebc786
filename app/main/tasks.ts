import { type AppInfo } from '../preload/contract.ts';
import { type Session } from '../terminal/session.ts';
import { type Task } from './arguments.ts';
import { type Quitting } from './quitting.ts';
import { type Services } from './services.ts';
import { runSmoke } from './smoke.ts';
import { runUnattended } from './unattended.ts';
import { type WindowKeeper } from './window-keeper.ts';

/** A window that is not usable by then never will be. */
const USABLE_WITHIN_MS = 60_000;

export interface TaskParts {
  readonly services: Services;
  readonly session: Session;
  readonly keeper: WindowKeeper;
  readonly quitting: Quitting;
  readonly info: () => AppInfo;
  readonly memoryMb: () => number;
}

/**
 * Does what this start is for, beyond opening the window, and then ends the app with its exit code. Returns what is to
 * be called when the window is usable.
 */
export function startTask(parts: TaskParts): () => void {
  const { task } = parts.services.given;
  if (task.kind === 'window') return () => undefined;
  const { quitting, services } = parts;
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const fail = (error: unknown): void => {
    say(`failed: ${error instanceof Error ? error.message : String(error)}`);
    services.log.fault(error, task.kind);
    quitting.now(1);
  };
  const late = setTimeout(() => fail(new Error('the window did not become usable')), USABLE_WITHIN_MS);
  let begun = false;
  return () => {
    if (begun) return;
    begun = true;
    clearTimeout(late);
    run(task, parts, say).then((code) => quitting.now(code), fail);
  };
}

function run(task: Exclude<Task, { kind: 'window' }>, { services, session, keeper, info, memoryMb }: TaskParts, say: (line: string) => void): Promise<number> {
  if (task.kind === 'smoke') return runSmoke(keeper, info, memoryMb, task.file);
  return runUnattended({ session, keeper, settings: services.settings, say }, task.outDir);
}
