import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readEquity } from './equity.ts';
import { inputProblemText } from './input-problem.ts';
import { readReturns } from './returns.ts';
import { numberValue } from './series.ts';

async function equity(text: string | Uint8Array): Promise<unknown> {
  const result = await readEquity({ name: 'equity.csv', bytes: Buffer.from(text) });
  return result.ok ? result.value : inputProblemText(result.error);
}

async function returns(text: string): Promise<unknown> {
  const result = await readReturns({ name: 'returns.csv', bytes: Buffer.from(text) });
  return result.ok ? result.value : inputProblemText(result.error);
}

describe('an equity file', () => {
  const text = 'date,equity,benchmark\n2023-01-03,1000000.00,3800.5\n2023-01-04,1000123.45,3810\n';
  const curve = { dates: ['2023-01-03', '2023-01-04'], equity: [1_000_000, 1_000_123.45], benchmark: [3800.5, 3810] };

  it('is read', async () => {
    expect(await equity(text)).toEqual(curve);
    expect(await equity(gzipSync(text))).toEqual(curve);
    expect(await equity('\uFEFFnote,Benchmark,Equity,Date\r\n策略一,3800.5,1e6,2023-01-03 00:00:00\r\n\r\n,3810,1000123.45,2023-01-04')).toEqual(curve);
  });

  it('need not have a benchmark, nor fill its column', async () => {
    const without = { ...curve, benchmark: null };
    expect(await equity('date,equity\n2023-01-03,1000000\n2023-01-04,1000123.45\n')).toEqual(without);
    expect(await equity('date,equity,benchmark\n2023-01-03,1000000,\n2023-01-04,1000123.45,\n')).toEqual(without);
  });

  it('may have no rows', async () => {
    expect(await equity('date,equity\n')).toEqual({ dates: [], equity: [], benchmark: null });
  });

  it.each([
    ['', 'equity.csv: is empty'],
    ['date,value\n2023-01-03,1\n', 'equity.csv:1: missing columns: equity'],
    ['date,equity\n2023-01-03\n', 'equity.csv:2: has 1 fields, the header has 2'],
    ['date,equity\n2023-02-29,1\n', 'equity.csv:2: date: must be a date such as 2023-02-01, was 2023-02-29'],
    ['date,equity\n,1\n', 'equity.csv:2: date: is missing'],
    ['date,equity\n2023-01-03,\n', 'equity.csv:2: equity: is missing'],
    ['date,equity\n2023-01-03,nan\n', 'equity.csv:2: equity: must be a plain decimal number, was nan'],
    ['date,equity\n2023-01-03,"1,000"\n', 'equity.csv:2: equity: must be a plain decimal number, was 1,000'],
    ['date,equity\n2023-01-03,1e999\n', 'equity.csv:2: equity: is too large, was 1e999'],
    ['date,equity\n2023-01-03,5\n2023-01-04,0\n', 'equity.csv:3: equity: must be above 0, was 0'],
    ['date,equity\n2023-01-03,-5\n', 'equity.csv:2: equity: must be above 0, was -5'],
    ['date,equity\n2023-01-03,1\n2023-01-03,2\n', 'equity.csv:3: date: 2023-01-03 is already in line 2'],
    ['date,equity\n2023-01-04,1\n2023-01-03,2\n', 'equity.csv:3: date: goes back from 2023-01-04 to 2023-01-03'],
    ['date,equity,benchmark\n2023-01-03,1,0\n', 'equity.csv:2: benchmark: must be above 0, was 0'],
    ['date,equity,benchmark\n2023-01-03,1,2\n2023-01-04,1,\n', 'equity.csv:3: benchmark: is missing'],
    ['date,equity,benchmark\n2023-01-03,1,\n2023-01-04,1,2\n', 'equity.csv:2: benchmark: is missing'],
  ])('%j is refused', async (content, problem) => {
    expect(await equity(content)).toBe(problem);
  });
});

describe('a returns file', () => {
  it('is read', async () => {
    expect(await returns('date,return\n2023-01-03,-0.0123456789012345\n2023-01-04,5e-05\n2023-01-05,0\n')).toEqual([
      -0.0123456789012345, 0.00005, 0,
    ]);
    expect(await returns('date,return\n')).toEqual([]);
  });

  it.each([
    ['date,return\n2023-01-03,\n', 'returns.csv:2: return: is missing'],
    ['date,return\n2023-01-03,1.2%\n', 'returns.csv:2: return: must be a plain decimal number, was 1.2%'],
    ['date,return\n2023-01-03,0.1\n2023-01-03,0.1\n', 'returns.csv:3: date: 2023-01-03 is already in line 2'],
    ['date,equity\n2023-01-03,0.1\n', 'returns.csv:1: missing columns: return'],
  ])('%j is refused', async (content, problem) => {
    expect(await returns(content)).toBe(problem);
  });
});

describe('a number', () => {
  it.each([
    ['1', 1],
    ['-0.5', -0.5],
    ['+.25', 0.25],
    ['3.', 3],
    ['1E-3', 0.001],
    ['0.1000000000000000055511151231257827', 0.1],
  ])('may be written %s', (text, value) => {
    expect(numberValue(text)).toEqual({ ok: true, value });
  });

  it.each(['.', '1e', '0x10', '１', '1_000', 'Infinity', '- 1', '1 ', '1e1000'])('is never %j', (text) => {
    expect(numberValue(text).ok).toBe(false);
  });
});
