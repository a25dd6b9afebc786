import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { hasSharedData } from '../../../core/market/shared-data.fixture.ts';
import { readInstruments } from '../../files/instruments.ts';
import { acceptSignals, readSignals } from './read-signals.ts';

const FILES = [
  { made: '2024-11-04', traded: '2024-11-05', rows: 153, total: 100_000_001 },
  { made: '2024-11-08', traded: '2024-11-11', rows: 153, total: 100_000_001 },
  { made: '2024-11-11', traded: '2024-11-12', rows: 151, total: 100_000_005 },
  { made: '2024-11-18', traded: '2024-11-19', rows: 143, total: 100_000_007 },
];
const INSTRUMENTS = 'reference/instruments_2026.csv.gz';

function shared(path: string): string {
  return fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url));
}

describe.each(FILES)('the real weights of $made', ({ made, traded, rows, total }) => {
  const path = `signals/weights_${made}.csv`;

  it.skipIf(!hasSharedData(path) || !hasSharedData(INSTRUMENTS))('are read whole, rounding and all', async () => {
    const instruments = await readInstruments(shared(INSTRUMENTS));
    if (!instruments.ok) throw new Error(instruments.error.code);
    const context = { tradeDate: traded as TradeDate, calendar: exchangeCalendar(), known: () => true };
    const signals = acceptSignals(await readSignals(shared(path), context), false);
    if (!signals.ok) throw new Error(JSON.stringify(signals.error));
    expect(signals.value).toHaveLength(rows);
    const weights = signals.value.map(({ ask }) => (ask.kind === 'target' ? ask.weight : 0));
    expect(weights.reduce<number>((sum, weight) => sum + weight, 0)).toBe(total);
    // Shares may have been delisted between 2024 and the list of 2026, but not many.
    expect(signals.value.filter(({ instrument }) => !instruments.value.has(instrument)).length).toBeLessThan(5);
  });
});
