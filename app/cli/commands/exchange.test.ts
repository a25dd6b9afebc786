import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../cli.fixture.ts';

const HEADER = 'seq,time,op,order_id,side,price,quantity';
const DAY = [
  '1,09:15:00.020,add,11,buy,10.05,300',
  '2,09:20:00.000,add,12,sell,10.00,200',
  '3,09:30:00.010,add,13,sell,10.05,50',
  '4,09:31:00.000,cancel,11,buy,,',
  '5,14:57:00.000,add,14,buy,10.10,100',
  '6,14:58:00.000,add,15,sell,10.10,400',
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-exchange-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command in a folder of its own that holds `day.csv`. */
async function exchange(content: string | Uint8Array, ...more: readonly string[]): Promise<CliResult> {
  writeFileSync(join(folder, 'day.csv'), content);
  return runCli(['exchange', '--flow', 'day.csv', '--prev-close', '10.00', ...more], folder);
}

function text(...rows: readonly string[]): string {
  return `${[HEADER, ...rows].join('\n')}\n`;
}

describe('kaipan exchange', () => {
  it('prints the day and writes its trades', async () => {
    const { code, stdout, stderr } = await exchange(text(...DAY), '--trades', 'trades.csv', '--json');
    expect([code, stderr]).toEqual([0, '']);
    const { seconds, ...report } = JSON.parse(stdout) as { seconds: number };
    expect(report).toEqual({
      open: { price: '10.05', volume: 200 },
      close: { price: '10.10', volume: 100 },
      trades: 3,
      volume: 350,
      turnover: '3522.50',
      cancelsRefused: 0,
    });
    expect(seconds).toBeGreaterThanOrEqual(0);
    expect(readFileSync(join(folder, 'trades.csv'), 'utf8')).toBe(
      [
        'seq,time,price,quantity,buy_order,sell_order',
        '1,09:25:00.000,10.05,200,11,12',
        '2,09:30:00.010,10.05,50,11,13',
        '3,15:00:00.000,10.10,100,14,15',
        '',
      ].join('\n'),
    );
    expect(readdirSync(folder).toSorted()).toEqual(['day.csv', 'trades.csv']);
  });

  it('reads gzip, a BOM, columns in any order and columns that it does not know', async () => {
    const turned = DAY.map((row) => `x,${row.split(',').toReversed().join(',')}`);
    const content = `\uFEFFnote,${HEADER.split(',').toReversed().join(',')}\r\n${turned.join('\r\n')}\r\n`;
    const { stdout } = await exchange(gzipSync(content), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ trades: 3, volume: 350, turnover: '3522.50' });
  });

  it('prints a table for people', async () => {
    const { stdout } = await exchange(text(DAY[0] ?? ''));
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      'opening auction  no trade',
      'closing auction  no trade',
      'trades           0',
      'cancels refused  0',
      'volume           0 shares',
      'turnover         0.00 yuan',
    ]);
  });

  it('says null for an auction without a trade, and takes a day without orders', async () => {
    const { code, stdout } = await exchange(text(), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ open: null, close: null, trades: 0, volume: 0, turnover: '0.00' });
  });
});

describe('bad input', () => {
  const add = '1,09:30:00.000,add,1,buy,10.00,100';
  it.each([
    ['no header', '', 'day.csv: is empty'],
    ['a missing column', 'seq,time,op,order_id,side,price\n', 'day.csv:1: missing columns: quantity'],
    ['a column twice', `${HEADER},seq\n`, 'day.csv:1: seq: the column appears twice'],
    ['too few fields', text('1,09:30:00.000,add,1,buy,10.00'), 'day.csv:2: has 6 fields, the header has 7'],
    ['a bad sequence number', text('x,09:30:00.000,add,1,buy,10.00,100'), 'day.csv:2: seq: must be a whole number, was x'],
    ['a bad time', text('1,9:30,add,1,buy,10.00,100'), 'day.csv:2: time: must be a time such as 14:57:00, was 9:30'],
    ['a bad operation', text('1,09:30:00.000,new,1,buy,10.00,100'), 'day.csv:2: op: must be one of add, cancel, was new'],
    ['a bad number', text('1,09:30:00.000,add,1.5,buy,10.00,100'), 'day.csv:2: order_id: must be a whole number, was 1.5'],
    ['a bad side', text('1,09:30:00.000,add,1,B,10.00,100'), 'day.csv:2: side: must be one of buy, sell, was B'],
    ['a price of 0', text('1,09:30:00.000,add,1,buy,0,100'), 'day.csv:2: price: must be above 0, was 0'],
    ['no price', text('1,09:30:00.000,add,1,buy,,100'), 'day.csv:2: price: is missing'],
    ['half a share', text('1,09:30:00.000,add,1,buy,10.00,0.5'), 'day.csv:2: quantity: must be a whole number, was 0.5'],
    ['no shares', text('1,09:30:00.000,add,1,buy,10.00,0'), 'day.csv:2: quantity: must be above 0, was 0'],
    ['a number twice', text(add, add.replace('1', '2')), 'day.csv:3: order_id: buy order 1 was entered before'],
    [
      'a time that goes back',
      text(add, '2,09:29:59.999,add,2,buy,10.00,100'),
      'day.csv:3: time: goes back from 09:30:00.000 to 09:29:59.999',
    ],
    ['another day', text('1,2023-02-01T09:30:00,add,1,buy,10.00,100', '2,2023-02-02T09:30:00,add,2,buy,10.00,100'), 'day.csv:3: time: must be on 2023-02-01, was 2023-02-02'],
  ])('%s is named with its place, and nothing is written', async (_, content, message) => {
    const result = await exchange(content, '--trades', 'trades.csv', '--json');
    expect(result).toEqual({ code: 2, stdout: '', stderr: `kaipan: ${message}\n` });
    expect(readdirSync(folder)).toEqual(['day.csv']);
  });

  it('a cut gzip file is named, and the trades of before stay as they were', async () => {
    writeFileSync(join(folder, 'trades.csv'), 'yesterday');
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i},09:30:00.000,add,${i},buy,${10 + (i % 90)}.${i % 89},100`);
    const packed = gzipSync(text(...rows));
    const { code, stderr } = await exchange(packed.subarray(0, -100), '--trades', 'trades.csv');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^kaipan: day\.csv(:\d+)?: the gzip data is cut off\n$/);
    expect(readFileSync(join(folder, 'trades.csv'), 'utf8')).toBe('yesterday');
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it.each([
    [['--prev-close', '0'], '--prev-close: 0 is not a price in yuan'],
    [['--prev-close', 'ten'], '--prev-close: ten is not a price in yuan'],
    [['--trades', 'day.csv'], '--trades: must not be the flow file itself'],
    [['--trades', '.'], '--trades: . is not a file'],
    [['--trades', 'absent/trades.csv'], '--trades: absent/trades.csv cannot be written (ENOENT)'],
    [['--flow', 'absent.csv'], 'absent.csv: not found'],
  ])('%j is refused', async (options, message) => {
    expect(await exchange(text(...DAY), ...options)).toEqual({ code: 2, stdout: '', stderr: `kaipan: ${message}\n` });
    expect(readFileSync(join(folder, 'day.csv'), 'utf8')).toBe(text(...DAY));
  });
});
