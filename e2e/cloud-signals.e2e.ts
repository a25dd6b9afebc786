import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { CloudClient } from '../adapters/cloud/cloud-client.ts';
import { type StrategySignals } from '../adapters/cloud/protocol.ts';
import { type TradeDate } from '../core/kernel/time.ts';
import { exchangeCalendar } from '../core/market/calendar.ts';
import { RunningCloud, connect } from './support/cloud.ts';
import { test } from './support/fixture.ts';
import { takePictures } from './support/pictures.ts';
import { linesOf } from './support/window.ts';

const FACTS = { source: 'own', since: '2024-01-02', totalReturn: 0.213, maxDrawdown: -0.082, sharpe: 1.31, capital: '1000000' } as const;

test('signals come down checked, and get into the plan only by a person; stale ones cannot', async ({ kaipan }) => {
  const { page } = kaipan;
  const cloud = new RunningCloud(path.join(kaipan.dataDir, 'cloud'));
  onTestFinished(() => cloud.stop());
  await cloud.start();
  const { status, lines = [] } = await kaipan.snapshot();
  const tradeDate = status?.date as TradeDate;
  const rows = lines.slice(0, 2).map(({ instrument }) => ({ instrument, position: '0.05', reason: '云端' }));
  const signals = { date: sessionBefore(tradeDate), tradeDate, madeAt: `${sessionBefore(tradeDate)}T09:30:00Z`, rows };
  const stale = { ...signals, date: sessionBefore(sessionBefore(tradeDate)), tradeDate: sessionBefore(tradeDate) };
  await publish(cloud.url, [
    { strategy: 'alpha', ...signals },
    { strategy: 'beta', ...stale },
  ]);

  await connect(kaipan, cloud.url);
  await page.getByRole('tab', { name: '信号' }).click();
  await page.getByRole('button', { name: '立即取信号' }).click();
  await page.getByRole('checkbox', { name: '取信号 alpha' }).check();
  await page.getByRole('checkbox', { name: '取信号 beta' }).check();
  await page.getByRole('button', { name: '立即取信号' }).click();
  await page.getByText('签名与日期无误').waitFor();
  expect(await page.getByRole('button', { name: '导入计划… beta' }).isDisabled()).toBe(true);
  await page.getByRole('table', { name: '信号' }).getByText(`信号的交易日是 ${stale.tradeDate}，要的是 ${tradeDate}`).waitFor();
  await takePictures(kaipan, 'sync-signals');

  await page.getByRole('button', { name: '导入计划… alpha' }).click();
  await page.getByRole('button', { name: '导入 2 行' }).click();
  await kaipan.until(async () => (await linesOf(kaipan)).some(({ signalReason }) => signalReason === '云端'), 'the lines of the signals');
  await page.keyboard.press('Control+8');
  await page.getByText('已导入计划').waitFor();
  expect(kaipan.problems).toEqual([]);
});

function sessionBefore(date: TradeDate): TradeDate {
  const before = exchangeCalendar().previousSession(date);
  if (!before.ok) throw new Error(`the calendar does not know the session before ${date}`);
  return before.value;
}

/** As the owner of the strategies does it, from elsewhere. */
async function publish(url: string, all: readonly StrategySignals[]): Promise<void> {
  const publisher = await new CloudClient(url).enrol({ user: 'research', terminal: 'publisher' }, null);
  if (!publisher.ok) throw new Error('the cloud is open to all');
  const put = async (where: string, body: object): Promise<void> => {
    const headers = { authorization: `Bearer ${publisher.value.token}`, 'content-type': 'application/json' };
    const { status } = await fetch(`${url}/v1/strategies/${where}`, { method: 'PUT', headers, body: JSON.stringify(body) });
    expect(status).toBe(204);
  };
  for (const signals of all) {
    await put(signals.strategy, { ...FACTS, id: signals.strategy, title: `策略 ${signals.strategy}` });
    await put(`${signals.strategy}/signals`, signals);
  }
}
