import { type RequestPayload } from '../../preload/contract.ts';

type LinkId = RequestPayload<'openExternal'>['link'];

/** Pages that the app may open in the trader's browser: known by name, so that nothing from a page ever becomes a link. */
const LINKS: Readonly<Record<LinkId, string>> = {
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

/** The one place from which a browser is opened. */
export class ExternalLinks {
  readonly #openExternal: (url: string) => Promise<void>;

  /** @param openExternal Electron's `shell.openExternal`. */
  constructor(openExternal: (url: string) => Promise<void>) {
    this.#openExternal = openExternal;
  }

  async open(link: LinkId): Promise<void> {
    await this.#openExternal(LINKS[link]);
  }

  /** A link in the page that wanted a window of its own: opened when it may be, else dropped. */
  follow(url: string): void {
    if (mayOpen(url)) void this.#openExternal(url);
  }
}
