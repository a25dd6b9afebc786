import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../cli.fixture.ts';
import { type LiveSummary } from '../live-log.ts';

const MAIN = new URL('../main.ts', import.meta.url).pathname;
const DATE = '2025-06-03';

let folder: string;
const gateways: ChildProcess[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-disk-'));
  await runCli(['demo', '--out', join(folder, 'demo'), '--instruments', '5', '--lines', '3']);
});
afterAll(() => {
  for (const gateway of gateways) gateway.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** The end of a day, in a folder of its own: a gateway that shows it, and what `kaipan live` needs to trade it. */
async function dayAt(name: string): Promise<{ readonly data: string; readonly live: readonly string[] }> {
  const demo = join(folder, 'demo');
  const data = join(folder, name);
  const day = ['--date', DATE, '--instruments', `${demo}/instruments.csv`, '--data', data];
  const from = ['--from', '14:30:00', '--speed', '100'];
  const served = [MAIN, 'gateway', 'serve', ...day, ...from, '--quotes', `${demo}/demo.quotes.csv`, '--account', `alice=${demo}/account.json`];
  const gateway = spawn(process.execPath, served, { stdio: ['ignore', 'pipe', 'inherit'] });
  gateways.push(gateway);
  const [line] = (await once(createInterface(gateway.stdout), 'line')) as [string];
  const { url, tokens } = JSON.parse(line) as { readonly url: string; readonly tokens: string };
  const account = ['--gateway', url, '--token-file', tokens, '--account', 'alice', '--opening', `${demo}/account.json`];
  return { data, live: [MAIN, 'live', ...day, ...account, '--signals', `${demo}/signals.csv`, '--approve', 'all'] };
}

/** Runs a program whose calls on a file fail as `fault` says, in the words of `strace -e inject=`. */
async function runFaulty(file: string, fault: string, program: readonly string[]) {
  const call = fault.split(':', 1)[0] ?? '';
  const strace = ['-f', '-qq', '--seccomp-bpf', '-e', 'signal=none', '-e', `trace=${call}`, '-e', `inject=${fault}`, '-P', file, '-o', `${file}.trace`];
  const child = spawn('strace', [...strace, process.execPath, ...program], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number]>]);
  const failed = readFileSync(`${file}.trace`, 'utf8').split('\n').filter((line) => line.includes('INJECTED')).length;
  return { stdout, said: stderr.split('\n'), code, failed };
}

/** Orders in the order in which the gateway took them. */
function taken(data: string): readonly string[] {
  const database = new Database(join(data, `${DATE}.gateway.db`), { readonly: true });
  const ids = database.prepare<[], string>("SELECT json ->> '$.order.id' FROM inputs WHERE json ->> '$.kind' = 'submit' ORDER BY seq").pluck().all();
  database.close();
  return ids;
}

// What a disk says is Linux's to disturb.
describe.runIf(process.platform === 'linux')('a disk that, for a while in the middle of trading,', () => {
  it.concurrent.each([
    ['loses what it is told to flush', 'fsync:error=EIO:when=10..12'],
    ['is full', 'pwrite64:error=ENOSPC:when=60..75'],
    ['is read-only', 'pwrite64:error=EROFS:when=60..75'],
  ])('%s: sending stops and is said to, what the disk holds counts, and the day ends with equal books', async (what, fault) => {
    const { data, live } = await dayAt(what);
    const journal = join(data, 'alice.paper.db');
    const { stdout, said, code, failed } = await runFaulty(`${journal}-wal`, fault, live);
    expect(failed).toBeGreaterThan(0);
    const stopped = said.findIndex((line) => line.startsWith('journal.writeFailed'));
    const again = said.indexOf('journal: written', stopped);
    const equal = said.indexOf("books: equal to the broker's; trading", again);
    expect([stopped, again, equal]).toEqual([stopped, again, equal].toSorted((a, b) => a - b));
    expect(stopped).toBeGreaterThan(0);
    const summary = JSON.parse(stdout) as LiveSummary;
    expect([code, summary]).toMatchObject([0, { sealed: true, differences: [] }]);
    expect(summary.fills).toBeGreaterThan(0);
    const ids = taken(data);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await runCli(['journal', 'verify', journal])).code).toBe(0);
  });
});
