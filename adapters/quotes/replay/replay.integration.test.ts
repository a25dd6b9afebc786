import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasSharedData } from '../../../core/market/shared-data.fixture.ts';
import { type EpochMs, type TradeDate, formatLocalTime } from '../../../core/kernel/time.ts';
import { dayReferences } from './references.ts';
import { replayQuotes } from './replay.ts';
import { scanQuotes } from './scan.ts';

const DAYS = [
  { path: 'quotes/2021-12-01_morning.quotes.csv.gz', date: '2021-12-01', rows: 32_972, instruments: 30, auctions: 1186, last: '10:30:00' },
  { path: 'quotes/2022-06-01.quotes.csv.gz', date: '2022-06-01', rows: 20_970, instruments: 5, auctions: 315, last: '15:00:03' },
  { path: 'quotes/2023-02-01.quotes.csv.gz', date: '2023-02-01', rows: 9950, instruments: 2, auctions: 263, last: '15:00:03' },
] as const;

function shared(path: string): string {
  return fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url));
}

describe.each(DAYS)('the real quotes of $date', ({ path, date, rows, instruments, auctions, last }) => {
  const day = date as TradeDate;

  it.skipIf(!hasSharedData(path))('are sound and come back whole', async () => {
    const scan = await scanQuotes([shared(path)], day);
    if (!scan.ok) throw new Error(JSON.stringify(scan.error));
    expect(scan.value).toMatchObject({ rows });
    expect(scan.value.instruments.size).toBe(instruments);
    expect(formatLocalTime(scan.value.last)).toBe(`${date}T${last}.000`);
    let [count, auctionRows, time] = [0, 0, 0 as EpochMs];
    for await (const batch of replayQuotes([shared(path)], day)) {
      for (const quote of batch) {
        count += 1;
        if (quote.auction !== null) auctionRows += 1;
        expect(quote.time).toBeGreaterThanOrEqual(time);
        time = quote.time;
      }
    }
    expect({ count, auctionRows }).toEqual({ count: rows, auctionRows: auctions });
  });

  it.skipIf(!hasSharedData(path))('have limits that the rules would give, but for the STAR shares of 2021', async () => {
    const scan = await scanQuotes([shared(path)], day);
    if (!scan.ok) throw new Error(JSON.stringify(scan.error));
    const { references, warnings } = dayReferences(scan.value, day, new Map());
    expect(references).toHaveLength(instruments);
    // The shared file reckons ten percent for all of Shanghai; the board has twenty.
    for (const { params } of warnings) expect(params['instrument']).toMatch(/^688/);
    expect(warnings).toHaveLength(date === '2021-12-01' ? 4 : 0);
  });
});
