import { RATE_SCALE, formatRate, parseDecimal } from '../../core/kernel/decimal.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Rate } from '../../core/kernel/units.ts';
import { type Calendar } from '../../core/market/calendar.ts';
import { type SignedSignals, type StrategySignals } from './protocol.ts';
import { contentIdOf, isSignedBy, signedSignalsText } from './signing.ts';

export interface SignalsExpected {
  readonly strategy: string;
  /** The reader's own signing key. */
  readonly key: string;
  /** The session that they are to be traded on. */
  readonly tradeDate: TradeDate;
  readonly calendar: Calendar;
  /** Content of the signals of that session that were taken before; null: none were. */
  readonly before: string | null;
}

export type SignalsProblem =
  | 'signals.badSignature'
  | 'signals.otherStrategy'
  | 'signals.stale'
  | 'signals.wrongSession'
  | 'signals.incomplete'
  | 'signals.changed';

/**
 * The signals if they may be traded: signed for us, of the strategy and session that were asked for, made on the session
 * before it, whole (weights of at most 1 in all, none twice), and the same as whatever was taken before.
 */
export function checkSignals(received: SignedSignals, expected: SignalsExpected): Result<StrategySignals, Refusal<SignalsProblem>> {
  const { signals, contentId, signature } = received;
  const { strategy, date, tradeDate } = signals;
  if (contentIdOf(signals) !== contentId || !isSignedBy(expected.key, signedSignalsText(contentId), signature)) {
    return refuse('signals.badSignature', { strategy, date });
  }
  if (strategy !== expected.strategy) return refuse('signals.otherStrategy', { strategy, expected: expected.strategy });
  if (tradeDate !== expected.tradeDate) return refuse('signals.stale', { tradeDate, expected: expected.tradeDate });
  const session = expected.calendar.previousSession(expected.tradeDate);
  if (!session.ok || date !== session.value) return refuse('signals.wrongSession', { date, tradeDate });
  const incomplete = incompleteness(signals);
  if (incomplete !== null) return refuse('signals.incomplete', incomplete);
  if (expected.before !== null && expected.before !== contentId) return refuse('signals.changed', { strategy, date });
  return ok(signals);
}

/** A weight of 1. */
const EVERYTHING = 10 ** RATE_SCALE;

function totalOf(rows: StrategySignals['rows']): Rate {
  return rows.reduce((sum, { position }) => {
    const weight = parseDecimal(position, RATE_SCALE);
    invariant(weight.ok, 'the protocol lets only weights of at most eight decimals pass');
    return (sum + weight.value) as Rate;
  }, 0 as Rate);
}

/** What shows that not all of a target has come, or more than one. */
function incompleteness({ strategy, rows }: StrategySignals): Record<string, string | number> | null {
  const seen = new Set<string>();
  for (const { instrument } of rows) {
    if (seen.has(instrument)) return { strategy, twice: instrument };
    seen.add(instrument);
  }
  const total = totalOf(rows);
  return rows.length === 0 || total > EVERYTHING ? { strategy, rows: rows.length, total: formatRate(total) } : null;
}
