import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCli } from '../cli.fixture.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-live-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

function kaipan(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [join(ROOT, 'app/cli/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

/** The first line of a stream in which `text` stands. */
async function lineWith(stream: NodeJS.ReadableStream | null, text: string): Promise<string> {
  if (stream === null) throw new Error('no output');
  for await (const line of createInterface(stream)) if (line.includes(text)) return line;
  throw new Error(`ended without ${text}`);
}

it('trades a plan at a gateway; killed and started again, it goes on where it was, and ends in order when told to', async () => {
  const demo = join(folder, 'demo');
  await runCli(['demo', '--out', demo, '--instruments', '5', '--lines', '3']);
  const day = ['--date', '2025-06-03', '--instruments', `${demo}/instruments.csv`];
  const gateway = kaipan('gateway', 'serve', ...day, '--quotes', `${demo}/demo.quotes.csv`, '--account', `alice=${demo}/account.json`, '--data', folder, '--from', '09:31:00', '--speed', '20');
  const { url, tokens } = JSON.parse(await lineWith(gateway.stdout, 'url')) as { readonly url: string; readonly tokens: string };
  const live = (): ChildProcess =>
    kaipan('live', ...day, '--gateway', url, '--token-file', tokens, '--account', 'alice', '--opening', `${demo}/account.json`, '--signals', `${demo}/signals.csv`, '--data', folder, '--approve', 'all');
  const first = live();
  await lineWith(first.stderr, "equal to the broker's");
  first.kill('SIGKILL');
  await once(first, 'exit');
  const second = live();
  await lineWith(second.stderr, "equal to the broker's");
  second.kill('SIGTERM');
  const summary = JSON.parse(await lineWith(second.stdout, 'sealed')) as unknown;
  expect(summary).toMatchObject({ sealed: false, differences: [] });
  expect(await once(second, 'exit')).toEqual([0, null]);
  const verified = await runCli(['journal', 'verify', join(folder, 'alice.paper.db')]);
  expect(verified.code).toBe(0);
});
