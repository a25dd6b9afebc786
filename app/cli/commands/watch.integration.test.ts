import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAccountFile } from '../../../adapters/files/account.ts';
import { realQuotes } from '../../../core/exchange/real-day.fixture.ts';
import { formatLocalTime } from '../../../core/kernel/time.ts';
import { hasSharedData } from '../../../core/market/shared-data.fixture.ts';
import { runCli } from '../cli.fixture.ts';

const QUOTES = 'quotes/2023-02-01.quotes.csv.gz';
const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Kweichow Moutai opened at 1,854.98 on that day and fell to 1,811.40 before eleven. */
const FALLING = '600519.SH';
const COST = 1_850;
/** 1.5 % below the cost, in 1/10000 yuan. */
const STOP = COST * 9_850;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-watch-'));
  const position = { instrument: FALLING, quantity: 1_000, sellable: 600, cost: String(COST), strategy_id: 'long' };
  write('account.json', { cash: '1000000.00', positions: [position] });
  write('config.json', { risk: { template: 'own', watch: { stopLoss: { instrument: { at: '0.015', action: 'act' } } } } });
  writeFileSync(path.join(folder, 'signals.csv'), 'date,instrument,position\n2023-01-31,000333.SZ,0.1\n');
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, value: unknown): void {
  writeFileSync(path.join(folder, name), JSON.stringify(value));
}

function args(out: string): string[] {
  const files = ['--quotes', path.join(SHARED, QUOTES), '--signals', 'signals.csv', '--account', 'account.json', '--config', 'config.json'];
  return ['day', '--date', '2023-02-01', ...files, '--out', out];
}

interface RecordJson {
  readonly at: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

function journalText(out: string): string {
  return readFileSync(path.join(folder, out, 'events.jsonl'), 'utf8');
}

function journal(out: string): readonly RecordJson[] {
  return journalText(out).trimEnd().split('\n').map((line) => JSON.parse(line) as RecordJson);
}

describe.skipIf(!hasSharedData(QUOTES))('a stop loss on a real falling day', () => {
  it('fires at the first price at or below it, once, and sells what T+1 lets go', async () => {
    expect((await runCli(args('out'), folder)).code).toBe(0);
    const first = [...realQuotes(QUOTES)].find(({ instrument, last }) => instrument === FALLING && last > 0 && last <= STOP);
    const fired = journal('out').filter(({ type }) => type === 'watchFired');
    expect(fired).toMatchObject([
      {
        at: formatLocalTime(first?.time ?? fail()),
        data: { watch: 'stopLoss', of: FALLING, reading: { from: COST * 10_000, value: first?.last, limit: STOP }, unsold: [{ quantity: 400 }] },
      },
    ]);
    const fills = readFileSync(path.join(folder, 'out', 'fills.csv'), 'utf8').split('\n').filter((line) => line.includes(FALLING));
    expect(fills.length).toBeGreaterThan(0);
    const left = readFileSync(path.join(folder, 'out', 'positions.csv'), 'utf8').split('\n').find((line) => line.startsWith(FALLING));
    expect(left?.split(',')).toContain('400');
    const next = await readAccountFile(path.join(folder, 'out', 'next.account.json'));
    expect(next.ok && next.value.watches?.owed).toMatchObject([{ watch: 'stopLoss', instrument: FALLING, strategyId: 'long', quantity: 400, action: 'act' }]);
  });

  it('comes to the same when the day is killed and goes on', async () => {
    expect((await runCli(args('whole'), folder)).code).toBe(0);
    const child = spawn(process.execPath, [MAIN, ...args('killed')], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    while (child.exitCode === null && !existsSync(path.join(folder, 'killed', '.kaipan-day.db'))) await sleep(1);
    await sleep(60);
    child.kill('SIGKILL');
    await ended;
    expect((await runCli(['resume', '--out', 'killed'], folder)).code).toBe(0);
    expect(journalText('killed')).toBe(journalText('whole'));
  });
});

function fail(): never {
  throw new Error('the price never came there');
}
