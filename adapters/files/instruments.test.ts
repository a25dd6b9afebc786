import { describe, expect, it } from 'vitest';
import { inputProblemText } from './input-problem.ts';
import { readInstruments } from './instruments.ts';

const HEADER = 'instrument,name,board,industry,list_date,st';

async function read(text: string | Uint8Array): Promise<unknown> {
  const result = await readInstruments({ name: 'instruments.csv', bytes: Buffer.from(text) });
  return result.ok ? [...result.value.values()] : inputProblemText(result.error);
}

describe('an instruments file', () => {
  it('is read', async () => {
    expect(await read(`${HEADER}\n600519.SH,贵州茅台,main,白酒,2001-08-27,false\n920002.BJ,,bse,,,1\n`)).toBe(
      'instruments.csv:3: name: is missing',
    );
    expect(await read(`${HEADER}\n000004.SZ,*ST国华,main,,,true\n`)).toEqual([
      { id: '000004.SZ', name: '*ST国华', board: 'main', industry: null, listDate: null, st: true },
    ]);
  });

  it('may be in GBK', async () => {
    const gbk = Buffer.concat([Buffer.from(`${HEADER}\n600519.SH,`), Buffer.from([0xc3, 0xa9, 0xcc, 0xa8]), Buffer.from(',main,,,0\n')]);
    expect(await read(gbk)).toMatchObject([{ name: '茅台' }]);
  });

  it.each([
    ['600519.SH,a,nasdaq,,,0', 'instruments.csv:2: board: must be one of main, chinext, star, bse, etf, bond, was nasdaq'],
    ['600519.SH,a,main,,2001-08-32,0', 'instruments.csv:2: list_date: must be a date such as 2023-02-01, was 2001-08-32'],
    ['600519.SH,a,main,,,0\nsh600519,b,main,,,0', 'instruments.csv:3: instrument: 600519.SH is already in line 2'],
    ['', 'instruments.csv: has no rows'],
  ])('%# is refused', async (rows, problem) => {
    expect(await read(`${HEADER}\n${rows}\n`)).toBe(problem);
  });
});
