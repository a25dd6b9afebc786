/**
 * What every benchmark shares. A file `bench/<name>.bench.ts` measures and ends with one call of {@link report}:
 *
 * ```ts
 * const gate = latency(() => judge(order, state), { rounds: 100_000 });
 * report('risk gate', [{ what: '20 rules, 500 positions', target: 'median < 10 µs', measured: gate.median, unit: 'µs' }]);
 * ```
 *
 * `npm run bench` runs it in a process of its own, so that one benchmark's garbage and compiled code never meet
 * another's. stdout carries the report alone; notes go to stderr.
 */

/** One line of the table. */
export interface Row {
  readonly what: string;
  /** What `DESIGN.md` asks for, as a person would say it: `over 1,000,000`; nothing when there is no target. */
  readonly target?: string;
  readonly measured: number;
  readonly unit: string;
  /** The same work done by another library in the same run, in the same unit. */
  readonly peer?: { readonly name: string; readonly measured: number };
}

export interface Report {
  readonly suite: string;
  readonly rows: readonly Row[];
}

/** Prints the result: the one JSON line that `npm run bench` reads. */
export function report(suite: string, rows: readonly Row[]): void {
  const line: Report = { suite, rows };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Times of one operation, in microseconds. */
export interface Latency {
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

interface LatencyOptions {
  /** How many operations are timed. */
  readonly rounds: number;
  /** How many run before the first one counts, so that the compiled code is measured; a tenth of `rounds` by default. */
  readonly warmUp?: number;
}

/**
 * Times each of `rounds` calls of `work`, which gets the number of the call (warm-up calls count too). For operations
 * of a few hundred nanoseconds and more: reading the clock costs about 50.
 */
export function latency(work: (round: number) => void, { rounds, warmUp = Math.ceil(rounds / 10) }: LatencyOptions): Latency {
  const times = new Float64Array(rounds);
  for (let i = 0; i < warmUp; i += 1) work(i);
  collectGarbage();
  for (let i = 0; i < rounds; i += 1) {
    const start = performance.now();
    work(warmUp + i);
    times[i] = performance.now() - start;
  }
  return percentiles(times);
}

/** Like {@link latency}, for work that answers later. One call at a time. */
export async function asyncLatency(
  work: (round: number) => Promise<void>,
  { rounds, warmUp = Math.ceil(rounds / 10) }: LatencyOptions,
): Promise<Latency> {
  const times = new Float64Array(rounds);
  for (let i = 0; i < warmUp; i += 1) await work(i);
  collectGarbage();
  for (let i = 0; i < rounds; i += 1) {
    const start = performance.now();
    await work(warmUp + i);
    times[i] = performance.now() - start;
  }
  return percentiles(times);
}

interface ThroughputOptions {
  /** How many full runs are timed; the median one counts. */
  readonly runs?: number;
}

/**
 * Items per second. `prepare` makes a fresh state, untimed; the function it returns does the whole work once and returns
 * how many items that were. The first run warms up and does not count.
 */
export function throughput(prepare: () => () => number, { runs = 5 }: ThroughputOptions = {}): number {
  const perSecond: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const work = prepare();
    collectGarbage();
    const start = performance.now();
    const items = work();
    if (run > 0) perSecond.push((items * 1000) / (performance.now() - start));
  }
  return percentile(Float64Array.from(perSecond).toSorted(), 0.5);
}

/** Percentiles of durations in milliseconds, as microseconds. */
export function percentiles(milliseconds: Float64Array): Latency {
  const sorted = milliseconds.map((time) => time * 1000).toSorted();
  return {
    median: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    max: percentile(sorted, 1),
  };
}

/** Nearest rank: an observed value, never one between two. */
function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** A pause that belongs to the preparation must not fall into what is timed. `npm run bench` passes `--expose-gc`. */
function collectGarbage(): void {
  globalThis.gc?.();
}
