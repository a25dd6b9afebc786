import { describe, expect, it } from 'vitest';
import { asyncLatency, latency, percentiles, throughput } from './harness.ts';

describe('the benchmark harness', () => {
  it('takes percentiles by nearest rank, in microseconds', () => {
    const times = Float64Array.from({ length: 100 }, (_, i) => (100 - i) / 1000);
    expect(percentiles(times)).toEqual({ median: 50, p95: 95, p99: 99, max: 100 });
    expect(percentiles(Float64Array.of(0.007))).toEqual({ median: 7, p95: 7, p99: 7, max: 7 });
  });

  it('calls the work for the warm-up and for each round, numbered on', async () => {
    const calls: number[] = [];
    latency((round) => void calls.push(round), { rounds: 20 });
    expect(calls).toEqual(Array.from({ length: 22 }, (_, i) => i));
    await asyncLatency(async (round) => void calls.push(round), { rounds: 3, warmUp: 0 });
    expect(calls.slice(22)).toEqual([0, 1, 2]);
  });

  it('prepares afresh for each run and leaves the first one out', () => {
    let prepared = 0;
    const perSecond = throughput(
      () => {
        prepared += 1;
        return () => 1000;
      },
      { runs: 3 },
    );
    expect(prepared).toBe(4);
    expect(perSecond).toBeGreaterThan(0);
  });
});
