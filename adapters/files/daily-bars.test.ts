import { describe, expect, it } from 'vitest';
import { readDailyBars } from './daily-bars.ts';
import { inputProblemText } from './input-problem.ts';

const HEADER = 'date,instrument,open,high,low,close,prev_close,volume,turnover,adj_factor,suspended';

async function read(...rows: readonly string[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const row of readDailyBars({ name: 'a.daily.csv', bytes: Buffer.from([HEADER, ...rows].join('\n')) })) {
    found.push(row.ok ? row.value : inputProblemText(row.error));
  }
  return found;
}

describe('daily bars', () => {
  it('are read at the prices of their day', async () => {
    expect(await read('2024-01-02,000001.SZ,9.39,9.42,9.21,9.21,9.39,115836645,1075742250,116.713,')).toEqual([
      {
        instrument: '000001.SZ',
        bar: { date: '2024-01-02', open: 93_900, high: 94_200, low: 92_100, close: 92_100, prevClose: 93_900, volume: 115_836_645, turnover: 10_757_422_500_000 },
      },
    ]);
  });

  it('know a day on which the share was halted, whatever stands in its prices', async () => {
    const halted = { open: 93_900, high: 93_900, low: 93_900, close: 93_900, prevClose: 93_900, volume: 0, turnover: 0 };
    expect(await read('2024-01-02,000001.SZ,0,0,0,0,9.39,0,0,1,true', '2024-01-03,000001.SZ,9.39,9.39,9.39,9.39,9.39,0,0,1,')).toEqual([
      { instrument: '000001.SZ', bar: { date: '2024-01-02', ...halted } },
      { instrument: '000001.SZ', bar: { date: '2024-01-03', ...halted } },
    ]);
  });

  it.each([
    ['a price of 0', ['2024-01-02,000001.SZ,9,9,9,0,9,100,900,1,'], /:2: close.*must be above 0/],
    ['a high below the close', ['2024-01-02,000001.SZ,9,9,9,9.1,9,100,900,1,'], /:2: high.*is below another price of its day/],
    ['a low above the open', ['2024-01-02,000001.SZ,8.9,9,9,9,9,100,900,1,'], /:2: low.*is above another price of its day/],
    ['a session twice', ['2024-01-02,000001.SZ,9,9,9,9,9,100,900,1,', '2024-01-02,000001.SZ,9,9,9,9,9,100,900,1,'], /:3: .*already in line 2/],
    ['no rows', [], /has no rows/],
  ])('are refused for %s', async (_what, rows, message) => {
    expect(String((await read(...rows)).at(-1))).toMatch(message);
  });
});
