import { atLimit } from '../conditions/readings.ts';
import { type LineId } from '../kernel/ids.ts';
import { type Refusal, refusal } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { conditionFacts } from './condition-facts.ts';
import { type Surroundings } from './decision.ts';
import { type OmsState } from './state.ts';

/** That a buy cannot be had now, and since when without a break. */
export interface Sealed {
  readonly reason: Refusal;
  readonly since: EpochMs;
}

/**
 * Remembers how long buys have been impossible, for lines whose strategy has candidates. Like the memory of conditions it
 * is a function of the day's inputs; a restart with a live broker begins anew, so it replaces later and never sooner.
 */
export class SealedWatch {
  readonly #since = new Map<LineId, EpochMs>();

  /** Null: the line sells, may be bought, or is no line any more. */
  look(state: OmsState, id: LineId, around: Surroundings): Sealed | null {
    const line = state.lines.get(id);
    const reason = line === undefined || line.side === 'sell' ? null : sealedBy(state, line, around);
    if (reason === null) {
      this.#since.delete(id);
      return null;
    }
    const since = this.#since.get(id) ?? around.now;
    this.#since.set(id, since);
    return { reason, since };
  }
}

/**
 * Why nobody sells the instrument: trading in it is halted, or its price stands at limit-up and no seller is shown. Null
 * when somebody does, and when nobody knows.
 */
export function sealedBy(state: OmsState, line: Parameters<typeof conditionFacts>[1], around: Surroundings): Refusal | null {
  const facts = conditionFacts(state, line, around);
  const { quote, reference } = facts;
  if (quote === undefined) return null;
  if (facts.suspended() === true) return refusal('candidate.suspended', { instrument: line.instrument });
  if (atLimit(facts, 'limitUp') !== true) return null;
  const sellers = quote.auction === null ? quote.asks.length > 0 : quote.auction.unmatchedSide !== 'buy';
  if (sellers) return null;
  return refusal('candidate.atLimitUp', { instrument: line.instrument, price: quote.auction?.price ?? quote.last, limitUp: reference?.limitUp ?? quote.limitUp });
}
