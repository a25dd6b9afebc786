import { type Money } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { quantilePosition } from '../../statistics/sample.ts';
import { type ReturnHistory } from './return-history.ts';
import { type TailRisk } from './value-at-risk.ts';

/** Money that the account would have made on a bad day; losses are negative. */
export type TailLoss = TailRisk;

/**
 * The account's gains on every past day, had it held what it holds and has on order now: kept as one number per day, so
 * that asking what an order would make of them costs the same with 5 positions and with 500.
 */
export class LossBook {
  readonly #history: ReturnHistory;
  readonly #values = new Map<InstrumentId, Money>();
  readonly #gains: Float64Array;
  readonly #uncovered = new Set<InstrumentId>();

  constructor(history: ReturnHistory) {
    this.#history = history;
    this.#gains = new Float64Array(history.days);
  }

  /** Whether anything can be said of a holding in it. */
  covers(instrument: InstrumentId): boolean {
    return this.#history.returns(instrument) !== undefined;
  }

  /** The first of what is worth something in the account and has no history: the figures leave it out. */
  get uncovered(): InstrumentId | null {
    return this.#uncovered.values().next().value ?? null;
  }

  /** Takes the instrument to be worth `value` in the account now. */
  value(instrument: InstrumentId, value: Money): void {
    const returns = this.#history.returns(instrument);
    if (returns === undefined) {
      if (value > 0) this.#uncovered.add(instrument);
      else this.#uncovered.delete(instrument);
      return;
    }
    const more = value - (this.#values.get(instrument) ?? 0);
    if (more === 0) return;
    this.#values.set(instrument, value);
    const gains = this.#gains;
    for (let day = 0; day < gains.length; day += 1) gains[day] = (gains[day] as number) + more * (returns[day] as number);
  }

  /**
   * Historical value at risk and expected shortfall over one day in 1/10000 yuan, by the conventions of
   * {@link historicalRisk}, once `more` of the instrument is held. Null without days, or without a history of it.
   */
  after(instrument: InstrumentId, more: Money, confidence: number): TailLoss | null {
    const returns = this.#history.returns(instrument);
    const days = this.#gains.length;
    if (returns === undefined || days === 0) return null;
    const position = quantilePosition(days, 1 - confidence);
    const lowest = this.#lowest(returns, more, Math.min(days, Math.floor(position) + 2));
    return tailOf(lowest, position);
  }

  /** The lowest gains, rising, without sorting the others. */
  #lowest(returns: Float64Array, more: Money, count: number): Float64Array {
    const lowest = new Float64Array(count).fill(Infinity);
    for (let day = 0; day < returns.length; day += 1) {
      const gain = (this.#gains[day] as number) + more * (returns[day] as number);
      if (gain < (lowest[count - 1] as number)) insert(lowest, gain);
    }
    return lowest;
  }
}

/** Puts a number into the rising list, which loses its highest. */
function insert(rising: Float64Array, number: number): void {
  let at = rising.length - 1;
  for (; at > 0 && (rising[at - 1] as number) > number; at -= 1) rising[at] = rising[at - 1] as number;
  rising[at] = number;
}

function tailOf(lowest: Float64Array, position: number): TailLoss {
  const below = Math.floor(position);
  const share = position - below;
  const lower = lowest[below] as number;
  let total = 0;
  for (let rank = 0; rank <= below; rank += 1) total += lowest[rank] as number;
  return {
    var: share === 0 ? lower : lower + ((lowest[below + 1] as number) - lower) * share,
    cvar: total / (below + 1),
  };
}
