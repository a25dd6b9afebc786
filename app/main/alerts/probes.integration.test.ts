import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockProbe, DiskProbe, LoopProbe, QuoteProbe } from './probes.ts';

const MB = 1_048_576;
const DISK_MB = 8;
const folder = mkdtempSync(join(tmpdir(), 'kaipan-disk-'));
/** Whether a small disk of our own stands in the folder: only the system's owner may mount one. */
const mounted = process.getuid?.() === 0 && process.platform === 'linux';
beforeAll(() => {
  if (mounted) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'kaipan', folder]);
});
afterAll(() => {
  if (mounted) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
});

describe('the disk', () => {
  it('has less room by what was written', async () => {
    const disk = new DiskProbe(folder, () => 0);
    await disk.ask();
    const before = disk.take() ?? 0;
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(7 * MB, 1));
    await disk.ask();
    const after = disk.take() ?? 0;
    if (mounted) expect([before, after]).toEqual([DISK_MB, 1]);
    else expect(before).toBeGreaterThan(0);
  });

  it('that does not answer is not known', async () => {
    const disk = new DiskProbe(join(folder, 'gone'), () => 0);
    await disk.ask();
    expect(disk.take()).toBeNull();
  });
});

describe('the clock', () => {
  it('shows a step in either direction, against one that is never put', () => {
    let [wall, steady] = [1_000_000, 0];
    const clock = new ClockProbe(() => wall, () => steady);
    const pass = (wallMs: number, steadyMs: number): number => {
      wall += wallMs;
      steady += steadyMs;
      return clock.take();
    };
    expect(pass(1_000, 1_000)).toBe(0);
    expect(pass(1_020, 1_000)).toBe(0);
    expect(pass(-59_000, 1_000)).toBe(60_000);
    expect(pass(1_000, 1_000)).toBe(60_000);
    expect(pass(400_000, 400_000)).toBe(0);
    expect(pass(11_000, 1_000)).toBe(10_000);
  });
});

describe('quotes', () => {
  it('are late only while they are due', () => {
    let steady = 0;
    const quotes = new QuoteProbe(() => steady);
    steady = 50_000;
    expect(quotes.take(false)).toBeNull();
    steady = 60_000;
    expect(quotes.take(true)).toBe(10_000);
    quotes.arrived();
    expect(quotes.take(true)).toBe(0);
  });
});

describe('the event loop', () => {
  it('shows that it was held up', async () => {
    const loop = new LoopProbe();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const until = performance.now() + 200;
    while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(loop.take()).toBeGreaterThan(100);
    loop.close();
  });
});
