import { z } from 'zod';
import { type AlertChannel, type AlertMessage } from './channel.ts';

/** What the other side understands: a WeCom group robot, or any receiver of our own JSON. */
export type WebhookKind = 'wecom' | 'webhook';

const TIMEOUT_MS = 10_000;
/** WeCom takes 2,048 bytes of text; a Chinese character has three. */
const WECOM_CHARACTERS = 680;
const OWN_MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const wecomReply = z.object({ errcode: z.int(), errmsg: z.string().max(500).default('') });

/** Whether alerts may be sent there: TLS, or this machine itself. The address may carry a key and is a secret. */
export function isWebhookAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && OWN_MACHINE.has(hostname));
}

/** Posts alerts as JSON to an address. Redirects are not followed: they would take the message elsewhere. */
export class WebhookChannel implements AlertChannel {
  readonly #kind: WebhookKind;
  readonly #address: string;

  constructor(kind: WebhookKind, address: string) {
    this.#kind = kind;
    this.#address = address;
  }

  async send(message: AlertMessage): Promise<void> {
    const response = await post(this.#address, this.#kind === 'wecom' ? wecomBody(message) : { app: 'Kaipan', ...message });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    if (this.#kind === 'wecom') await checkWecom(response);
  }
}

/** What went wrong is said without the address, which `fetch` would put into its message. */
async function post(address: string, body: unknown): Promise<Response> {
  try {
    return await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    // Without its cause, which names the address.
    // oxlint-disable-next-line preserve-caught-error
    throw new Error(code === '' ? 'no answer' : `no answer (${code})`);
  }
}

function wecomBody({ title, text }: AlertMessage): unknown {
  return { msgtype: 'text', text: { content: `${title}\n${text}`.slice(0, WECOM_CHARACTERS) } };
}

/** The robot answers 200 even when it has not taken the message. */
async function checkWecom(response: Response): Promise<void> {
  const parsed = wecomReply.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new Error('not the answer of a WeCom robot');
  const { errcode, errmsg } = parsed.data;
  if (errcode !== 0) throw new Error(`WeCom ${errcode} ${errmsg}`);
}
