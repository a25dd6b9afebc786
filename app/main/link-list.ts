import { type RequestPayload } from '../preload/contract.ts';

export type LinkId = RequestPayload<'openExternal'>['link'];

/** Pages that the app may open in the trader's browser: known by name, so that nothing from a page ever becomes a link. */
export const LINKS: Readonly<Record<LinkId, string>> = {
  tradingview: 'https://www.tradingview.com/',
  sse: 'https://www.sse.com.cn/',
  szse: 'https://www.szse.cn/',
  bse: 'https://www.bse.cn/',
};

const HOSTS: ReadonlySet<string> = new Set(Object.values(LINKS).map((url) => new URL(url).host));

/** Whether the browser may be sent to `url`: parsed, `https:` only, one of the hosts above, no name or port in it. */
export function mayOpen(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === 'https:' && HOSTS.has(host) && username === '' && password === '';
}
