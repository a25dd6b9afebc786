import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { REQUEST_NAMES } from '../app/preload/contract.ts';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';

/** Rows are those of the security checklist in SECURITY.md. What needs no window is tested beside its code. */

/** Runs `script` in the page; it is text because these tests have no DOM of their own. */
function inPage(kaipan: Kaipan, script: string): Promise<unknown> {
  return kaipan.page.evaluate(script);
}

/** What comes of `script` when the page itself runs it, later and outside of any inspector's privilege. */
function later(kaipan: Kaipan, script: string): Promise<unknown> {
  return inPage(
    kaipan,
    `new Promise((resolve) => setTimeout(async () => {
      try { resolve(await (async () => { ${script} })()); } catch (error) { resolve(error.name); }
    }))`,
  );
}

/** Addresses that the browser was asked to open, in place of opening them. */
async function catchLinks({ app }: Kaipan): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

describe('the page', () => {
  test('row 1: has no Node', async ({ kaipan }) => {
    const seen = await inPage(kaipan, '[typeof process, typeof require, typeof module, typeof Buffer, typeof global]');
    expect(seen).toEqual(Array.from({ length: 5 }, () => 'undefined'));
  });

  test('rows 1 and 2: is isolated and sandboxed, workers and frames too', async ({ kaipan }) => {
    const preferences = await kaipan.app.evaluate(({ BrowserWindow }) => {
      interface Contents {
        // Not in Electron's types, but in Electron: what the page really runs with.
        getLastWebPreferences: () => Record<string, unknown>;
      }
      const [contents] = BrowserWindow.getAllWindows().map(({ webContents }) => webContents as unknown as Contents);
      return contents?.getLastWebPreferences() ?? {};
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(preferences['nodeIntegrationInWorker']).not.toBe(true);
  });

  test('row 4: gets the policy with every answer, and runs nothing that is not a file of ours', async ({ kaipan }) => {
    const policy = await inPage(kaipan, `fetch('app://kaipan/index.html').then((answer) => answer.headers.get('content-security-policy'))`);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(await later(kaipan, `return eval('1 + 1')`)).toBe('EvalError');
    expect(await later(kaipan, `return new Function('return 1')()`)).toBe('EvalError');
    const inline = `
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="app://kaipan/none.png" onerror="window.ran = true">');
      await new Promise((resolve) => setTimeout(resolve, 200));
      return window.ran === undefined;`;
    expect(await later(kaipan, inline)).toBe(true);
    expect(await later(kaipan, `return fetch('https://www.sse.com.cn/').then(() => 'reached')`)).toBe('TypeError');
    expect(await later(kaipan, `return fetch('file:///etc/passwd').then(() => 'reached')`)).toBe('TypeError');
  });

  test('row 5: is served nothing but files of ours, by GET', async ({ kaipan }) => {
    const status = (url: string, method = 'GET'): Promise<unknown> =>
      inPage(kaipan, `fetch(${JSON.stringify(url)}, { method: ${JSON.stringify(method)} }).then((answer) => answer.status, () => 'refused')`);
    expect(await status('app://kaipan/index.html')).toBe(200);
    expect(await status('app://kaipan/index.html', 'POST')).toBe(405);
    expect(await status('app://kaipan/%2e%2e/main/main.cjs')).toBe(404);
    expect(await status('app://kaipan/..%2fmain%2fmain.cjs')).toBe(404);
    expect(await status('app://elsewhere/index.html')).toBe('refused');
  });

  test('row 4: breaks the policy nowhere by itself, on any page, in any look', async ({ kaipan }) => {
    for (const key of ['Control+1', 'Control+2', 'Control+k', 'Escape']) {
      await kaipan.page.keyboard.press(key);
      for (const theme of ['light', 'dark']) await kaipan.value('setSettings', { theme });
    }
    await kaipan.play(600);
    await kaipan.until(async () => (await kaipan.snapshot()).status?.phase?.name === 'morning', 'the market to open');
    expect(kaipan.problems).toEqual([]);
  });
});

describe('leaving the page', () => {
  test('rows 6 and 7: is refused, by link, by script, by redirect', async ({ kaipan }) => {
    const server = createServer((_request, answer) => answer.writeHead(302, { location: 'https://evil.example/' }).end());
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const opened = await catchLinks(kaipan);
    for (const url of ['https://evil.example/', 'file:///etc/passwd', 'data:text/html,evil', `http://127.0.0.1:${port}/`, 'app://evil/index.html']) {
      await later(kaipan, `location.href = ${JSON.stringify(url)}; await new Promise((resolve) => setTimeout(resolve, 100));`);
      await later(
        kaipan,
        `const link = document.createElement('a'); link.href = ${JSON.stringify(url)}; document.body.append(link); link.click();
         await new Promise((resolve) => setTimeout(resolve, 100)); link.remove();`,
      );
      expect(kaipan.page.url()).toBe('app://kaipan/index.html');
    }
    server.close();
    expect(await opened()).toEqual([]);
    expect(await kaipan.ask('appInfo', {})).toMatchObject({ ok: true });
  });

  test('rows 8 and 9: opens no window, and in the browser only pages that we know', async ({ kaipan }) => {
    const opened = await catchLinks(kaipan);
    for (const url of ['https://evil.example/', 'app://kaipan/index.html', 'about:blank', 'file:///etc/passwd', 'javascript:alert(1)']) {
      expect(await later(kaipan, `return window.open(${JSON.stringify(url)}) === null`)).toBe(true);
    }
    expect(await opened()).toEqual([]);
    expect(await later(kaipan, `return window.open('https://www.tradingview.com/?utm_source=x') === null`)).toBe(true);
    expect(await kaipan.ask('openExternal', { link: 'sse' })).toMatchObject({ ok: true });
    expect(await kaipan.ask('openExternal', { link: 'https://evil.example/' })).toMatchObject({ error: { code: 'ipc.badPayload' } });
    expect(await opened()).toEqual(['https://www.tradingview.com/?utm_source=x', 'https://www.sse.com.cn/']);
    expect(await kaipan.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  test('row 10: attaches no webview, and row 12: no frame', async ({ kaipan }) => {
    await later(
      kaipan,
      `for (const [tag, url] of [['webview', 'https://evil.example/'], ['iframe', 'app://kaipan/index.html'], ['iframe', 'about:blank'], ['object', 'app://kaipan/index.html']]) {
         const guest = document.createElement(tag); guest.src = url; guest.data = url; document.body.append(guest);
       }
       await new Promise((resolve) => setTimeout(resolve, 300));`,
    );
    expect(await kaipan.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
    const reachable = `[...document.querySelectorAll('iframe')].filter((frame) => {
      try { return frame.contentWindow?.kaipan !== undefined; } catch { return false; }
    }).length`;
    expect(await inPage(kaipan, reachable)).toBe(0);
  });
});

test('row 11: the page is permitted next to nothing', async ({ kaipan }) => {
  const state = (name: string): Promise<unknown> =>
    inPage(kaipan, `navigator.permissions.query({ name: '${name}' }).then(({ state }) => state, (error) => error.name)`);
  for (const name of ['geolocation', 'camera', 'microphone', 'midi', 'clipboard-read', 'idle-detection', 'storage-access']) {
    expect(await state(name), name).toBe('denied');
  }
  const asked = (script: string): Promise<unknown> => later(kaipan, `return ${script}.then(() => 'granted')`);
  expect(await asked('new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))')).not.toBe('granted');
  expect(await asked('navigator.mediaDevices.getUserMedia({ audio: true })')).toMatch(/Error$/);
  expect(await asked('navigator.mediaDevices.getDisplayMedia({ video: true })')).toMatch(/Error$/);
  expect(await asked('navigator.requestMIDIAccess({ sysex: true })')).toMatch(/Error$/);
  expect(await later(kaipan, 'return (await navigator.hid.getDevices()).length')).toBe(0);
});

describe('the bridge', () => {
  test('row 14: has one function per request, the nonce, and two ways to listen', async ({ kaipan }) => {
    const members = await inPage(kaipan, 'Object.entries(window.kaipan).map(([name, member]) => [name, typeof member])');
    const expected = [...REQUEST_NAMES, 'onUpdate', 'onMenuCommand'].map((name) => [name, 'function']);
    expect(new Map(members as [string, string][])).toEqual(new Map([...expected, ['styleNonce', 'string']] as [string, string][]));
    expect(await inPage(kaipan, 'Object.isFrozen(window.kaipan) || (() => { try { window.kaipan.snapshot = 1; } catch {} return typeof window.kaipan.snapshot === "function"; })()')).toBe(true);
  });

  test('row 14: gives a listener the message alone, until it unsubscribes', async ({ kaipan }) => {
    const heard = await later(
      kaipan,
      `const heard = [];
       const stop = window.kaipan.onUpdate((...told) => heard.push([told.length, typeof told[0].seq]));
       await window.kaipan.setPauses({ buys: true, sells: true });
       await new Promise((resolve) => setTimeout(resolve, 300));
       stop();
       const until = heard.length;
       await window.kaipan.setPauses({ buys: false, sells: false });
       await new Promise((resolve) => setTimeout(resolve, 300));
       return [heard.length > 0, heard.every(([count, seq]) => count === 1 && seq === 'number'), heard.length === until];`,
    );
    expect(heard).toEqual([true, true, true]);
  });

  test('row 13: refuses a payload of another shape, by its field', async ({ kaipan }) => {
    expect(await kaipan.ask('cancelOrder', { id: '../../x' })).toMatchObject({ error: { code: 'ipc.badPayload', params: { field: 'id' } } });
    expect(await kaipan.ask('cancelOrder', {})).toMatchObject({ error: { code: 'ipc.badPayload' } });
    expect(await kaipan.ask('snapshot', { extra: 1 })).toMatchObject({ error: { code: 'ipc.badPayload' } });
    expect(await kaipan.ask('approveLines', { ids: Array.from({ length: 40_000 }, () => 'L1') })).toMatchObject({
      error: { code: 'ipc.tooLarge' },
    });
  });

  test('row 15: sends a ticket once, and only the one that was shown', async ({ kaipan }) => {
    await kaipan.play(600);
    await kaipan.until(async () => (await kaipan.snapshot()).status?.phase?.name === 'morning', 'the market to open');
    const { quotes = [], instruments = [] } = await kaipan.snapshot();
    const quote = quotes.find(({ ask, instrument }) => ask > 0 && instruments.find(({ id }) => id === instrument)?.board === 'main');
    const ticket = { instrument: quote?.instrument, side: 'buy', type: 'limit', price: quote?.ask, quantity: 100 };
    expect(await kaipan.ask('placeOrder', { ticket, token: 'forged' })).toMatchObject({ error: { code: 'ticket.tokenUnknown' } });
    const { token } = await kaipan.value('previewTicket', ticket);
    expect(await kaipan.ask('placeOrder', { ticket: { ...ticket, quantity: 200 }, token })).toMatchObject({ error: { code: 'ticket.changed' } });
    expect(await kaipan.ask('placeOrder', { ticket, token })).toMatchObject({ ok: true });
    expect(await kaipan.ask('placeOrder', { ticket, token })).toMatchObject({ error: { code: 'ticket.tokenUsed' } });
    const { orders = [] } = await kaipan.snapshot();
    expect(orders.filter(({ origin }) => origin === 'ticket')).toHaveLength(1);
  });

  test('row 16: gives back nothing secret', async ({ kaipan }) => {
    const answers = await Promise.all([kaipan.snapshot(), kaipan.info(), kaipan.value('getSettings', {})]);
    expect(JSON.stringify(answers)).not.toMatch(/password|secret|credential|apiKey|\/root|\/home/i);
  });
});
