import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Quote } from '../../../core/market/quote.ts';
import { DAY, type RowChange, auctionRow, quotesText } from './quotes.fixture.ts';
import { replayQuotes } from './replay.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kaipan-replay-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function replay(...files: readonly (readonly RowChange[])[]): Promise<readonly Quote[]> {
  const paths = files.map((_, i) => path.join(folder, `${i}.csv`));
  for (const [i, rows] of files.entries()) await writeFile(paths[i] ?? '', quotesText(...rows));
  const quotes: Quote[] = [];
  for await (const batch of replayQuotes(paths, DAY)) quotes.push(...batch);
  return quotes;
}

describe('a quote', () => {
  it('is what the row says', async () => {
    expect(await replay([{ ask2: 0, ask2_volume: 100, ask3: '55.5', ask3_volume: 0 }])).toEqual([
      {
        instrument: '000333.SZ',
        time: Date.parse('2023-02-01T09:30:03+08:00'),
        prevClose: 552_000,
        open: 553_000,
        high: 555_000,
        low: 551_000,
        last: 554_000,
        volume: 1000,
        turnover: 554_000_000,
        limitUp: 607_200,
        limitDown: 496_800,
        bids: [{ price: 553_900, volume: 200 }, { price: 553_800, volume: 300 }],
        asks: [{ price: 554_100, volume: 400 }],
        auction: null,
      },
    ]);
  });

  it('of a call auction has no levels', async () => {
    const quotes = await replay([
      auctionRow('55.3', 100, { bid2_volume: 50 }),
      auctionRow('55.3', 100, { ask2_volume: 60 }),
      auctionRow('55.3', 100),
      auctionRow('55.3', 0),
    ]);
    expect(quotes.map(({ auction }) => auction)).toEqual([
      { price: 553_000, matched: 100, unmatched: 50, unmatchedSide: 'buy' },
      { price: 553_000, matched: 100, unmatched: 60, unmatchedSide: 'sell' },
      { price: 553_000, matched: 100, unmatched: 0, unmatchedSide: null },
      null,
    ]);
    for (const { bids, asks } of quotes) expect([...bids, ...asks]).toEqual([]);
  });

  it('has no limits where the feed says that there are none, however dear the share', async () => {
    const dear = { prev_close: 1845.76, limit_up: '2030.34', limit_down: '1661.18' };
    const quotes = await replay([
      { limit_up: '99999.99', limit_down: '0.01' },
      { limit_up: 0, limit_down: 0 },
      { instrument: '600519.SH', ...dear },
    ]);
    expect(quotes.map(({ limitUp, limitDown }) => [limitUp, limitDown])).toEqual([
      [0, 0],
      [0, 0],
      [20_303_400, 16_611_800],
    ]);
  });
});

describe('several files', () => {
  const at = (time: string, instrument: string): RowChange => ({ time: `2023-02-01T${time}`, instrument });

  it('come in the order of time, of equal times the first file first', async () => {
    const quotes = await replay(
      [at('09:30:00', '000001.SZ'), at('09:30:03', '000001.SZ'), at('09:30:09', '000001.SZ')],
      [at('09:30:00', '000002.SZ'), at('09:30:03', '000002.SZ'), at('09:30:03', '000002.SZ')],
      [at('09:29:57', '000333.SZ'), at('09:30:03', '000333.SZ'), at('09:30:12', '000333.SZ')],
    );
    expect(quotes.map(({ time, instrument }) => `${new Date(time).toISOString().slice(17, 19)} ${instrument}`)).toEqual([
      '57 000333.SZ',
      '00 000001.SZ',
      '00 000002.SZ',
      '03 000001.SZ',
      '03 000002.SZ',
      '03 000002.SZ',
      '03 000333.SZ',
      '09 000001.SZ',
      '12 000333.SZ',
    ]);
  });

  it('of many rows are merged without losing any', async () => {
    const rows = (instrument: string, count: number, step: number): RowChange[] =>
      Array.from({ length: count }, (_, i) => at(new Date(i * step * 1000 + 34_200_000).toISOString().slice(11, 23), instrument));
    const quotes = await replay(rows('000001.SZ', 4000, 3), rows('000002.SZ', 9000, 1));
    expect(quotes).toHaveLength(13_000);
    expect(quotes.every(({ time }, i) => i === 0 || time >= (quotes[i - 1]?.time ?? 0))).toBe(true);
  });
});

it('says when a file has changed since it was scanned', async () => {
  await expect(replay([{ last: 'x' }])).rejects.toThrow('changed since it was checked');
});

it('may be left early', async () => {
  const file = path.join(folder, 'early.csv');
  await writeFile(file, quotesText({}, {}));
  for await (const batch of replayQuotes([file, file], DAY)) {
    expect(batch.length).toBeGreaterThan(0);
    break;
  }
});
