import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../cli.fixture.ts';

const EXAMPLES = join(import.meta.dirname, '../../../resources/scripts/examples');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-script-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function check(source: string, ...more: readonly string[]): Promise<CliResult> {
  writeFileSync(join(folder, 'mine.ts'), source);
  return runCli(['script', 'check', 'mine.ts', ...more], folder);
}

describe('kaipan script check', () => {
  it('shows what a style does on an invented day', async () => {
    const { code, stdout, stderr } = await runCli(['script', 'check', 'patient-chaser.ts'], EXAMPLES);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('09:20:00  openingCallFirm  waits: waits for continuous trading\n');
    expect(stdout).toContain('09:31:00  morning          sends 1000 at 9.99 (limit)\n');
    expect(stdout).toContain('09:45:00  morning          cancels O1: one tick more\n');
    expect(stdout).toContain('10:30:00  morning          sends 1000 at 9.91 (limit)\n');
  });

  it('shows when a condition holds, with parameters', async () => {
    const result = await runCli(['script', 'check', 'vwap-discount.ts', '--params', '{"discount":"0.6"}', '--json'], EXAMPLES);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const { kind, steps } = JSON.parse(result.stdout);
    expect(kind).toBe('condition');
    expect(steps.filter((step: { answer: boolean }) => step.answer).map((step: { time: string }) => step.time)).toEqual(['10:30:00', '10:30:03', '12:00:00']);
  });

  it('prints what the script logs', async () => {
    const { stdout } = await check('export const holds = (c: { now: number }): boolean => { console.log("at", c.now); return true; };');
    expect(stdout).toMatch(/\nlogged:\n {2}at 1709687400000\n/);
  });

  it.each([
    ['enum A { B }', "mine.ts:1:1: TypeScript enum is not supported in strip-only mode (script.syntax)"],
    ['export const nextMove = (): unknown => {\n  throw new Error("here");\n};', 'mine.ts:2:18: Error: here (script.threw)'],
    ['export const nextMove = () => ({ kind: "send", price: 10.01, quantity: 100 });', 'mine.ts: no move: price: '],
    ['export const holds = () => require("fs");', 'mine.ts:1:28: ReferenceError: require is not there for scripts (script.threw)'],
    ['export const one = 1;', 'mine.ts: exports neither a function nextMove'],
  ])('refuses %j', async (source, line) => {
    const { code, stdout, stderr } = await check(source);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`kaipan: ${line}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('refuses bad options', async () => {
    expect(await runCli(['script', 'check', 'none.ts'], folder)).toMatchObject({ code: 2, stderr: 'kaipan: none.ts: not found\n' });
    expect(await check('', '--params', '[1]')).toMatchObject({ code: 2, stderr: 'kaipan: --params: must be a JSON object of plain values, was [1]\n' });
  });
});
