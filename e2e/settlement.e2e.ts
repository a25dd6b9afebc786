import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Locator } from 'playwright-core';
import { expect } from 'vitest';
import { type FillRow, type PositionRow, type SettlementRow } from '../app/preload/contract.ts';
import { HEADINGS, deliveryNote, holdingsFile, openingCash } from './support/broker-files.ts';
import { test } from './support/fixture.ts';
import { journalled } from './support/journal.ts';
import { type Kaipan } from './support/kaipan.ts';
import { button } from './support/window.ts';

const CENT = 100;
const REASON = '券商的记录是对的';

/** Plays the demo day to its close; it waits for a person to seal it. */
async function playToClose(kaipan: Kaipan): Promise<string> {
  await kaipan.page.keyboard.press('Control+7');
  await kaipan.page.getByRole('checkbox', { name: '封存前等我确认' }).check();
  await kaipan.approveAll();
  await kaipan.play(50_000);
  await kaipan.until(async () => (await kaipan.snapshot()).status?.settled === true, 'the day to be settled', 60_000);
  await item(kaipan, '封存').getByText('待处理').waitFor();
  return (await kaipan.snapshot()).status?.date ?? '';
}

function item({ page }: Kaipan, name: string): Locator {
  return page.getByRole('table', { name: '日终清单' }).getByRole('row', { name: new RegExp(`^${name}`) });
}

function difference({ page }: Kaipan, name: string): Locator {
  return page.getByRole('table', { name: '差异' }).getByRole('row', { name: new RegExp(name) });
}

/** Chooses files of ours in the system's dialog. */
async function choose(kaipan: Kaipan, files: Readonly<Record<string, string>>): Promise<void> {
  const folder = path.join(kaipan.dataDir, 'broker');
  await mkdir(folder, { recursive: true });
  const paths = Object.keys(files).map((name) => path.join(folder, name));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await kaipan.app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
  }, paths);
  await button(kaipan, '选择文件…').click();
  for (const name of Object.keys(files)) await kaipan.page.locator('.settle-file', { hasText: name }).waitFor();
}

async function decide(kaipan: Kaipan, which: string, resolution: '接受' | '修改' | '拒绝'): Promise<void> {
  await difference(kaipan, which).getByRole('button', { name: resolution }).click();
  const dialog = kaipan.page.getByRole('dialog');
  await dialog.getByLabel('理由').fill(REASON);
  await dialog.getByRole('button', { name: `确认${resolution}` }).click();
  await difference(kaipan, which).getByText(REASON).waitFor();
}

async function settlement(kaipan: Kaipan): Promise<SettlementRow> {
  return kaipan.value('settlement', {});
}

/** A broker's files of a day, and what was planted in them. */
interface Planted {
  /** The fill that they do not tell, that for which they take a cent more, and the holding that they have one more of. */
  readonly missing: FillRow;
  readonly dearer: FillRow;
  readonly held: PositionRow;
  readonly closingCash: number;
  readonly files: Readonly<Record<string, string>>;
}

async function planted(kaipan: Kaipan, date: string): Promise<Planted> {
  const { fills = [], positions = [], account } = await kaipan.snapshot();
  const missing = fills.find(({ side }) => side === 'buy');
  const dearer = fills.findLast(({ side, orderId }) => side === 'buy' && orderId !== missing?.orderId);
  const held = positions.find(({ instrument, quantity }) => quantity > 0 && ![missing?.instrument, dearer?.instrument].includes(instrument));
  if (missing === undefined || dearer === undefined || held === undefined || account === undefined) throw new Error('the demo day buys three stocks');
  const rows = fills.filter(({ id }) => id !== missing.id).map((fill) => ({ fill, extra: fill.id === dearer.id ? CENT : 0 }));
  const note = deliveryNote(date, openingCash(account.cash, fills), rows);
  const holdings = holdingsFile(positions, { [held.instrument]: 1, [missing.instrument]: -missing.quantity });
  return { missing, dearer, held, closingCash: account.cash, files: { '交割单.txt': note, '持仓.csv': holdings } };
}

test('a cent, a share and a missing fill are found in the broker’s files, named, decided and sealed', async ({ kaipan }) => {
  const date = await playToClose(kaipan);
  expect(await kaipan.ask('playback', { action: 'nextDay' })).toMatchObject({ error: { code: 'day.notSealed', params: { date } } });
  const { missing, dearer, held, closingCash, files } = await planted(kaipan, date);
  await choose(kaipan, files);
  await button(kaipan, '与当日核对').click();
  await difference(kaipan, '券商没有这笔成交').waitFor();
  const found = (await settlement(kaipan)).differences;
  expect(found.map(({ code, about }) => `${code} ${about.split(' ')[0]}`).toSorted()).toEqual([
    `feesDiffer ${dearer.instrument}`,
    `fillMissingAtBroker ${missing.instrument}`,
    `position ${held.instrument}`,
  ]);

  await decide(kaipan, '券商没有这笔成交', '拒绝');
  await decide(kaipan, '费用不符', '接受');
  expect(await kaipan.ask('sealDay', {})).toMatchObject({ error: { code: 'day.differencesOpen', params: { open: 1 } } });
  await decide(kaipan, '持仓不符', '接受');
  await button(kaipan, '封存当日').click();
  await kaipan.until(async () => (await kaipan.snapshot()).status?.sealed === true, 'the day to be sealed');
  await checkJournal(kaipan, date);

  await button(kaipan, '下一交易日').click();
  await kaipan.until(async () => (await kaipan.snapshot()).status?.date !== date, 'the next day');
  const next = await kaipan.snapshot();
  expect(next.account?.cash).toBe(closingCash - CENT);
  expect(next.positions?.find(({ instrument }) => instrument === held.instrument)?.quantity).toBe(held.quantity + 1);
  expect(kaipan.problems).toEqual([]);
});

/** Each decision is kept with who took it and why, and the seal's hash stands on the page. */
async function checkJournal(kaipan: Kaipan, date: string): Promise<void> {
  const resolved = await journalled(kaipan, 'differenceResolved');
  expect(resolved.map(({ resolution, booked }) => [resolution, booked?.cash ?? null, booked?.shares?.quantity ?? null])).toEqual([
    ['refuse', null, null],
    ['accept', -CENT, null],
    ['accept', 0, 1],
  ]);
  for (const { reason, by } of resolved) expect([reason.params['reason'], by]).toEqual([REASON, resolved[0]?.by]);
  const [sealed] = (await settlement(kaipan)).days;
  expect(sealed).toMatchObject({ date, state: 'sealed', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await kaipan.page.getByText(sealed?.hash?.slice(0, 16) ?? '').waitFor();
}

/** What an unknown broker calls its columns. */
const OWN_WORDS: Readonly<Record<string, string>> = { 成交日期: '甲', 业务名称: '乙', 成交数量: '丙', 发生金额: '丁' };

test('an unknown broker’s columns are named once, and a day that cannot be sealed is released with a reason', async ({ kaipan }) => {
  const { page } = kaipan;
  const date = await playToClose(kaipan);
  const { fills = [], account } = await kaipan.snapshot();
  const cash = openingCash(account?.cash ?? 0, fills);
  const rows = fills.map((fill) => ({ fill, extra: 0 }));
  const headings = HEADINGS.map((heading) => OWN_WORDS[heading] ?? heading);
  await choose(kaipan, { 'own.txt': deliveryNote(date, cash, rows, headings) });
  expect(await button(kaipan, '与当日核对').isDisabled()).toBe(true);
  await button(kaipan, '指明各列…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('券商名称').fill('自家券商');
  for (const [known, own] of Object.entries(OWN_WORDS)) {
    await dialog.getByRole('combobox', { name: own, exact: true }).selectOption({ label: known === '成交日期' ? '日期' : known });
  }
  await dialog.getByRole('status').getByText(`可以读取：${fills.length} 行`).waitFor();
  await dialog.getByRole('button', { name: '保存并读取' }).click();
  await page.locator('.settle-file').getByText('自家券商').waitFor();
  await button(kaipan, '与当日核对').click();
  await item(kaipan, '费用核对').getByText('与券商交割单一致').waitFor();
  expect((await settlement(kaipan)).differences).toEqual([]);
  await choose(kaipan, { 'again.txt': deliveryNote(date, cash, rows, headings) });
  await page.locator('.settle-file', { hasText: 'again.txt' }).getByText('自家券商').waitFor();

  await button(kaipan, '放行…').click();
  await page.getByRole('dialog').getByLabel('理由').fill('等券商答复');
  await page.getByRole('dialog').getByRole('button', { name: '放行' }).click();
  await page.getByText('已放行：等券商答复').waitFor();
  expect(await journalled(kaipan, 'dayReleased')).toMatchObject([{ date, reason: { params: { reason: '等券商答复' } } }]);
  await button(kaipan, '下一交易日').click();
  await kaipan.until(async () => (await kaipan.snapshot()).status?.date !== date, 'the next day');
  expect(kaipan.problems).toEqual([]);
});
