import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openLog } from './logger.ts';

const root = mkdtempSync(join(tmpdir(), 'kaipan-logs-'));
afterAll(() => rmSync(root, { recursive: true }));

function folder(): string {
  return mkdtempSync(join(root, 'data-'));
}

it('row 18: keeps faults with their stack, redacted, and gives a reference to each', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kaipan-log-'));
  const log = openLog(join(dataDir, 'new'), () => 1_000);
  const error = new Error('no account 880012345678 with token=abcdef');
  const first = log.fault(error, 'snapshot');
  const second = log.fault('not even an error', 'timer');
  log.info('started in /home/wang/x');
  log.close();
  const lines = (await readFile(join(dataDir, 'new', 'kaipan.log'), 'utf8')).trim().split('\n');
  const [kept, other, started] = lines.map((line) => JSON.parse(line) as Record<string, string>);
  expect(kept).toMatchObject({ reference: first, where: 'snapshot', time: '1970-01-01T00:00:01.000Z' });
  expect(kept?.['msg']).toMatch(/no account \[number\] with token=\[redacted\]\n +at /);
  expect(other).toMatchObject({ reference: second, msg: 'not even an error' });
  expect(started).toMatchObject({ msg: 'started in /home/[user]/x' });
  expect(second).not.toBe(first);
  await rm(dataDir, { recursive: true });
});

it('gives its last lines, oldest first', async () => {
  const log = openLog(folder(), () => 0);
  for (const number of Array(300).keys()) log.info(`line ${number}`);
  const tail = await log.tail();
  expect([tail.length, tail[0], tail.at(-1)]).toEqual([200, expect.stringContaining('line 100'), expect.stringContaining('line 299')]);
  log.close();
});

it('makes way for a new file when it has grown too long', () => {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'kaipan.log'), 'x'.repeat(6 * 1_048_576));
  writeFileSync(join(dataDir, 'kaipan.log.1'), 'older');
  openLog(dataDir, () => 0).close();
  expect([statSync(join(dataDir, 'kaipan.log.1')).size, readFileSync(join(dataDir, 'kaipan.log.2'), 'utf8')]).toEqual([6 * 1_048_576, 'older']);
});
