import { type Refusal, type Result, ok, refuse } from '../../../core/kernel/result.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A gateway's address as somebody wrote it. Orders and tokens leave this machine encrypted or not at all. */
export function gatewayAddress(text: string): Result<string, Refusal> {
  const url = URL.parse(text.trim());
  const plain = url?.protocol === 'ws:' && LOOPBACK.has(url.hostname);
  if (url === null || (!plain && url.protocol !== 'wss:')) return refuse('gateway.badAddress', { address: text });
  if (url.username !== '' || url.password !== '') return refuse('gateway.badAddress', { address: url.host });
  return ok(url.href);
}

/** Names go into file names and order ids. */
const ACCOUNT_NAME = /^[\w-]{1,32}$/;

export function isGatewayAccount(name: string): boolean {
  return ACCOUNT_NAME.test(name);
}
