import { once } from 'node:events';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { type AlertMessage } from './channel.ts';
import { Delivery } from './delivery.ts';
import { MailChannel } from './mail-channel.ts';
import { WebhookChannel, isWebhookAddress } from './webhook-channel.ts';

const MESSAGE: AlertMessage = { level: 'warn', rule: 'halted', title: '账户已停止交易', text: '请打开窗口查看。', at: Date.UTC(2026, 2, 2, 2) };
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A real mail server that takes `password` alone and keeps what it was sent. */
async function mailServer(password: string): Promise<{ readonly port: number; readonly mails: string[] }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => (auth.password === password ? done(null, { user: 'me' }) : done(new Error('wrong password'))),
    onData: (stream, _session, done) => {
      stream.on('end', () => done());
      void text(stream).then((received) => mails.push(received));
    },
  });
  server.on('error', () => undefined);
  closing.push(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return { port: (server.server.address() as AddressInfo).port, mails };
}

function mail(port: number, password: string): MailChannel {
  return new MailChannel({ host: '127.0.0.1', port, secure: false, user: 'me', from: 'kaipan@example.com', to: 'me@example.com' }, password);
}

interface Received {
  readonly address: string;
  readonly bodies: unknown[];
}

/** A real web server that answers each request by `answer`. */
async function webServer(answer: (request: IncomingMessage, nth: number) => { readonly status: number; readonly body: string }): Promise<Received> {
  const bodies: unknown[] = [];
  const server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(JSON.parse(body));
      const { status, body: reply } = answer(request, bodies.length);
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end(reply);
    });
  });
  closing.push(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=s3cret`, bodies };
}

describe('mail', () => {
  it('arrives, in Chinese', async () => {
    const { port, mails } = await mailServer('right');
    await mail(port, 'right').send(MESSAGE);
    const [sent = ''] = mails;
    expect(sent).toContain('To: me@example.com');
    expect(Buffer.from(/=\?UTF-8\?B\?([^?]+)\?=/.exec(sent)?.[1] ?? '', 'base64').toString()).toBe(MESSAGE.title);
  });

  it('says that the password is wrong, without the password', async () => {
    const { port, mails } = await mailServer('right');
    await expect(mail(port, 'wr0ng-one').send(MESSAGE)).rejects.toThrow(/^(?!.*wr0ng-one).*(535|wrong password)/is);
    expect(mails).toEqual([]);
  });
});

describe('webhooks', () => {
  it('take our JSON', async () => {
    const { address, bodies } = await webServer(() => ({ status: 200, body: '' }));
    await new WebhookChannel('webhook', address).send(MESSAGE);
    expect(bodies).toEqual([{ app: 'Kaipan', ...MESSAGE }]);
  });

  it('speak to a WeCom robot, which says no with a 200', async () => {
    const { address, bodies } = await webServer((_request, nth) => ({ status: 200, body: nth === 1 ? '{"errcode":0,"errmsg":"ok"}' : '{"errcode":93000,"errmsg":"invalid webhook url"}' }));
    const robot = new WebhookChannel('wecom', address);
    await robot.send(MESSAGE);
    expect(bodies).toEqual([{ msgtype: 'text', text: { content: `${MESSAGE.title}\n${MESSAGE.text}` } }]);
    await expect(robot.send(MESSAGE)).rejects.toThrow('WeCom 93000 invalid webhook url');
  });

  it.each([
    ['an error', 500, 'HTTP 500'],
    ['a redirect', 302, 'no answer'],
  ])('fail on %s, without their address', async (_name, status, reason) => {
    const { address, bodies } = await webServer(() => ({ status, body: '' }));
    const failure = await new WebhookChannel('webhook', address).send(MESSAGE).catch((error: unknown) => String(error));
    expect(failure).toContain(reason);
    expect(failure).not.toContain('s3cret');
    expect(bodies).toHaveLength(1);
  });

  it.each([
    ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1', true],
    ['http://127.0.0.1:8080/', true],
    ['http://example.com/', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('go to %s: %s', (address, allowed) => {
    expect(isWebhookAddress(address)).toBe(allowed);
  });
});

describe('delivery', () => {
  it('tries again until the message is taken, in order, and forgets the failure then', async () => {
    const { address, bodies } = await webServer((_request, nth) => ({ status: nth <= 2 ? 503 : 200, body: '' }));
    const channel = new WebhookChannel('webhook', address);
    const delivery = new Delivery(() => channel, { now: () => MESSAGE.at, mostPerHour: 10, firstWaitMs: 1 });
    delivery.add({ ...MESSAGE, title: '1' });
    delivery.add({ ...MESSAGE, title: '2' });
    await expect.poll(() => delivery.state.waiting).toBe(0);
    expect(bodies.map((body) => (body as AlertMessage).title)).toEqual(['1', '1', '1', '2']);
    expect(delivery.state).toEqual({ waiting: 0, lastSent: MESSAGE.at, failure: null, lost: 0 });
  });

  it('shows why it fails and gives up in the end', async () => {
    const delivery = new Delivery(() => ({ send: () => Promise.reject(new Error('HTTP 401')) }), { now: () => 7, mostPerHour: 10, firstWaitMs: 0 });
    delivery.add(MESSAGE);
    await expect.poll(() => delivery.state).toEqual({ waiting: 0, lastSent: null, failure: { at: 7, reason: 'HTTP 401', attempts: 12 }, lost: 1 });
    delivery.close();
  });

  it('fails, and says so, while its channel is not set up', async () => {
    const delivery = new Delivery(() => null, { now: () => 7, mostPerHour: 10, firstWaitMs: 60_000 });
    delivery.add(MESSAGE);
    await expect.poll(() => delivery.state).toEqual({ waiting: 1, lastSent: null, failure: { at: 7, reason: 'not set up', attempts: 1 }, lost: 0 });
    delivery.close();
  });

  it('leaves news out beyond the limit, and never what is critical', async () => {
    const titles: string[] = [];
    const delivery = new Delivery(() => ({ send: async ({ title }) => void titles.push(title) }), { now: () => 7, mostPerHour: 2, firstWaitMs: 1 });
    for (const title of ['1', '2', '3']) delivery.add({ ...MESSAGE, title });
    delivery.add({ ...MESSAGE, title: 'halt', level: 'critical' });
    await expect.poll(() => delivery.state.waiting).toBe(0);
    expect([titles, delivery.state.lost]).toEqual([['1', '2', 'halt'], 1]);
  });
});
