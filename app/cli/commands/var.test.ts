import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../cli.fixture.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-var-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(...returns: readonly string[]): string {
  const rows = returns.map((value, i) => `2023-01-${String(i + 1).padStart(2, '0')},${value}\n`);
  return `date,return\n${rows.join('')}`;
}

/** Runs the command in a folder of its own that holds `returns.csv`. */
async function valueAtRisk(content: string, ...more: readonly string[]): Promise<CliResult> {
  writeFileSync(join(folder, 'returns.csv'), content);
  return runCli(['var', '--returns', 'returns.csv', ...more], folder);
}

async function json(content: string, ...more: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await valueAtRisk(content, ...more, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

const RETURNS = fileOf('0.012', '-0.008', '0.0041', '-0.0153', '7e-04', '0.0219', '-0.0032');

describe('kaipan var --json', () => {
  it('prints VaR and CVaR and nothing else', async () => {
    // 0.05 of the six steps between seven returns: 0.3 of the first.
    expect(await json(RETURNS, '--confidence', '0.95')).toEqual({
      var: expect.closeTo(-0.0153 + 0.3 * 0.0073, 15),
      cvar: -0.0153,
    });
    expect(await json(RETURNS, '--confidence', '0.5', '--method', 'historical')).toEqual({
      var: 0.0007,
      cvar: expect.closeTo((-0.0153 - 0.008 - 0.0032 + 0.0007) / 4, 15),
    });
    expect(await json(RETURNS, '--confidence', '0.99', '--method', 'parametric')).toEqual({
      var: expect.closeTo(-0.027188424461357722, 14),
      cvar: expect.closeTo(-0.031402685707725475, 14),
    });
  });

  it.each([
    ['historical', [], { var: null, cvar: null }],
    ['parametric', [], { var: null, cvar: null }],
    ['historical', ['0.01'], { var: 0.01, cvar: 0.01 }],
    ['parametric', ['0.01'], { var: null, cvar: null }],
    ['historical', ['0.01', '0.01'], { var: 0.01, cvar: 0.01 }],
    ['parametric', ['0.01', '0.01'], { var: 0.01, cvar: 0.01 }],
  ])('%s of %j', async (method, returns, expected) => {
    expect(await json(fileOf(...returns), '--confidence', '0.95', '--method', method)).toEqual(expected);
  });
});

describe('kaipan var for people', () => {
  it('prints both in percent', async () => {
    const { stdout } = await valueAtRisk(RETURNS, '--confidence', '0.95');
    expect(stdout).toBe(
      'returns.csv: 7 daily returns, historical, confidence 0.95\n\nVaR   -1.31 %\nCVaR  -1.53 %\n',
    );
    const nothing = await valueAtRisk('date,return\n', '--confidence', '0.95');
    expect(nothing.stdout).toMatch(/\nVaR   none\nCVaR  none\n$/);
  });
});

describe('kaipan var refuses', () => {
  const between = 'must be a number between 0 and 1 such as 0.95, was';

  it.each([
    ...['0', '1', '-0.1', '95', '95%', 'nan', '', '1e-17'].map((text): [string[], string] => [
      [RETURNS, '--confidence', text],
      `--confidence: ${between} ${text}`.trim(),
    ]),
    [[RETURNS], "required option '--confidence <number>' not specified"],
    [
      [RETURNS, '--confidence', '0.9', '--method', 'guess'],
      "option '--method <name>' argument 'guess' is invalid. Allowed choices are historical, parametric.",
    ],
    [[fileOf('0.01', ''), '--confidence', '0.9'], 'returns.csv:3: return: is missing'],
    [['', '--confidence', '0.9'], 'returns.csv: is empty'],
  ])('%j', async ([content = '', ...more], line) => {
    expect(await valueAtRisk(content, ...more, '--json')).toEqual({ code: 2, stdout: '', stderr: `kaipan: ${line}\n` });
  });
});
