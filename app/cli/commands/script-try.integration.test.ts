import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScriptFolder } from '../../../adapters/scripts/script-folder.ts';
import { hasSharedData } from '../../../core/market/shared-data.fixture.ts';
import { type CliResult, runCli } from '../cli.fixture.ts';

const QUOTES = 'quotes/2022-06-01.quotes.csv.gz';
const FILE = fileURLToPath(new URL(`../../../../shared/data/${QUOTES}`, import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../../resources/scripts/examples/', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-try-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function tried(script: string, ...more: readonly string[]): Promise<CliResult> {
  return runCli(['script', 'try', '--script', script, '--date', '2022-06-01', '--quotes', FILE, '--instrument', '300274.SZ', ...more], folder);
}

describe.skipIf(!hasSharedData(QUOTES))('kaipan script try', () => {
  it('shows what a style sent, when, and how it did against the market, and counts it as tried', async () => {
    copyFileSync(path.join(EXAMPLES, 'patient-chaser.ts'), path.join(folder, 'patient-chaser.ts'));
    const { code, stdout } = await tried('patient-chaser.ts', '--json');
    expect(code).toBe(0);
    const { kind, lines, orders, stopped } = JSON.parse(stdout);
    expect([kind, stopped]).toEqual(['style', null]);
    expect(lines).toMatchObject([{ instrument: '300274.SZ', side: 'buy', planned: 1_000, filled: 1_000, state: 'done' }]);
    expect(Math.abs(Number(lines[0].slippage))).toBeLessThan(0.03);
    expect(orders[0].time >= '09:30:00').toBe(true);
    expect(new ScriptFolder(folder).list().map(({ triedOn }) => triedOn)).toEqual(['2022-06-01']);
    expect((await tried('patient-chaser.ts', '--side', 'sell')).stdout).toContain('sell 1000 of 1000, done');
  });

  it('tries a condition, with parameters', async () => {
    copyFileSync(path.join(EXAMPLES, 'vwap-discount.ts'), path.join(folder, 'vwap-discount.ts'));
    const { code, stdout } = await tried('vwap-discount.ts', '--json');
    expect([code, JSON.parse(stdout).kind]).toEqual([0, 'condition']);
  });

  it('says where a script was stopped, and does not count it as tried', async () => {
    writeFileSync(path.join(folder, 'bad.ts'), 'export function nextMove(): unknown {\n  throw new Error("here");\n}\n');
    expect(await tried('bad.ts')).toMatchObject({ code: 3, stderr: 'kaipan: bad.ts:2:18: Error: here (script.threw)\n' });
    expect(new ScriptFolder(folder).list().map(({ triedOn }) => triedOn)).toEqual([null]);
  });

  it.each<[readonly string[], string]>([
    [['--side', 'hold'], '--side: must be buy or sell'],
    [['--quantity', '-5'], '--quantity: must be a whole number of shares'],
    [['--instrument', '600000.SH'], '--instrument: the quotes have no 600000.SH'],
    [['--signals', 'signals.csv'], '--signals: needs --account'],
  ])('refuses %j', async (options, message) => {
    writeFileSync(path.join(folder, 'good.js'), 'export const holds = () => true;');
    expect(await tried('good.js', ...options)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string });
  });
});
