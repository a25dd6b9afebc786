import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLog } from './logger.ts';

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
