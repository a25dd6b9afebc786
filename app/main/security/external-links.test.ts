import { expect, it, vi } from 'vitest';
import { ExternalLinks, mayOpen } from './external-links.ts';

it('row 9: opens what it knows by name', async () => {
  const open = vi.fn(async () => undefined);
  await new ExternalLinks(open).open('sse');
  expect(open).toHaveBeenCalledExactlyOnceWith('https://www.sse.com.cn/');
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
  const open = vi.fn(async () => undefined);
  new ExternalLinks(open).follow(url);
  expect(open).not.toHaveBeenCalled();
  expect(mayOpen(url)).toBe(false);
});

it('row 9: follows a link to a page it knows', () => {
  const open = vi.fn(async () => undefined);
  new ExternalLinks(open).follow('https://www.tradingview.com/?utm_source=chart');
  expect(open).toHaveBeenCalledOnce();
});
