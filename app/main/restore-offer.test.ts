import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { backUpBeside } from '../../adapters/sqlite/backup.ts';
import { sampleDay } from '../../adapters/sqlite/sample-day.fixture.ts';
import { ScratchDatabases, openedDatabase, written } from '../../adapters/sqlite/scratch.fixture.ts';
import { type Refusal, refusal } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { offerRestore } from './restore-offer.ts';
import { wordsOf } from './words.ts';

const box = vi.hoisted(() => ({ answer: 0, showMessageBox: vi.fn(async () => ({ response: box.answer })), showErrorBox: vi.fn() }));
vi.mock('electron', () => ({ dialog: box }));

const DAY = '2023-02-01' as TradeDate;
const DAMAGED = refusal('database.notKaipan');
const [QUIT, RESTORE] = [0, 1];
const scratch = new ScratchDatabases();
let file = '';
beforeEach(async () => {
  box.showMessageBox.mockClear();
  file = scratch.fresh();
  const database = openedDatabase(file);
  written(database, DAY, sampleDay(DAY));
  await backUpBeside(database.connection);
  database.close();
  writeFileSync(file, readFileSync(file).fill(0x5a, 0, 8192));
});
afterAll(() => scratch.remove());

function offer(problem: Refusal = DAMAGED): Promise<boolean> {
  return offerRestore(file, problem, wordsOf('zh'), () => 0);
}

it('puts the last whole copy in place of a damaged database when the trader says so', async () => {
  box.answer = RESTORE;
  expect(await offer()).toBe(true);
  openedDatabase(file).close();
  expect(readdirSync(dirname(file)).some((name) => name.includes('.set-aside-'))).toBe(true);
});

it('touches nothing when they do not', async () => {
  box.answer = QUIT;
  const before = readFileSync(file);
  expect(await offer()).toBe(false);
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('does not ask where nothing is damaged', async () => {
  expect(await offer(refusal('database.inUse'))).toBe(false);
  expect(box.showMessageBox).not.toHaveBeenCalled();
});
