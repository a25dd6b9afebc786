import { type RefusalParams } from '../kernel/result.ts';

/** `shrink`: allowed for the smaller quantity in `params.allowed`. */
export type VerdictKind = 'pass' | 'warn' | 'shrink' | 'deny';

/** What one rule said of one order, with the numbers that it compared. */
export interface Verdict {
  /** Stable name of the rule, such as `cash` or `priceLimit`. */
  readonly rule: string;
  readonly kind: VerdictKind;
  /** Stable code of what was found, such as `cash.short`; the rule's name for a plain pass. */
  readonly code: string;
  readonly params: RefusalParams;
}
