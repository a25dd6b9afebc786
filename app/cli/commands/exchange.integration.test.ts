import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { hasSharedData, readCsv } from '../../../core/market/shared-data.fixture.ts';
import { runCli } from '../cli.fixture.ts';

const SHARED_DATA = new URL('../../../../shared/data/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'kaipan-exchange-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Three days of the Shanghai exchange with every trade that happened, 89,625 in all; previous closes from the quotes. */
const DAYS = [
  { day: '600519.SH_2023-02-01', prevClose: '1840.00', trades: 27_135, open: '1854.98', close: '1844.97' },
  { day: '600536.SH_2023-07-11', prevClose: '51.20', trades: 33_553, open: '51.21', close: '50.73' },
  { day: '600961.SH_2023-07-11', prevClose: '9.10', trades: 28_937, open: '9.11', close: '9.15' },
] as const;

const present = hasSharedData('exchange/');

describe.skipIf(!present)('the exchange repeats a real day', () => {
  it.each(DAYS)('$day: $trades of $trades trades', async ({ day, prevClose, trades, open, close }) => {
    const flow = fileURLToPath(new URL(`exchange/${day}.flow.csv.gz`, SHARED_DATA));
    const file = join(folder, `${day}.csv`);
    const { code, stdout } = await runCli([
      'exchange', '--flow', flow, '--prev-close', prevClose, '--trades', file, '--json',
    ]);
    expect(code).toBe(0);

    const real = [...readCsv(`exchange/${day}.trades.csv.gz`)];
    const [header, ...ours] = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(header).toBe('seq,time,price,quantity,buy_order,sell_order');
    expect(ours).toHaveLength(trades);
    const differing = real.filter((trade, i) => ours[i] !== lineOf(trade));
    expect(differing).toEqual([]);

    const volume = real.reduce((sum, trade) => sum + Number(trade['quantity']), 0);
    expect(JSON.parse(stdout)).toMatchObject({ open: { price: open }, close: { price: close }, trades, volume });
  });
});

/** The exchange stamps an auction's trades when its host is done with them; we, when the auction ends. */
function lineOf(trade: Readonly<Record<string, string>>): string {
  const { seq, time = '', price, quantity, buy_order: buyOrder, sell_order: sellOrder } = trade;
  const ends = [time.slice(0, 5)].filter((minute) => minute === '09:25' || minute === '15:00').map((m) => `${m}:00.000`);
  return [seq, ends[0] ?? time, price, quantity, buyOrder, sellOrder].join(',');
}
