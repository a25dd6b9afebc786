import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScriptFolder } from '../../../adapters/scripts/script-folder.ts';
import { hasSharedData } from '../../../core/market/shared-data.fixture.ts';
import { runCli } from '../cli.fixture.ts';

const QUOTES = 'quotes/2022-06-01.quotes.csv.gz';
const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../../resources/scripts/examples/', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Two good scripts, one condition, and one of each kind that a user should not write; a TWAP that knows of none of them. */
const SIGNALS = `date,instrument,position,execution,condition
2022-05-31,000400.SZ,0.1,twap,
2022-05-31,300122.SZ,0.1,script:patient-chaser,
2022-05-31,300274.SZ,0.1,script:time-boxed,
2022-05-31,300288.SZ,0.1,limit,"script(""vwap-discount"")"
2022-05-31,300918.SZ,0.1,script:BAD,
`;
const BAD: Readonly<Record<string, readonly [source: string, code: string]>> = {
  loops: ['export function nextMove() { for (;;); }', 'script.budget'],
  grows: ['export function nextMove() { const kept = []; for (;;) kept.push("x".repeat(1 << 20)); }', 'script.memory'],
  throws: ['export function nextMove() { throw new Error("here"); }', 'script.threw'],
  forbidden: ['export const nextMove = () => process.exit(1);', 'script.threw'],
  nonsense: ['export const nextMove = () => ({ kind: "send", price: 10.5, quantity: "all" });', 'script.answer'],
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-scripts-'));
  mkdirSync(path.join(folder, 'scripts'));
  writeFileSync(path.join(folder, 'account.json'), JSON.stringify({ cash: '3000000.00', positions: [] }));
  writeFileSync(path.join(folder, 'config.json'), '{}');
  for (const name of readdirSync(EXAMPLES)) copyFileSync(path.join(EXAMPLES, name), path.join(folder, 'scripts', name));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A day whose last line has the bad script; all of them count as tried. */
function write(bad: string): void {
  writeFileSync(path.join(folder, 'signals.csv'), SIGNALS.replace('BAD', bad));
  writeFileSync(path.join(folder, 'scripts', `${bad}.js`), BAD[bad]?.[0] ?? '');
  trust();
}

function trust(): void {
  const scripts = new ScriptFolder(path.join(folder, 'scripts'));
  for (const { text } of scripts.list()) scripts.recordTrial(text.version, '2022-05-31');
}

function args(out: string): string[] {
  const files = ['--quotes', path.join(SHARED, QUOTES), '--signals', 'signals.csv', '--account', 'account.json', '--config', 'config.json'];
  return ['day', '--date', '2022-06-01', ...files, '--approve', 'all', '--out', out];
}

function everyFile(out: string): Readonly<Record<string, string>> {
  const names = readdirSync(path.join(folder, out)).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, out, name), 'utf8')]));
}

/** The state and reason of a line, by its instrument. */
function lineOf(out: string, instrument: string): string {
  return readFileSync(path.join(folder, out, 'plan.csv'), 'utf8').split('\n').find((row) => row.includes(instrument)) ?? '';
}

describe.skipIf(!hasSharedData(QUOTES))('a day with scripts', () => {
  it.each(Object.keys(BAD))('goes on when one of them %s, and pauses its line alone', async (bad) => {
    write(bad);
    const { code, stderr } = await runCli(args('out'), folder);
    expect([code, stderr.includes('Error')]).toEqual([0, false]);
    expect(lineOf('out', '300918.SZ')).toContain(BAD[bad]?.[1]);
    const events = everyFile('out')['events.jsonl'] ?? '';
    expect(events.split('\n').filter((line) => line.includes('"scriptStopped"'))).toHaveLength(1);
    for (const good of ['000400.SZ', '300122.SZ', '300274.SZ']) expect(lineOf('out', good)).toContain(',done,');
    const orders = everyFile('out')['orders.csv'] ?? '';
    expect(orders).toContain('300288.SZ');
    expect(orders).not.toContain('300918.SZ');
  });

  it('never sends more than a line is planned for', async () => {
    write('throws');
    await runCli(args('out'), folder);
    const { 'plan.csv': plan = '', 'fills.csv': fills = '' } = everyFile('out');
    for (const row of plan.trim().split('\n').slice(1)) {
      const [id = '', , , , , , , planned = '0'] = row.split(',');
      const bought = fills.split('\n').filter((fill) => fill.split(',')[2] === id).reduce((sum, fill) => sum + Number(fill.split(',')[7]), 0);
      expect(bought).toBeLessThanOrEqual(Number(planned));
    }
  });

  it('is the same day when it is run again, and when it was killed in its middle', async () => {
    write('loops');
    await runCli(args('whole'), folder);
    await runCli(args('again'), folder);
    expect(everyFile('again')).toEqual(everyFile('whole'));
    let resumed = 0;
    for (const pause of [300, 1_200, 2_400]) {
      const out = `killed-${pause}`;
      const child = spawn(process.execPath, [MAIN, ...args(out)], { cwd: folder, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      while (child.exitCode === null && !existsSync(path.join(folder, out, '.kaipan-day.db'))) await sleep(1);
      await sleep(pause);
      child.kill('SIGKILL');
      await ended;
      if (existsSync(path.join(folder, out, '.kaipan-day.json'))) resumed += 1;
      expect((await runCli(['resume', '--out', out], folder)).code).toBe(0);
      expect(everyFile(out)).toEqual(everyFile('whole'));
    }
    expect(resumed).toBeGreaterThan(0);
  });

  it('leaves a line of an untried script to a person, and says why', async () => {
    write('throws');
    writeFileSync(path.join(folder, 'scripts', 'patient-chaser.ts'), readFileSync(path.join(EXAMPLES, 'patient-chaser.ts'), 'utf8').concat('\n'));
    expect((await runCli(args('out'), folder)).code).toBe(0);
    expect(lineOf('out', '300122.SZ')).toContain('script.untried');
    expect(everyFile('out')['orders.csv']).not.toContain('300122.SZ');
  });
});
