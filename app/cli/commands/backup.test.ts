import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { sampleDay } from '../../../adapters/sqlite/sample-day.fixture.ts';
import { openedDatabase, written } from '../../../adapters/sqlite/scratch.fixture.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { runCli } from '../cli.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const root = mkdtempSync(join(tmpdir(), 'kaipan-backup-cli-'));
let folder = '';
let records = 0;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'account-'));
  const database = openedDatabase(join(folder, 'demo.db'));
  records = written(database, DAY, sampleDay(DAY)).head.seq;
  database.close();
});
afterAll(() => rmSync(root, { recursive: true }));

function damage(): void {
  const content = readFileSync(join(folder, 'demo.db'));
  writeFileSync(join(folder, 'demo.db'), content.fill(0, 4096 * 4, 4096 * 12));
}

it('backs up an account that is open, and restores it once it is damaged', async () => {
  const database = openedDatabase(join(folder, 'demo.db'));
  const copied = await runCli(['backup', 'demo.db'], folder);
  database.close();
  expect([copied.code, copied.stdout]).toEqual([0, expect.stringMatching(new RegExp(`backups/demo\\.2023-02-01-0+${records}\\.db: ${records} records`))]);
  damage();
  expect((await runCli(['backup', 'demo.db', '--to', 'copy.db'], folder)).code).toBe(3);
  const restored = await runCli(['restore', 'demo.db'], folder);
  expect([restored.code, restored.stdout]).toEqual([0, expect.stringMatching(/demo\.db\.set-aside-\S+: what stood there before/)]);
  expect((await runCli(['journal', 'verify', 'demo.db'], folder)).code).toBe(0);
});

it('copies to a file of one’s own and restores from it', async () => {
  expect(await runCli(['backup', 'demo.db', '--to', 'copy.db'], folder)).toMatchObject({ code: 0, stdout: `copy.db: ${records} records, every one as it was written\n` });
  rmSync(join(folder, 'demo.db'));
  expect(await runCli(['restore', 'demo.db', '--from', 'copy.db'], folder)).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(join(folder, 'demo.db'))).toBe(true);
});

it('says what is wrong in one line and changes nothing', async () => {
  const before = readFileSync(join(folder, 'demo.db'));
  expect(await runCli(['restore', 'demo.db'], folder)).toMatchObject({ code: 2, stderr: 'kaipan: demo.db: there is no whole copy of it in the folder backups beside it\n' });
  expect(await runCli(['restore', 'demo.db', '--from', 'none.db'], folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('backup.missing') });
  expect(await runCli(['backup', 'none.db'], folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('none.db') });
  writeFileSync(join(folder, 'fills.csv'), 'fill_id\n'.repeat(200));
  expect(await runCli(['backup', 'fills.csv'], folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('database.notKaipan') });
  const database = openedDatabase(join(folder, 'demo.db'));
  await runCli(['backup', 'demo.db', '--to', 'copy.db'], folder);
  expect(await runCli(['restore', 'demo.db', '--from', 'copy.db'], folder)).toMatchObject({ code: 2, stderr: expect.stringContaining(`pid ${process.pid}`) });
  database.close();
  expect(readFileSync(join(folder, 'demo.db')).equals(before)).toBe(true);
});
