import { describe, expect, it } from 'vitest';
import { formatTimeOfDay, timeOfDay } from '../kernel/time.ts';
import { hasSharedData, readCsv } from './shared-data.fixture.ts';
import { MARKET_CURVE } from './volume-curve.ts';

const FILES = ['quotes/2022-06-01.quotes.csv.gz', 'quotes/2023-02-01.quotes.csv.gz'];

/** The day's volume at the last snapshot up to each edge of the curve, by instrument. */
function volumesAtEdges(file: string): ReadonlyMap<string, readonly number[]> {
  const edges = [...new Set(MARKET_CURVE.flatMap(({ from, until }) => [from, until]))];
  const seen = new Map<string, number[]>();
  for (const { time = '', instrument = '', volume } of readCsv(file)) {
    const volumes = seen.get(instrument) ?? edges.map(() => 0);
    seen.set(instrument, volumes);
    const at = timeOfDay(time.slice(11));
    edges.forEach((edge, index) => {
      if (at <= edge) volumes[index] = Number(volume);
    });
  }
  return new Map([...seen].map(([id, volumes]) => [id, MARKET_CURVE.map(({ from, until }) => (volumes[edges.indexOf(until)] ?? 0) - (volumes[edges.indexOf(from)] ?? 0))]));
}

describe.skipIf(!FILES.every(hasSharedData))('the market-wide curve', () => {
  it('is the mean of the real stock days that it names', () => {
    const days = FILES.flatMap((file) => [...volumesAtEdges(file).values()]);
    expect(days).toHaveLength(7);
    const mean = MARKET_CURVE.map((_, index) => {
      const shares = days.map((day) => (day[index] ?? 0) / day.reduce((sum, volume) => sum + volume, 0));
      return (shares.reduce((sum, share) => sum + share, 0) / days.length) * 10_000;
    });
    MARKET_CURVE.forEach(({ share, from }, index) => {
      expect(Math.abs(share - (mean[index] ?? 0)), formatTimeOfDay(from)).toBeLessThanOrEqual(1);
    });
  });
});
