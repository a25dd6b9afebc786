import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { inputProblemText } from '../../files/input-problem.ts';
import { COLUMNS, DAY, type RowChange, auctionRow, quotesText } from './quotes.fixture.ts';
import { dayReferences } from './references.ts';
import { type QuotesScan, scanQuotes } from './scan.ts';

let folder = '';
let written = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kaipan-scan-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(content: string | Uint8Array): Promise<string> {
  written += 1;
  const file = path.join(folder, `${written}.csv`);
  await writeFile(file, content);
  return file;
}

/** What the scan finds, or its one line with the folder and the file's number taken out. */
async function scan(...contents: readonly (string | Uint8Array)[]): Promise<QuotesScan | string> {
  const files: string[] = [];
  for (const content of contents) files.push(await write(content));
  const result = await scanQuotes(files, DAY);
  if (result.ok) return result.value;
  return files.reduce((text, file, i) => text.replaceAll(file, `q${i + 1}.csv`), inputProblemText(result.error));
}

const MIDEA = '000333.SZ' as InstrumentId;

describe('a scan', () => {
  it('tells what the files hold', async () => {
    const found = await scan(
      gzipSync(quotesText(auctionRow('55.3', 100), {}, { time: '2023-02-01T09:30:03.000', instrument: '600519.SHA', volume: 5 })),
      quotesText({ time: '2023-02-01T13:00:00', volume: 2000, turnover: '110800.1234' }),
    );
    expect(found).toMatchObject({ rows: 4 });
    if (typeof found === 'string') throw new Error(found);
    expect(new Date(found.first).toISOString()).toBe('2023-02-01T01:20:00.000Z');
    expect(new Date(found.last).toISOString()).toBe('2023-02-01T05:00:00.000Z');
    expect([...found.instruments.keys()]).toEqual(['000333.SZ', '600519.SH']);
    expect(found.instruments.get(MIDEA)).toMatchObject({
      rows: 3,
      firstVolume: 0,
      volume: 2000,
      reference: { prevClose: 552_000, limitUp: 607_200, limitDown: 496_800 },
    });
  });

  it('takes columns in any order and leaves out what it does not know', async () => {
    const [header = '', row = ''] = quotesText({}).split('\n');
    const turned = [header, row].map((line) => `x,${line.split(',').toReversed().join(',')}`).join('\n');
    expect(await scan(turned)).toMatchObject({ rows: 1 });
  });

  it.each<[string, readonly RowChange[], string]>([
    ['a day that is not the one', [{ time: '2023-02-02T09:30:00.000' }], 'q1.csv:2: time: must be on 2023-02-01, was 2023-02-02T09:30:00.000'],
    ['no time', [{ time: '09:30:00' }], 'q1.csv:2: time: must be a time such as 2023-02-01T09:30:03.000, was 09:30:00'],
    ['an hour that is none', [{ time: '2023-02-01T25:30:00' }], 'q1.csv:2: time: must be a time such as 2023-02-01T09:30:03.000, was 2023-02-01T25:30:00'],
    [
      'time that goes back, over instruments too',
      [{}, { time: '2023-02-01T09:30:00.000', instrument: '600519.SH' }],
      'q1.csv:3: time: goes back from 2023-02-01T09:30:03.000 to 2023-02-01T09:30:00.000',
    ],
    ['an unknown instrument', [{ instrument: 'AAPL' }], 'q1.csv:2: instrument: AAPL is not an instrument such as 600519.SH'],
    ['a negative price', [{ last: '-1' }], 'q1.csv:2: last: must not be negative, was -1'],
    ['too many decimals', [{ bid1: '55.39001' }], 'q1.csv:2: bid1: must have at most 4 decimals, was 55.39001'],
    ['no number', [{ turnover: 'nan' }], 'q1.csv:2: turnover: must be a plain decimal number, was nan'],
    ['nothing', [{ volume: '' }], 'q1.csv:2: volume: is missing'],
    ['half a share', [{ ask1_volume: '100.5' }], 'q1.csv:2: ask1_volume: must be a whole number, was 100.5'],
    ['more than an integer holds', [{ turnover: '99999999999999' }], 'q1.csv:2: turnover: is too large, was 99999999999999'],
  ])('names %s', async (_what, rows, problem) => {
    expect(await scan(quotesText(...rows))).toBe(problem);
  });

  it.each<[string, readonly RowChange[], string]>([
    ['volume that falls', [{}, { volume: 999 }], 'q1.csv:3: volume: is a total of the day and cannot fall from 1000 to 999'],
    ['turnover that falls', [{}, { turnover: 1 }], 'q1.csv:3: turnover: is a total of the day and cannot fall from 55400.00 to 1.00'],
    ['another previous close', [{}, { prev_close: 56 }], 'q1.csv:3: prev_close: changed during the day from 55.20 to 56.00'],
    ['other limits', [{}, { limit_up: 61 }], 'q1.csv:3: limit_up: changed during the day from 60.72 to 61.00'],
    ['a crossed book', [{ bid1: '55.42' }], 'q1.csv:2: bid1: the best bid 55.42 is above the best ask 55.41'],
    ['bids out of order', [{ bid2: '55.39' }], 'q1.csv:2: bid2: 55.39 is not worse than the level before it, 55.39'],
    ['asks out of order', [{ ask3: '55.40', ask3_volume: 1 }], 'q1.csv:2: ask3: 55.40 is not worse than the level before it, 55.41'],
    [
      'an auction of two volumes',
      [auctionRow('55', 100, { ask1_volume: 200 })],
      'q1.csv:2: ask1_volume: the auction would match 100 on one side and 200 on the other',
    ],
    [
      'an auction with two rests',
      [auctionRow('55', 100, { bid2_volume: 1, ask2_volume: 2 })],
      'q1.csv:2: ask2_volume: an auction leaves a rest on one side only, was 2 beside one on the other',
    ],
  ])('goes on over %s, and tells it', async (_what, rows, problem) => {
    const found = await scan(quotesText(...rows));
    if (typeof found === 'string') throw new Error(found);
    expect(found.rows).toBe(rows.length);
    const [odd] = found.oddities;
    expect(odd && inputProblemText(odd.problem).replace(/^.*[/]\d+\.csv/, 'q1.csv')).toBe(problem);
  });

  it.each([
    ['', 'q1.csv: is empty'],
    [quotesText(), 'q1.csv: has no rows'],
    ['time,instrument,last\n', `q1.csv:1: missing columns: ${COLUMNS.filter((name) => !['time', 'instrument', 'last'].includes(name)).join(', ')}`],
    [quotesText({}).replace('ask5_volume', 'ask5_volume,last'), 'q1.csv:1: last: the column appears twice'],
    [`${quotesText({})}1,2\n`, 'q1.csv:3: has 2 fields, the header has 31'],
    [quotesText({ instrument: '"000333.SZ"' }), 'q1.csv:2: instrument: "000333.SZ" is not an instrument such as 600519.SH'],
    [quotesText({ last: '55.4 ' }), 'q1.csv:2: last: must be a plain decimal number, was 55.4 '],
    [gzipSync(quotesText({}, {}, {})).subarray(0, 60), 'q1.csv: the gzip data is cut off'],
  ])('refuses a file that is not as it should be (%#)', async (content, problem) => {
    expect(await scan(content)).toBe(problem);
  });

  it('refuses no files', async () => {
    expect(await scan()).toBe('--quotes: no quotes file was given');
  });
});

describe('files together', () => {
  it('may share an instrument one after the other', async () => {
    const later = quotesText({ time: '2023-02-01T13:00:00.000', volume: 1000 });
    expect(await scan(later, quotesText({}))).toMatchObject({ rows: 2 });
  });

  it.each<[string, RowChange, string]>([
    ['overlap', { time: '2023-02-01T09:30:04.000' }, 'q2.csv:2: time: overlaps with q1.csv in the quotes of 000333.SZ'],
    ['lose volume', { volume: 999, time: '2023-02-01T13:00:00' }, 'q2.csv:2: volume: is a total of the day and cannot fall from 1000 to 999'],
    ['change a limit', { limit_down: 50, time: '2023-02-01T13:00:00' }, 'q2.csv:2: limit_down: changed during the day from 49.68 to 50.00'],
  ])('may not %s', async (_what, change, problem) => {
    expect(await scan(quotesText({}, { time: '2023-02-01T09:30:06.000' }), quotesText(change))).toBe(problem);
  });
});

describe('references', () => {
  async function references(change: RowChange): Promise<ReturnType<typeof dayReferences>> {
    const found = await scan(quotesText(change));
    if (typeof found === 'string') throw new Error(found);
    return dayReferences(found, DAY, new Map());
  }

  it('take the limits of the feed', async () => {
    const { references: found, warnings } = await references({});
    expect(found).toMatchObject([{ prevClose: 552_000, limitUp: 607_200, limitDown: 496_800, instrument: { board: 'main' } }]);
    expect(warnings).toEqual([]);
  });

  it('reckon limits that the feed leaves out', async () => {
    const { references: found, warnings } = await references({ limit_up: 0, limit_down: 0 });
    expect(found).toMatchObject([{ limitUp: 607_200, limitDown: 496_800 }]);
    expect(warnings).toEqual([]);
  });

  it('believe a feed that there is no limit, and say that the rules know one', async () => {
    const { references: found, warnings } = await references({ limit_up: '99999.99', limit_down: '0.01' });
    expect(found).toMatchObject([{ limitUp: 0, limitDown: 0 }]);
    expect(warnings).toEqual([
      {
        code: 'quotes.limitsDisagree',
        params: { instrument: MIDEA, feedUp: null, feedDown: null, rulesUp: 607_200, rulesDown: 496_800 },
      },
    ]);
  });

  it('know what an instruments file says', async () => {
    const found = await scan(quotesText({}));
    if (typeof found === 'string') throw new Error(found);
    const st = { id: MIDEA, name: 'ST', board: 'main', industry: null, listDate: null, st: true } as const;
    const described = dayReferences(found, DAY, new Map([[MIDEA, st]]));
    expect(described.references[0]?.instrument).toBe(st);
    expect(described.warnings).toMatchObject([{ params: { rulesUp: 579_600 } }]);
  });
});

it('keeps the indices apart from what can be traded', async () => {
  const found = await scan(quotesText({}, { instrument: '000300.SH' }));
  if (typeof found === 'string') throw new Error(found);
  expect([...found.instruments.keys()]).toEqual([MIDEA]);
  expect([...found.indices]).toEqual(['000300.SH']);
  expect(found.rows).toBe(2);
  expect(dayReferences(found, DAY, new Map()).references).toHaveLength(1);
});

describe('bytes that are no quotes', () => {
  it('are passed over in columns that nobody reads, whatever their encoding', async () => {
    const [header = '', row = ''] = quotesText({}).split('\n');
    const gbk = Buffer.concat([Buffer.from(`name,${header}\r\n`), Buffer.from([0xc3, 0xa9, 0xcc, 0xa8]), Buffer.from(`,${row}`)]);
    expect(await scan(gbk)).toMatchObject({ rows: 1 });
    expect(await scan(`\uFEFF${quotesText({})}\n\n`)).toMatchObject({ rows: 1 });
  });

  it.each([
    ['x'.repeat(300_000), 'q1.csv:1: is longer than 65536 characters: not a file of this kind'],
    [`${quotesText({})}${'1'.repeat(70_000)}\n`, 'q1.csv:3: is longer than 65536 characters: not a file of this kind'],
    [`${quotesText({})}${'1'.repeat(300_000)}`, 'q1.csv:3: is longer than 65536 characters: not a file of this kind'],
    [Buffer.alloc(300_000), 'q1.csv: is not a text file'],
    [Buffer.from('PK\u0003\u0004\0\0\n'), 'q1.csv: is not a text file'],
    [quotesText({ time: '2023-02-01T09:30:0' }), 'q1.csv:2: time: must be a time such as 2023-02-01T09:30:03.000, was 2023-02-01T09:30:0'],
    [quotesText({ time: '2023-02-01T09:30:03.5' }), 'q1.csv:2: time: must be a time such as 2023-02-01T09:30:03.000, was 2023-02-01T09:30:03.5'],
  ])('are refused (%#)', async (content, problem) => {
    expect(await scan(content)).toBe(problem);
  });
});
