import { spawn } from 'node:child_process';
import { cp, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type AppInfo } from '../../app/preload/contract.ts';
import { electronPath } from '../../scripts/lib/electron.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { outputOf, run } from '../../scripts/lib/run.mjs';
import { electronArgs } from '../../scripts/lib/window.mjs';
import { freshFolder } from '../../e2e/support/kaipan.ts';
import { type AppProcess, type ProcessMemory, memoryOf } from './processes.ts';

const LONGEST_START_MS = 60_000;
/** A window that was just drawn still settles its memory. */
const SETTLE_MS = 3_000;

/**
 * Milliseconds from the process's beginning to the second frame with the terminal's state in it, as the app itself
 * marks them: nobody drives it, so nothing waits for a driver. The account's folder is a copy, or new.
 */
export async function startApp(env: NodeJS.ProcessEnv, account: string | null, cold: boolean): Promise<number> {
  const folder = await freshFolder();
  try {
    const data = path.join(folder.path, 'data');
    if (account !== null) await cp(account, data, { recursive: true });
    if (cold) await forget([...runtimeFolders(), data]);
    const file = path.join(folder.path, 'start.json');
    const args = electronArgs([root, `--data-dir=${data}`, `--smoke=${file}`]);
    const code = await run(electronPath(), args, { env, stdio: 'ignore', timeoutMs: LONGEST_START_MS });
    if (code !== 0) throw new Error(`the app ended with exit code ${code} instead of showing its window`);
    const { marks } = JSON.parse(await readFile(file, 'utf8')) as AppInfo;
    return marks.usable ?? Number.NaN;
  } finally {
    await folder.remove();
  }
}

export interface EmptyWindow {
  readonly usable: number;
  readonly memory: readonly ProcessMemory[];
}

/** The same for a window with an empty page, which is what this runtime costs by itself; and what that holds in memory. */
export async function startEmptyWindow(env: NodeJS.ProcessEnv, cold: boolean): Promise<EmptyWindow> {
  const folder = await freshFolder();
  try {
    if (cold) await forget(runtimeFolders());
    const args = electronArgs([path.join(import.meta.dirname, 'empty-app'), `--user-data-dir=${folder.path}`]);
    const child = spawn(electronPath(), args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    try {
      for await (const line of createInterface({ input: child.stdout })) {
        const { usable, processes } = JSON.parse(line) as { usable: number; processes: readonly AppProcess[] };
        await new Promise((resolve) => {
          setTimeout(resolve, SETTLE_MS);
        });
        return { usable, memory: await memoryOf(processes) };
      }
    } finally {
      child.kill();
      await ended;
    }
    throw new Error('the empty window never came');
  } finally {
    await folder.remove();
  }
}

function runtimeFolders(): readonly string[] {
  return [path.dirname(electronPath()), path.join(root, 'out', 'app'), path.join(root, 'node_modules', 'better-sqlite3', 'prebuilds')];
}

/**
 * Has the system forget what it holds of these files in memory, as after a restart. Only of these: the libraries of the
 * desktop are in use on a machine that somebody works at.
 */
async function forget(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files) await outputOf('dd', [`if=${file}`, 'iflag=nocache', 'count=0']);
  }
}
