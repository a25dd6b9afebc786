import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasSharedData } from '../../../core/market/shared-data.fixture.ts';
import { runCli } from '../cli.fixture.ts';

const QUOTES = 'quotes/2022-06-01.quotes.csv.gz';
const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** One line of each kind; the TWAP is random in size and time, so that its schedule rests on the seed. */
const SIGNALS = `date,instrument,position,execution
2022-05-31,000400.SZ,0.2,twap
2022-05-31,300122.SZ,0.2,vwap
2022-05-31,300274.SZ,0.2,iceberg
2022-05-31,300288.SZ,0.2,pegged
2022-05-31,300918.SZ,0.1,closingAuction
`;
const CONFIG = { execution: { default: { style: 'twap', start: '09:40:00', end: '14:50:00', sizeJitter: '0.3', timeJitter: '0.5', catchUp: 'atOnce' } } };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-styles-'));
  writeFileSync(path.join(folder, 'account.json'), JSON.stringify({ cash: '3000000.00', positions: [] }));
  writeFileSync(path.join(folder, 'signals.csv'), SIGNALS);
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(CONFIG));
});

afterEach(() => rmSync(folder, { recursive: true }));

function args(out: string): string[] {
  const files = ['--quotes', path.join(SHARED, QUOTES), '--signals', 'signals.csv', '--account', 'account.json', '--config', 'config.json'];
  return ['day', '--date', '2022-06-01', ...files, '--approve', 'all', '--out', out];
}

function everyFile(out: string): Readonly<Record<string, string>> {
  const names = readdirSync(path.join(folder, out)).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, out, name), 'utf8')]));
}

/** Slices of the TWAP that the killed day had journalled, and how many it would have. */
function slicesIn(text: string): number {
  return text.split('\n').filter((line) => line.includes('"orderIntended"') && line.includes('000400.SZ')).length;
}

function journalled(out: string): number {
  const file = path.join(folder, out, '.kaipan-day.db');
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    const row = database.prepare("SELECT count(*) AS n FROM journal WHERE type = 'orderIntended' AND body LIKE '%000400.SZ%'").get();
    database.close();
    return (row as { n: number }).n;
  } catch {
    return 0;
  }
}

describe.skipIf(!hasSharedData(QUOTES))('a day of mixed styles', () => {
  it('killed in the middle of its TWAP goes on with the slices that are left', async () => {
    expect((await runCli(args('whole'), folder)).code).toBe(0);
    const whole = everyFile('whole');
    const slices = slicesIn(whole['events.jsonl'] ?? '');
    expect(slices).toBeGreaterThan(50);
    let inTheMiddle = 0;
    for (const [n, share] of [0.1, 0.3, 0.5, 0.8].entries()) {
      const out = `killed-${n}`;
      const child = spawn(process.execPath, [MAIN, ...args(out)], { cwd: folder, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      while (child.exitCode === null && journalled(out) < slices * share) await sleep(2);
      child.kill('SIGKILL');
      await ended;
      const sent = journalled(out);
      if (sent > 0 && sent < slices) inTheMiddle += 1;
      await runCli(['resume', '--out', out], folder);
      expect(everyFile(out)).toEqual(whole);
    }
    expect(inTheMiddle).toBeGreaterThan(1);
  });

  it('fills each line in its own way, the closing auction at its one price', async () => {
    await runCli(args('out'), folder);
    const files = everyFile('out');
    const plan = (files['plan.csv'] ?? '').trimEnd().split('\n').slice(1);
    expect(plan.map((line) => line.split(',').slice(-2)[0])).toEqual(['done', 'done', 'done', 'done', 'done']);
    const closing = (files['fills.csv'] ?? '').split('\n').filter((line) => line.includes('300918.SZ'));
    expect(closing.length).toBeGreaterThan(0);
    expect(new Set(closing.map((line) => line.split(',')[6]))).toHaveLength(1);
    expect(closing.every((line) => line.includes('T15:00'))).toBe(true);
  });
});
