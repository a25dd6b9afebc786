import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, onTestFinished } from 'vitest';
import { formatMoney } from '../app/renderer/format/number.ts';
import { UPLOAD_KINDS } from '../app/preload/sync-rows.ts';
import { RunningCloud, connect } from './support/cloud.ts';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
import { exported } from './support/report.ts';
import { takePictures } from './support/pictures.ts';
import { button, row } from './support/window.ts';

test('the evening goes on without a network, and what it had to send goes up once there is one', async ({ kaipan }) => {
  const cloud = new RunningCloud(path.join(kaipan.dataDir, 'cloud'));
  onTestFinished(() => cloud.stop());
  await cloud.start();
  await connect(kaipan, cloud.url);
  await cloud.stop();
  await kaipan.app.evaluate(({ session }) => session.defaultSession.enableNetworkEmulation({ offline: true }));

  const date = await sealDay(kaipan);
  await row(kaipan, '上传队列', '权益').waitFor();
  await kaipan.until(async () => (await kaipan.value('sync', {})).state === 'waiting', 'the first attempt to fail');
  const queue = await kaipan.value('sync', {});
  expect(queue.items.map(({ kind }) => kind)).toEqual(UPLOAD_KINDS);
  expect(queue).toMatchObject({ waiting: 6, total: 6 });
  expect(queue.items[0]?.problem).not.toBeNull();
  await showExactly(kaipan, date);
  await takePictures(kaipan, 'sync-waiting');
  await review(kaipan, date);

  await cloud.start();
  await kaipan.page.keyboard.press('Control+8');
  await button(kaipan, '立即重试').click();
  await kaipan.page.getByText('已全部送达').waitFor();
  expect(await kaipan.value('sync', {})).toMatchObject({ waiting: 0, items: UPLOAD_KINDS.map((_, i) => ({ place: i + 1 })) });
  expect(kaipan.problems).toEqual([]);
});

async function sealDay(kaipan: Kaipan): Promise<string> {
  const { status } = await kaipan.snapshot();
  await kaipan.approveAll();
  await kaipan.play(50_000);
  await kaipan.until(async () => (await kaipan.snapshot()).status?.sealed === true, 'the day to be sealed', 60_000);
  return status?.date ?? '';
}

/** A click on a row shows what is in it, as text and as the message that is sent; no secret is in either. */
async function showExactly(kaipan: Kaipan, date: string): Promise<void> {
  const { account } = await kaipan.snapshot();
  const equity = await kaipan.value('previewUpload', { date, kind: 'equity' });
  expect(JSON.parse(equity.text)).toMatchObject({ date });
  expect(Number((JSON.parse(equity.text) as { equity: string }).equity)).toBe((account?.equity ?? 0) / 10_000);
  const { item, ...signed } = JSON.parse(equity.body ?? '') as { item: { text: string } };
  expect(item.text).toBe(equity.text);
  expect(Object.keys(signed)).toEqual(['contentId', 'signature']);
  await row(kaipan, '上传队列', '成交').locator('.ag-cell').first().click();
  await kaipan.page.getByText('fill_id,order_id').waitFor();
}

/** The past is there: opened, asked why, and printed; spreadsheet and PDF, opened again, have its figures. */
async function review(kaipan: Kaipan, date: string): Promise<void> {
  const { page } = kaipan;
  await page.keyboard.press('Control+6');
  await row(kaipan, '逐日', date).locator('.ag-cell').first().click();
  const panel = page.getByRole('complementary', { name: '当日记录' });
  await panel.getByRole('tab', { name: /^成交/ }).click();
  await panel.getByRole('button', { name: /^为什么成交/ }).first().click();
  await page.getByRole('article', { name: '为什么成交' }).getByText('计划数量').waitFor();
  const cash = (await kaipan.snapshot()).account?.cash ?? 0;
  await button(kaipan, '报告').click();
  const balance = await readSheet(await exported(kaipan, 'XLSX'), '资产负债表');
  expect(balance.find(([words]) => words === '货币资金')?.[2]).toBe(cash / 10_000);
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(await exported(kaipan, 'PDF'))));
  const { text } = await extractText(pdf, { mergePages: true });
  expect(text.replaceAll(/\s/g, '')).toContain(formatMoney(cash));
}
