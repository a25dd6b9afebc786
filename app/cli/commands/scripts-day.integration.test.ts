import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScriptFolder } from '../../../adapters/scripts/script-folder.ts';
import { hasSharedData } from '../../../core/market/shared-data.fixture.ts';
import { runCli } from '../cli.fixture.ts';

const QUOTES = 'quotes/2022-06-01.quotes.csv.gz';
const SHARED = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../../resources/scripts/examples/', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/**
 * Two good scripts, a condition, one of each kind that a user should not write, one that nobody tried, and a TWAP that
 * knows of none of them.
 */
const SIGNALS = `date,instrument,position,strategy_id,execution,condition
2022-05-31,000400.SZ,0.1,default,twap,
2022-05-31,300122.SZ,0.1,default,script:patient-chaser,
2022-05-31,300274.SZ,0.1,default,script:time-boxed,
2022-05-31,300288.SZ,0.1,default,limit,"script(""vwap-discount"")"
`;
const BAD: Readonly<Record<string, readonly [source: string, code: string]>> = {
  loops: ['export function nextMove() { for (;;); }', 'script.budget'],
  grows: ['export function nextMove() { const kept = []; for (;;) kept.push("x".repeat(1 << 20)); }', 'script.memory'],
  throws: ['export function nextMove() { throw new Error("here"); }', 'script.threw'],
  forbidden: ['export const nextMove = () => process.exit(1);', 'script.threw'],
  nonsense: ['export const nextMove = () => ({ kind: "send", price: 10.5, quantity: "all" });', 'script.answer'],
};

const UNTRIED = 'untried';
/** The only instrument of the lines that come to nothing. */
const SPOILED = '300918.SZ';
/** Quotes of the auctions are kept, of the rest one in so many: each costs a question to every script. */
const KEPT = 10;
/** How far the journal is ahead, in bytes of its log, when the day is killed. */
const KILLS = [1, 300_000] as const;

let folder: string;
let whole: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-scripts-'));
  if (!hasSharedData(QUOTES)) return;
  writeFileSync(path.join(folder, 'account.json'), JSON.stringify({ cash: '3000000.00', positions: [] }));
  writeFileSync(path.join(folder, 'config.json'), '{}');
  writeFileSync(path.join(folder, 'thin.quotes.csv'), thinned(gunzipSync(readFileSync(path.join(SHARED, QUOTES))).toString()));
  writeScripts();
  const spoiled = [...Object.keys(BAD), UNTRIED].map((name) => `2022-05-31,${SPOILED},0.05,${name},script:${name},\n`);
  writeFileSync(path.join(folder, 'signals.csv'), SIGNALS + spoiled.join(''));
  const { code, stderr } = await runCli(args('whole'), folder);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('Error')]);
  whole = everyFile('whole');
});

afterAll(() => rmSync(folder, { recursive: true }));

function thinned(text: string): string {
  const [head = '', ...rows] = text.trim().split('\n');
  const kept = rows.filter((row, at) => at % KEPT === 0 || row.slice(11) < '09:30:05' || row.slice(11) >= '14:56:50');
  return [head, ...kept, ''].join('\n');
}

/** All of them but one count as tried. */
function writeScripts(): void {
  const into = path.join(folder, 'scripts');
  mkdirSync(into);
  for (const name of readdirSync(EXAMPLES)) copyFileSync(path.join(EXAMPLES, name), path.join(into, name));
  for (const [name, [source]] of Object.entries(BAD)) writeFileSync(path.join(into, `${name}.js`), source);
  const scripts = new ScriptFolder(into);
  for (const { text } of scripts.list()) scripts.recordTrial(text.version, '2022-05-31');
  writeFileSync(path.join(into, `${UNTRIED}.js`), 'export const nextMove = () => ({ kind: "wait", reason: "never asked" });');
}

function args(out: string): string[] {
  const files = ['--quotes', 'thin.quotes.csv', '--signals', 'signals.csv', '--account', 'account.json', '--config', 'config.json'];
  return ['day', '--date', '2022-06-01', ...files, '--approve', 'all', '--out', out];
}

function everyFile(out: string): Readonly<Record<string, string>> {
  const names = readdirSync(path.join(folder, out)).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, out, name), 'utf8')]));
}

/** The line whose row says this: an instrument, or a strategy. */
function lineOf(word: string): string {
  return whole['plan.csv']?.split('\n').find((row) => row.includes(`,${word},`)) ?? '';
}

/** Starts a day in a process of its own and kills it when its journal has come so far. */
async function killedDay(out: string, bytes: number): Promise<void> {
  const child = spawn(process.execPath, [MAIN, ...args(out)], { cwd: folder, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const log = path.join(folder, out, '.kaipan-day.db-wal');
  while (child.exitCode === null && (statSync(log, { throwIfNoEntry: false })?.size ?? 0) < bytes) await sleep(1);
  child.kill('SIGKILL');
  await ended;
}

describe.skipIf(!hasSharedData(QUOTES))('a day with scripts', () => {
  it.each(Object.keys(BAD))('goes on when one of them %s, and pauses its line alone', (bad) => {
    expect(lineOf(bad)).toContain(BAD[bad]?.[1]);
    const stopped = whole['events.jsonl']?.split('\n').filter((line) => line.includes('"scriptStopped"') && line.includes(`"${bad}"`));
    expect(stopped).toHaveLength(1);
  });

  it('works all other lines', () => {
    for (const good of ['000400.SZ', '300122.SZ', '300274.SZ']) expect(lineOf(good)).toContain(',done,');
    expect(whole['orders.csv']).toContain('300288.SZ');
    expect(whole['orders.csv']).not.toContain(SPOILED);
  });

  it('leaves a line of an untried script to a person, and says why', () => {
    expect(lineOf(UNTRIED)).toContain('script.untried');
  });

  it('never sends more than a line is planned for', () => {
    const { 'plan.csv': plan = '', 'fills.csv': fills = '' } = whole;
    for (const row of plan.trim().split('\n').slice(1)) {
      const [id = '', , , , , , , planned = '0'] = row.split(',');
      const bought = fills.split('\n').filter((fill) => fill.split(',')[2] === id).reduce((sum, fill) => sum + Number(fill.split(',')[7]), 0);
      expect(bought).toBeLessThanOrEqual(Number(planned));
    }
  });

  it('is the same day when it is run again', async () => {
    await runCli(args('again'), folder);
    expect(everyFile('again')).toEqual(whole);
  });

  it.each(KILLS)('is the same day when it was killed with %i bytes in its journal', async (bytes) => {
    const out = `killed-${bytes}`;
    await killedDay(out, bytes);
    expect(existsSync(path.join(folder, out, '.kaipan-day.json'))).toBe(true);
    expect((await runCli(['resume', '--out', out], folder)).code).toBe(0);
    expect(everyFile(out)).toEqual(whole);
  });
});
