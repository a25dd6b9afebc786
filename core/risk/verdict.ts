import { type RefusalParams } from '../kernel/result.ts';

/**
 * `warn`: said, and sent all the same. `shrink`: allowed for the smaller quantity in `params.allowed`. `ask`: a person
 * has to say so; until then nothing is sent. `deny`: not sent.
 */
export const VERDICT_KINDS = ['pass', 'warn', 'shrink', 'ask', 'deny'] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** What one rule said of one order, with the numbers that it compared. */
export interface Verdict {
  /** Stable name of the rule, such as `cash` or `priceLimit`. */
  readonly rule: string;
  readonly kind: VerdictKind;
  /** Stable code of what was found, such as `cash.short`; the rule's name for a plain pass. */
  readonly code: string;
  readonly params: RefusalParams;
}
