import { type MarketHistory } from '../../adapters/sqlite/market-history.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type SessionSource } from '../../core/market/past-sessions.ts';
import { MOST_CURVE_DAYS, type OwnCurve, ownCurve } from '../../core/market/volume-curve.ts';

/** Sessions that were seen, and for those that were not what `otherwise` tells of them. */
export function rememberedSessions(history: MarketHistory, otherwise: SessionSource): SessionSource {
  return (instrument, before, most) => {
    const known = [...otherwise(instrument, before, most), ...history.sessions(instrument, before, most)];
    const byDate = new Map(known.map((bar) => [bar.date, bar]));
    return [...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)).slice(-most);
  };
}

/** Each instrument's own curve as it stands before a day, made when it is asked for. */
export function rememberedCurves(history: MarketHistory, before: TradeDate): (instrument: InstrumentId) => OwnCurve | undefined {
  const known = new Map<InstrumentId, OwnCurve | undefined>();
  return (instrument) => {
    if (!known.has(instrument)) known.set(instrument, ownCurve(history.volumes(instrument, before, MOST_CURVE_DAYS)));
    return known.get(instrument);
  };
}
