import { once } from 'node:events';
import { type IncomingMessage, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished } from 'vitest';
import { test } from './support/fixture.ts';
import { AT, jumpTo } from './support/window.ts';

/** A web server on this machine; gives its address, and what it is sent. */
async function receiver(): Promise<{ readonly address: string; readonly received: Promise<unknown> }> {
  const server = createServer();
  onTestFinished(() => void server.close());
  const received = once(server, 'request').then(async ([request, response]) => {
    response.end();
    return JSON.parse(await text(request as IncomingMessage)) as unknown;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received };
}

describe('日志', () => {
  test('shows the day as it is journalled, finds what is typed, and how every part is doing', async ({ kaipan }) => {
    const { page } = kaipan;
    await page.keyboard.press('Control+5');
    await page.getByRole('grid').getByText('开日').first().waitFor();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Shift+A');
    await jumpTo(kaipan, AT.ten);
    await page.keyboard.press('Control+5');
    await page.getByRole('grid').getByText('发出委托').first().waitFor();
    await page.getByRole('searchbox', { name: '搜索' }).fill('dayOpened-nothing');
    await page.getByText('没有符合的记录').waitFor();
    await page.getByRole('list', { name: '运行状况' }).getByText('正常').first().waitFor();
    expect(kaipan.problems).toEqual([]);
  });

  test('sends a test by webhook, whose address never comes back to the window', async ({ kaipan }) => {
    const { address, received } = await receiver();
    await kaipan.value('setUpChannel', { channel: 'webhook', key: address });
    await kaipan.value('testChannel', { channel: 'webhook' });
    expect(await received).toMatchObject({ app: 'Kaipan', rule: 'test', title: '开盘测试消息' });
    const monitor = await kaipan.value('monitor', {});
    expect(JSON.stringify([monitor, await kaipan.value('alertSettings', {})])).not.toContain(address);
    expect(await kaipan.ask('setUpChannel', { channel: 'webhook', key: 'http://example.com/' })).toMatchObject({ ok: false, error: { code: 'alert.badAddress' } });
  });
});
