import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';

/** How long a trader may look at the confirmation before the numbers in it are too old to stand by. */
const VALID_MS = 120_000;
const MOST_KEPT = 1_000;

interface Issued {
  readonly shown: string;
  readonly until: number;
  used: boolean;
}

/**
 * What was previewed (tickets, sell-outs), by the token that the preview gave. It is taken only with a token of ours,
 * once, in time, and for the very thing whose checks and costs the trader was shown.
 */
export class OrderTokens {
  readonly #issued = new Map<string, Issued>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(token: string, shown: object): void {
    this.#issued.set(token, { shown: fingerprint(shown), until: this.#now() + VALID_MS, used: false });
    for (const oldest of this.#issued.keys()) {
      if (this.#issued.size <= MOST_KEPT) break;
      this.#issued.delete(oldest);
    }
  }

  /** No token that was given so far is worth anything any more. */
  forget(): void {
    this.#issued.clear();
  }

  /** Takes the token for good, whatever becomes of the order. */
  redeem(token: string, shown: object): Result<void, Refusal> {
    const issued = this.#issued.get(token);
    if (issued === undefined) return refuse('ticket.tokenUnknown');
    if (issued.used) return refuse('ticket.tokenUsed');
    if (issued.shown !== fingerprint(shown)) return refuse('ticket.changed');
    issued.used = true;
    return this.#now() <= issued.until ? ok(undefined) : refuse('ticket.tokenExpired', { afterMs: VALID_MS });
  }
}

/** Payloads are parsed, which puts their fields in the order of the schema. */
function fingerprint(shown: object): string {
  return JSON.stringify(shown);
}
