import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { type ElectronApplication } from 'playwright-core';

/** A process of an Electron app: `Browser` is the main one, `Tab` the page's. */
export interface AppProcess {
  readonly pid: number;
  readonly type: string;
}

export interface ProcessMemory extends AppProcess {
  /** Pages in memory, in MB; what several processes share is in each. */
  readonly workingSet: number;
  /** The same with shared pages divided among those who share them: these add up to what the app takes. */
  readonly share: number;
}

const KB_PER_MB = 1024;
const HUNDREDTH_MS = 10;

export function processesOf(app: ElectronApplication): Promise<AppProcess[]> {
  return app.evaluate((electron) => electron.app.getAppMetrics().map(({ pid, type }) => ({ pid, type })));
}

/** As Linux counts it. */
export function memoryOf(processes: readonly AppProcess[]): Promise<ProcessMemory[]> {
  return Promise.all(
    processes.map(async ({ pid, type }) => {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
      const megabytes = (field: string): number => Number(new RegExp(`^${field}: +(\\d+) kB`, 'm').exec(rollup)?.[1]) / KB_PER_MB;
      return { pid, type, workingSet: megabytes('Rss'), share: megabytes('Pss') };
    }),
  );
}

export function total(memory: readonly ProcessMemory[], of: 'workingSet' | 'share'): number {
  return memory.reduce((sum, one) => sum + one[of], 0);
}

/** Processor time used up to now, in milliseconds. */
interface Used {
  readonly at: number;
  readonly byProcess: ReadonlyMap<number, number>;
  /** All that this machine was busy with. */
  readonly machine: number;
}

/** Processor time in percent of one core. */
export interface CpuShares {
  readonly of: (type: string) => number;
  /** What everything else on this machine took, in percent of one core: of this the figures above know nothing. */
  readonly others: number;
}

/** Begins to measure what `processes` take of the processor; the function it gives ends that. */
export async function measureCpu(processes: readonly AppProcess[]): Promise<() => Promise<CpuShares>> {
  const before = await usedBy(processes);
  return async () => {
    const after = await usedBy(processes);
    const percent = (ms: number): number => (100 * ms) / (after.at - before.at);
    const spent = (pid: number): number => (after.byProcess.get(pid) ?? 0) - (before.byProcess.get(pid) ?? 0);
    const ours = processes.reduce((sum, { pid }) => sum + spent(pid), 0);
    return {
      of: (type) => percent(processes.filter((one) => one.type === type).reduce((sum, { pid }) => sum + spent(pid), 0)),
      others: percent(after.machine - before.machine - ours),
    };
  };
}

async function usedBy(processes: readonly AppProcess[]): Promise<Used> {
  const entries = await Promise.all(processes.map(async ({ pid }) => [pid, await processMs(pid)] as const));
  return { at: performance.now(), byProcess: new Map(entries), machine: machineMs() };
}

/** User and system time of all threads, in hundredths of a second in the 14th and 15th field. */
async function processMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(afterName[11]) + Number(afterName[12])) * HUNDREDTH_MS;
}

function machineMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
