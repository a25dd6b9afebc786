import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSharedData } from '../../core/market/shared-data.fixture.ts';
import { type Statement, type StatementRow } from '../../core/settlement/statement.ts';
import { cellsOf } from './grid.ts';
import { type Cells, rewrittenArbitrary } from './mutations.fixture.ts';
import { readStatement } from './read-statement.ts';
import { statementProblemText } from './statement-problem.ts';

const FOLDER = new URL('../../../shared/data/statements/', import.meta.url);

async function read(bytes: Uint8Array): Promise<Statement | string> {
  const statement = await readStatement({ name: 'x.txt', bytes });
  return statement.ok ? statement.value : statementProblemText(statement.error);
}

async function taken(bytes: Uint8Array): Promise<Statement> {
  const statement = await read(bytes);
  if (typeof statement === 'string') throw new Error(statement);
  return statement;
}

/** All that a file says, whatever the order of its rows. */
function meaning({ kind, rows, cash, priceDecimals, remarks }: Statement): unknown {
  const texts = rows.map(({ line: _line, ...row }) => JSON.stringify(row)).toSorted();
  return { kind, rows: texts, signs: cash.signs, priceDecimals, remarks: remarks.filter(({ code }) => code !== 'cash.gap').map(({ code }) => code) };
}

/** What a row says by itself; signs and fees are told by all rows of a file together. */
function numbersOf({ line, date, code, quantity, price, turnover, amount, cashAfter }: StatementRow): unknown {
  return { line, date, code, quantity, price, turnover, amount: Math.abs(amount ?? 0), cashAfter };
}

describe.runIf(hasSharedData('statements'))("brokers' files, written and damaged in other ways", () => {
  const names = readdirSync(FOLDER);
  const files = names.map((name) => readFileSync(new URL(name, FOLDER)));

  it.each(names)('%s means the same under other names, in any order, form and encoding', async (name) => {
    const bytes = files[names.indexOf(name)] ?? Buffer.alloc(0);
    const cells: Cells = bytes.toString('utf8').trimEnd().split('\n').map((line) => cellsOf(line, ',') ?? []);
    const whole = meaning(await taken(bytes));
    await fc.assert(
      fc.asyncProperty(rewrittenArbitrary(cells), async (rewritten) => {
        expect({ how: rewritten.how, ...(meaning(await taken(rewritten.bytes)) as object) }).toEqual({ how: rewritten.how, ...(whole as object) });
      }),
      { numRuns: 25 },
    );
  });

  it('says where a file is damaged, and never makes another number of a row that is not', async () => {
    const damage = fc.record({ file: fc.nat({ max: files.length - 1 }), at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 1, max: 40 }), junk: fc.uint8Array({ maxLength: 4 }) });
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, at, length, junk }) => {
        const bytes = files[file] ?? Buffer.alloc(0);
        const from = Math.floor(at * bytes.length);
        const damaged = await read(Buffer.concat([bytes.subarray(0, from), junk, bytes.subarray(from + length)]));
        if (typeof damaged === 'string') {
          expect(damaged).toMatch(/^x\.txt(?::\d+)?: ./);
          return;
        }
        const firstLine = bytes.subarray(0, from).toString('utf8').split('\n').length;
        const before = new Map((await taken(bytes)).rows.map((row) => [row.line, row]));
        for (const row of damaged.rows) if (firstLine > 1 && row.line < firstLine) expect(numbersOf(row)).toEqual(numbersOf(before.get(row.line) ?? row));
      }),
      { numRuns: 2000 },
    );
  });

  it('never takes a file that was cut for a longer one', async () => {
    for (const bytes of files) {
      const { rows } = await taken(bytes);
      for (let length = 0; length < bytes.length; length += 7) {
        const cut = await read(bytes.subarray(0, length));
        if (typeof cut === 'string') expect(cut).toMatch(/^x\.txt(?::\d+)?: ./);
        else expect(cut.rows.slice(0, -1).map(numbersOf)).toEqual(rows.slice(0, Math.max(0, cut.rows.length - 1)).map(numbersOf));
      }
    }
  });
});
