import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type CsvRow, csvRows, needs } from './csv.ts';
import { inputProblemText } from './input-problem.ts';

type Column = 'a' | 'b' | 'c';

async function read(text: string | Uint8Array): Promise<readonly unknown[]> {
  const shape = { columns: ['a', 'b', 'c'] as const, missing: needs<Column>('a', 'b') };
  const rows: unknown[] = [];
  for await (const row of csvRows({ name: 'x.csv', bytes: Buffer.from(text) }, shape)) {
    rows.push(row.ok ? fieldsOf(row.value) : inputProblemText(row.error));
  }
  return rows;
}

function fieldsOf(row: CsvRow<Column>): readonly unknown[] {
  return [row.line, row.get('a'), row.get('b'), row.get('c')];
}

describe('a CSV file', () => {
  it('is read by the names of its columns, in any order', async () => {
    expect(await read('b,x,A\n1,2,3\n\n4,5,6\n')).toEqual([[2, '3', '1', ''], [4, '6', '4', '']]);
  });

  it('may have quotes, a BOM, Windows line ends and lines inside of fields', async () => {
    expect(await read('\uFEFFa,b,c\r\n"x, ""y""",1,\r\n2,"two\r\nlines",3\r\n 4 , 5 ,6')).toEqual([
      [2, 'x, "y"', '1', ''],
      [4, '2', 'two\nlines', '3'],
      [5, '4', '5', '6'],
    ]);
  });

  it('may be packed', async () => {
    expect(await read(gzipSync('a,b\n1,2\n'))).toEqual([[2, '1', '2', '']]);
    const cut = gzipSync('a,b\n1,2\n'.repeat(100)).subarray(0, 30);
    expect((await read(cut)).at(-1)).toBe('x.csv: the gzip data is cut off');
  });

  it.each([
    ['', 'x.csv: is empty'],
    ['\n\n', 'x.csv: is empty'],
    ['a\n1\n', 'x.csv:1: missing columns: b'],
    ['c,x\n1,2\n', 'x.csv:1: missing columns: a, b'],
    ['a,b,a\n1,2,3\n', 'x.csv:1: a: the column appears twice'],
    ['a,b\n1,2,3\n', 'x.csv:2: has 3 fields, the header has 2'],
    ['a,b\n1,"2\n', 'x.csv:2: is not valid CSV (quote not closed)'],
    [`a,b\n1,${'2'.repeat(70_000)}\n`, 'x.csv:2: is longer than 65536 characters: not a file of this kind'],
  ])('%# is refused', async (text, problem) => {
    expect(await read(text)).toEqual([problem]);
  });

  it('keeps what came before a bad row apart from it', async () => {
    expect(await read('a,b\n1,2\n3\n')).toEqual([[2, '1', '2', ''], 'x.csv:3: has 1 fields, the header has 2']);
  });
});
