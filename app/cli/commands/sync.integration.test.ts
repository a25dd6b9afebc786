import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Credentials, ITEM_KINDS } from '../../../adapters/cloud/protocol.ts';
import { runCli } from '../cli.fixture.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;

let folder: string;
/** The folder of a sealed day. */
let out: string;
let cloud: ChildProcess | null = null;
let url: string;

beforeAll(async () => {
  // What is said here is of the embedded database, also where a server is there for other tests.
  vi.stubEnv('DATABASE_URL', undefined);
  folder = mkdtempSync(join(tmpdir(), 'kaipan-sync-'));
  await runCli(['demo', '--out', join(folder, 'demo'), '--instruments', '2', '--lines', '1']);
  out = await runDay();
  url = await serve('0');
}, 120_000);
afterAll(async () => {
  await stop('SIGTERM');
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Starts the command itself in a process of its own, and says where it listens. */
async function serve(port: string): Promise<string> {
  const args = [join(ROOT, 'app/cli/main.ts'), 'cloud', 'serve', '--port', port, '--data', join(folder, 'cloud')];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  cloud = started;
  for await (const line of createInterface(started.stdout)) return (JSON.parse(line) as { url: string }).url;
  throw new Error('the cloud ended without a word');
}

async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (cloud?.exitCode !== null || cloud.signalCode !== null) return;
  cloud.kill(signal);
  await once(cloud, 'exit');
}

async function runDay(): Promise<string> {
  const demo = join(folder, 'demo');
  const path = join(folder, 'day');
  const inputs = ['--quotes', `${demo}/demo.quotes.csv`, '--signals', `${demo}/signals.csv`, '--account', `${demo}/account.json`];
  const day = await runCli(['day', '--date', '2025-06-03', ...inputs, '--instruments', `${demo}/instruments.csv`, '--approve', 'all', '--out', path]);
  expect(day.code).toBe(0);
  return path;
}

function push(day: string, ...more: string[]) {
  return runCli(['sync', 'push', '--out', day, '--url', url, '--json', ...more]);
}

function credentials(): Credentials {
  const host = new URL(url).host.replace(':', '_');
  return JSON.parse(readFileSync(join(folder, 'day', '.sync', host, 'credentials.json'), 'utf8')) as Credentials;
}

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = { authorization: `Bearer ${credentials().token}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { ...init, headers });
  return response.status === 204 ? null : response.json();
}

it('takes a sealed day up once, over a kill of the cloud, and says what it would send before', async () => {
  const preview = await push(out, '--preview');
  expect((JSON.parse(preview.stdout) as { kind: string }[]).map(({ kind }) => kind)).toEqual(ITEM_KINDS);
  expect(JSON.parse((await push(out)).stdout)).toMatchObject({ sent: ITEM_KINDS.length, total: ITEM_KINDS.length });
  await stop('SIGKILL');
  const alone = await push(out);
  expect([alone.code, alone.stderr]).toEqual([0, '']);
  url = await serve(new URL(url).port);
  expect(JSON.parse((await push(out)).stdout)).toMatchObject({ sent: 0, total: ITEM_KINDS.length });
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as { money: { equity: string } };
  expect(await ask('/v1/accounts')).toMatchObject([{ days: 1, last: { date: '2025-06-03', equity: `${report.money.equity}00` } }]);
});

it('keeps a day that is not sealed at home', async () => {
  const open = join(folder, 'open');
  cpSync(out, open, { recursive: true });
  const report = join(open, 'report.json');
  writeFileSync(report, readFileSync(report, 'utf8').replace('"sealed": true', '"sealed": false'));
  expect(await push(open)).toMatchObject({ code: 2, stderr: expect.stringContaining('only a sealed day goes up') as string });
});

it('brings signals down that are checked, and never changes those that are there', async () => {
  const facts = { id: 'alpha', title: 'Alpha', source: 'own', since: '2024-01-02', totalReturn: 0.2, maxDrawdown: -0.1, sharpe: null, capital: '1000000' };
  const rows = [{ instrument: '600519.SH', position: '0.1', reason: 'breakout' }];
  const signals = { strategy: 'alpha', date: '2025-06-03', tradeDate: '2025-06-04', madeAt: '2025-06-03T09:00:00Z', rows };
  expect(await ask('/v1/strategies/alpha', { method: 'PUT', body: JSON.stringify(facts) })).toBeNull();
  expect(await ask('/v1/strategies/alpha/signals', { method: 'PUT', body: JSON.stringify(signals) })).toBeNull();
  const file = join(folder, 'signals.json');
  const me = join(folder, 'me.json');
  writeFileSync(me, JSON.stringify(credentials()));
  const pull = (date: string) =>
    runCli(['sync', 'pull', '--url', url, '--strategy', 'alpha', '--trade-date', date, '--out', file, '--credentials', me]);
  expect(await pull('2025-06-04')).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    signals: [{ date: '2025-06-03', trade_date: '2025-06-04', instrument: '600519.SH', position: '0.1', strategy_id: 'alpha', reason: 'breakout' }],
  });
  expect(await pull('2025-06-05')).toMatchObject({ code: 3, stderr: expect.stringContaining('signals.stale') as string });
  writeFileSync(file, JSON.stringify({ contentId: 'f'.repeat(64), signals: [] }));
  expect(await pull('2025-06-04')).toMatchObject({ code: 3, stderr: expect.stringContaining('signals.changed') as string });
});

it('keeps one sequence for all the days that a terminal uploads, whichever folder they lie in', async () => {
  const next = join(folder, 'next');
  cpSync(out, next, { recursive: true });
  const report = join(next, 'report.json');
  writeFileSync(report, readFileSync(report, 'utf8').replace('"date": "2025-06-03"', '"date": "2025-06-04"'));
  const me = join(folder, 'desk.json');
  const answers = [await push(out, '--credentials', me), await push(next, '--credentials', me), await push(out, '--credentials', me)];
  expect(answers.map(({ stdout }) => JSON.parse(stdout) as object)).toMatchObject([
    { sent: ITEM_KINDS.length },
    { sent: ITEM_KINDS.length, total: ITEM_KINDS.length * 2 },
    { sent: 0 },
  ]);
});

it('gives a user a token once, and another in its place', async () => {
  const give = async (): Promise<{ user: string; token: string }> => {
    const { code, stdout } = await runCli(['cloud', 'user', 'carol', '--data', join(folder, 'other')]);
    expect(code).toBe(0);
    return JSON.parse(stdout) as { user: string; token: string };
  };
  const [first, second] = [await give(), await give()];
  expect([first.user, first.token.length]).toEqual(['carol', 43]);
  expect(second.token).not.toBe(first.token);
  expect(await runCli(['cloud', 'user', 'a b', '--data', folder])).toMatchObject({ code: 2, stderr: expect.stringContaining('a b') as string });
  // The one that the cloud is served from.
  const served = await runCli(['cloud', 'user', 'carol', '--data', join(folder, 'cloud')]);
  expect(served).toMatchObject({ code: 2, stderr: expect.stringContaining(`process ${cloud?.pid ?? 0}`) as string });
});
