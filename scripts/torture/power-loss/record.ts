import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Desk } from '../day.ts';
import { KilledGateway } from '../gateway.ts';
import { CHILD_ENV } from '../life.ts';
import { type Programs } from '../programs.ts';
import { prepareDay } from '../prepare-day.ts';
import { type DiskCall, TRACED, readTrace } from './trace.ts';

/** What the disk was asked for by a terminal over some lives, and where in that it said what it relied on. */
export interface Recording {
  readonly desk: Desk;
  /** File in which the terminal says what it relies on. */
  readonly witness: string;
  readonly calls: readonly DiskCall[];
}

/** How each life ends: in order, which folds the write-ahead log in, or not. */
const ENDS = ['SIGTERM', 'SIGKILL', 'SIGTERM'] as const;

/** Records a terminal that trades at a gateway, for so long in each of its lives. */
export async function record(programs: Programs, lifeMs: number): Promise<Recording> {
  const folder = mkdtempSync(join(tmpdir(), 'kaipan-power-'));
  const traces = mkdtempSync(join(tmpdir(), 'kaipan-traces-'));
  const listed = await prepareDay(folder);
  const gateway = new KilledGateway(programs.kaipan, folder, listed.quotes, () => ({}));
  try {
    await gateway.start();
    const { alice: token = '' } = await gateway.tokens();
    const { instrument, prevClose } = listed;
    const home = mkdtempSync(join(folder, 'home-'));
    const desk: Desk = { instrument, prevClose, folder: home, account: 'alice', token, url: gateway.url, seed: 1 };
    const witness = join(home, 'witness');
    const calls: DiskCall[] = [];
    for (const [life, end] of ENDS.entries()) {
      const trace = join(traces, `${life}`);
      await liveTraced(programs.terminal, { desk: { ...desk, seed: life + 1 }, witness, pull: null }, { trace, lifeMs, end });
      calls.push(...readThread(traces, trace, home));
    }
    return { desk, witness, calls };
  } finally {
    await gateway.stop();
    for (const path of [folder, traces]) rmSync(path, { recursive: true });
  }
}

interface TracedLife {
  readonly trace: string;
  readonly lifeMs: number;
  readonly end: (typeof ENDS)[number];
}

async function liveTraced(program: string, told: object, { trace, lifeMs, end }: TracedLife): Promise<void> {
  const strace = ['-f', '-ff', '-y', '-xx', '-s', '1000000', '--seccomp-bpf', '-e', `trace=${TRACED}`, '-e', 'signal=none', '-o', trace];
  const child = spawn('strace', [...strace, process.execPath, program, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'inherit'], env: CHILD_ENV });
  const exited = once(child, 'exit');
  const [word] = (await once(createInterface(child.stdout), 'line')) as [string];
  const pid = Number(word.replace('trading ', ''));
  setTimeout(() => process.kill(pid, end), lifeMs);
  await exited;
}

/** The trace of the thread that has the database. */
function readThread(traces: string, trace: string, folder: string): readonly DiskCall[] {
  const threads = readdirSync(traces).map((name) => join(traces, name)).filter((path) => path.startsWith(`${trace}.`));
  return threads.flatMap((path) => [...readTrace(readFileSync(path, 'latin1'), folder)]);
}
