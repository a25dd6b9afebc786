import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../cli.fixture.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-metrics-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command in a folder of its own that holds `equity.csv`. */
async function metrics(content: string, ...more: readonly string[]): Promise<CliResult> {
  writeFileSync(join(folder, 'equity.csv'), content);
  return runCli(['metrics', '--equity', 'equity.csv', ...more], folder);
}

/** The contract's. */
const NAMES = (
  'totalReturn annualReturn annualVolatility sharpe sortino calmar maxDrawdown maxDrawdownStart maxDrawdownEnd ' +
  'recovery var95 var99 cvar95 cvar99 winRate'
).split(' ');
const CURVE = 'date,equity\n2023-01-03,400\n2023-01-04,500\n2023-01-05,400\n2023-01-06,500\n';
const WITH_BENCHMARK = 'date,equity,benchmark\n2023-01-03,400,10\n2023-01-04,500,11\n2023-01-05,400,10.5\n2023-01-06,500,11\n';

describe('kaipan metrics --json', () => {
  it('prints the names of the contract and more', async () => {
    const { code, stdout, stderr } = await metrics(CURVE, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(expect.arrayContaining([...NAMES, 'from', 'to', 'days', 'bestDay', 'worstDay']));
    expect(report).toMatchObject({
      totalReturn: 0.25,
      maxDrawdown: -0.19999999999999996,
      maxDrawdownStart: '2023-01-04',
      maxDrawdownEnd: '2023-01-05',
      recovery: '2023-01-06',
      days: 3,
      beta: null,
    });
  });

  it('takes a risk-free rate, below 0 too', async () => {
    const sharpe = async (...more: readonly string[]): Promise<number> => {
      const { stdout } = await metrics(CURVE, '--json', ...more);
      return (JSON.parse(stdout) as { sharpe: number }).sharpe;
    };
    // (1/10 - R/252) / sqrt(27/400) * sqrt(252)
    const expected = (rate: number): number => ((0.1 - rate / 252) / Math.sqrt(27 / 400)) * Math.sqrt(252);
    expect(await sharpe()).toBeCloseTo(expected(0), 11);
    expect(await sharpe('--risk-free', '0.252')).toBeCloseTo(expected(0.252), 11);
    expect(await sharpe('--risk-free', '-0.01')).toBeCloseTo(expected(-0.01), 11);
  });

  it.each([
    ['date,equity\n', { days: 0, totalReturn: null, maxDrawdown: null }],
    ['date,equity\n2023-01-03,5\n', { days: 0, totalReturn: 0, annualReturn: null, sharpe: null, maxDrawdown: 0 }],
    ['date,equity\n2023-01-03,5\n2023-01-04,5\n2023-01-05,5\n', { sharpe: null, calmar: null, annualVolatility: 0 }],
  ])('%j is answered with nulls', async (content, part) => {
    const { code, stdout, stderr } = await metrics(content, '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject(part);
    expect(stdout).not.toMatch(/NaN|Infinity/);
  });
});

describe('kaipan metrics for people', () => {
  it('prints a table', async () => {
    const { code, stdout } = await metrics(CURVE, '--risk-free', '0.02');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^equity\.csv: 2023-01-03 to 2023-01-06, 3 daily returns, risk-free rate 2\.00 % a year\n\n/);
    expect(stdout).toMatch(/\nmaximum drawdown +-20\.00 % +2023-01-04 to 2023-01-05, recovered 2023-01-06\n/);
    expect(stdout).toMatch(/\nexcess kurtosis +none\n/);
    expect(stdout).not.toContain('beta');
    expect(stdout).not.toMatch(/ \n/);
    const points = stdout.split('\n').filter((line) => /\.\d\d( %)?( |$)/.test(line)).slice(1);
    expect(new Set(points.map((line) => line.search(/\.\d\d/))).size).toBe(1);
  });

  it('shows the benchmark where there is one', async () => {
    const { stdout } = await metrics(WITH_BENCHMARK);
    expect(stdout).toMatch(/\nbenchmark return +10\.00 %\n/);
    expect(stdout).toMatch(/\nbeta +\d\.\d\d\n/);
  });

  it('has a table for nothing', async () => {
    const { stdout } = await metrics('date,equity\n');
    expect(stdout).toMatch(/^equity\.csv: no days, risk-free rate 0\.00 % a year\n/);
    expect(stdout).toMatch(/\ntotal return +none\n/);
  });
});

describe('kaipan metrics refuses', () => {
  it.each([
    [['date,equity\n2023-01-03,abc\n'], 'equity.csv:2: equity: must be a plain decimal number, was abc'],
    [['date,equity\n2023-01-03,5\n2023-01-02,5\n'], 'equity.csv:3: date: goes back from 2023-01-03 to 2023-01-02'],
    [['date\n'], 'equity.csv:1: missing columns: equity'],
    [[CURVE, '--equity', 'nowhere.csv'], 'nowhere.csv: not found'],
    [[CURVE, '--risk-free', '2'], '--risk-free: must be a yearly rate as a fraction such as 0.02, was 2'],
    [[CURVE, '--risk-free', '2%'], '--risk-free: must be a yearly rate as a fraction such as 0.02, was 2%'],
  ])('%j', async ([content = '', ...more], line) => {
    expect(await metrics(content, ...more, '--json')).toEqual({ code: 2, stdout: '', stderr: `kaipan: ${line}\n` });
  });
});
