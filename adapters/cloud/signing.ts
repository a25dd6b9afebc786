import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Item, type StrategySignals } from './protocol.ts';

/** Names what is said by what it says: the SHA-256 of its canonical JSON (keys in their order of name). */
export function contentIdOf(content: Item | StrategySignals): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** What an upload's signature is over: who sends it, where in its account's order it stands, and what it is. */
export function signedText(terminal: string, seq: number, contentId: string): string {
  return `kaipan-item\n${terminal}\n${seq}\n${contentId}`;
}

/** What the signature of signals is over. */
export function signedSignalsText(contentId: string): string {
  return `kaipan-signals\n${contentId}`;
}

/** HMAC-SHA-256 in hexadecimal (RFC 2104). */
export function sign(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** In a time that tells nothing about the right signature. */
export function isSignedBy(key: string, text: string, signature: string): boolean {
  const right = Buffer.from(sign(key, text));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
