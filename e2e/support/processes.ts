import { readFileSync, readdirSync } from 'node:fs';

/** A process of this system: its id, and what it was started with. */
export interface SystemProcess {
  readonly pid: number;
  readonly args: readonly string[];
}

/** The processes that run now, as `/proc` of Linux lists them; Chromium puts a blank between its arguments, in place of the zero. */
export function systemProcesses(): readonly SystemProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [{ pid: Number(name), args: readFileSync(`/proc/${name}/cmdline`, 'utf8').split(/[\0 ]/) }] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** The main process of the app on a data folder. */
export function mainOn(dataDir: string): SystemProcess | undefined {
  return systemProcesses().find(({ args }) => args.includes(`--data-dir=${dataDir}`) && !args.some((arg) => arg.startsWith('--type=')));
}

/** Whether a main process is there that was started again after a crash. */
export function hasComeBack(dataDir: string): boolean {
  return mainOn(dataDir)?.args.some((arg) => arg.startsWith('--crashes=')) === true;
}
