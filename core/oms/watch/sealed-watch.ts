import { atLimit } from '../../conditions/readings.ts';
import { type LineId } from '../../kernel/ids.ts';
import { type Refusal, refusal } from '../../kernel/result.ts';
import { type EpochMs } from '../../kernel/time.ts';
import { type PlanLine } from '../../plan/line.ts';
import { conditionFacts } from '../conditions/condition-facts.ts';
import { type Surroundings } from '../decide/decision.ts';
import { type OmsState } from '../state/state.ts';

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
 * Why nobody trades with the line: trading is halted, or the price stands at the limit and the other side shows nothing
 * (buys at limit-up, sales at limit-down). Null when somebody does, and when nobody knows.
 */
export function sealedBy(state: OmsState, line: PlanLine, around: Surroundings): Refusal | null {
  const facts = conditionFacts(state, line, around);
  const { quote, reference } = facts;
  if (quote === undefined) return null;
  if (facts.suspended() === true) return refusal('candidate.suspended', { instrument: line.instrument });
  const limit = line.side === 'buy' ? 'limitUp' : 'limitDown';
  if (atLimit(facts, limit) !== true) return null;
  const others = line.side === 'buy' ? quote.asks : quote.bids;
  const traded = quote.auction === null ? others.length > 0 : quote.auction.unmatchedSide !== line.side;
  if (traded) return null;
  const numbers = { instrument: line.instrument, price: quote.auction?.price ?? quote.last, [limit]: reference?.[limit] ?? quote[limit] };
  return refusal(limit === 'limitUp' ? 'candidate.atLimitUp' : 'basket.atLimitDown', numbers);
}
