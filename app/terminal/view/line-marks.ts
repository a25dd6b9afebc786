import { type MarketMark, midPrice } from '../../../core/analytics/execution-quality.ts';
import { type LineId } from '../../../core/kernel/ids.ts';
import { type EpochMs } from '../../../core/kernel/time.ts';
import { NO_PRICE, ZERO_MONEY, ZERO_QUANTITY } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Recorded } from '../../../core/oms/events.ts';
import { type Session } from '../session.ts';

type Source = Pick<Session, 'state' | 'market'>;

/** What the market showed when each line began to act and when it ended, kept as the facts come by. */
export class LineMarks {
  readonly #arrivals = new Map<LineId, MarketMark>();
  readonly #ends = new Map<LineId, MarketMark>();

  take(records: readonly Recorded[], session: Source): void {
    for (const { event, at } of records) {
      if (event.type === 'lineStarted') this.#arrive(event.lineId, at, session);
      if (event.type === 'orderIntended' && event.order.lineId !== null) this.#arrive(event.order.lineId, at, session);
      if (event.type === 'lineDone' || event.type === 'lineExpired' || event.type === 'lineReplaced') this.#end(event.lineId, at, session);
    }
  }

  /** Undefined before the line's schedule or first order. */
  arrivalOf(id: LineId): MarketMark | undefined {
    return this.#arrivals.get(id);
  }

  /** Undefined while the line may still act. */
  endOf(id: LineId): MarketMark | undefined {
    return this.#ends.get(id);
  }

  #arrive(id: LineId, at: EpochMs, session: Source): void {
    if (!this.#arrivals.has(id)) setMark(this.#arrivals, id, at, session);
  }

  #end(id: LineId, at: EpochMs, session: Source): void {
    setMark(this.#ends, id, at, session);
  }
}

function setMark(marks: Map<LineId, MarketMark>, id: LineId, at: EpochMs, { state, market }: Source): void {
  const line = state.lines.get(id);
  if (line !== undefined) marks.set(id, marketMark(market, line.instrument, at));
}

/** Before the first quote of the day the previous close is all that is known. */
export function marketMark(market: Source['market'], instrument: InstrumentId, at: EpochMs): MarketMark {
  const quote = market.quote(instrument);
  const price = quote === undefined ? (market.reference(instrument)?.prevClose ?? NO_PRICE) : midPrice(quote);
  return { time: at, price, volume: quote?.volume ?? ZERO_QUANTITY, turnover: quote?.turnover ?? ZERO_MONEY };
}
