import { beforeEach, expect, it, vi } from 'vitest';
import { followLink, openLink } from './external-links.ts';
import { mayOpen } from './link-list.ts';

const openExternal = vi.hoisted(() => vi.fn(async () => undefined));
vi.mock('electron', () => ({ shell: { openExternal } }));

beforeEach(() => openExternal.mockClear());

it('row 9: opens what it knows by name', async () => {
  await openLink('sse');
  expect(openExternal).toHaveBeenCalledExactlyOnceWith('https://www.sse.com.cn/');
});

it.each([
  'file:///etc/passwd',
  'smb://host/share',
  'javascript:alert(1)',
  'ms-msdt:/id',
  'http://www.sse.com.cn/',
  'https://www.sse.com.cn.evil.com/',
  'https://evil.com/?https://www.sse.com.cn/',
  'https://www.sse.com.cn@evil.com/',
  'https://user:pass@www.sse.com.cn/',
  'https://www.sse.com.cn:8443/',
  'app://kaipan/index.html',
  'data:text/html,x',
  'www.sse.com.cn',
  '',
])('row 9: never opens %s', (url) => {
  followLink(url);
  expect(openExternal).not.toHaveBeenCalled();
  expect(mayOpen(url)).toBe(false);
});

it('row 9: follows a link to a page it knows', () => {
  followLink('https://www.tradingview.com/?utm_source=chart');
  expect(openExternal).toHaveBeenCalledOnce();
});
