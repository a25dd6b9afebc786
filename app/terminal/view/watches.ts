import { RATE_ONE } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type WatchTarget } from '../../../core/oms/watch/watch-memory.ts';
import { type Reading, WATCH_NAMES, type WatchName, watchKey } from '../../../core/risk/watch/watch.ts';
import { WATCHES } from '../../../core/risk/watch/watches.ts';
import { type PositionRow, type WatchFiredRow, type WatchRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { describe } from './marks.ts';

type Source = Pick<Session, 'state' | 'market' | 'watchReading'>;

/** Most rows that are sent: whoever holds hundreds of shares sees those that fired and those that are nearest. */
const MOST_ROWS = 300;

/** Every watch that is set, those that fired first, then by how near they are. */
export function watchRows(session: Source): readonly WatchRow[] {
  const rows = targets(session).flatMap((target) => WATCH_NAMES.flatMap((watch) => watchRow(session, watch, target) ?? []));
  return rows.toSorted((a, b) => Number(b.fired !== null) - Number(a.fired !== null) || b.used - a.used).slice(0, MOST_ROWS);
}

/** All that is held, each strategy that holds something, the account and the market. */
function targets({ state }: Source): readonly WatchTarget[] {
  const held = [...state.ledger.positions.values()].filter(({ quantity }) => quantity > 0);
  const strategies = new Set(held.flatMap(({ lots }) => [...lots.keys()]));
  return [
    ...held.map(({ instrument }) => ({ scope: 'instrument', of: instrument }) as const),
    ...[...strategies].toSorted().map((of) => ({ scope: 'strategy', of }) as const),
    { scope: 'account', of: '' },
    { scope: 'market', of: '' },
  ];
}

function watchRow(session: Source, watch: WatchName, { scope, of }: WatchTarget): WatchRow | null {
  const { day, watches } = session.state;
  const ref = { watch, scope, of };
  const setting = day === null || !WATCHES[watch].scopes.includes(scope) ? null : watches.settingOf(ref, day.config.risk.watch);
  if (setting === null) return null;
  const reading = session.watchReading(ref);
  const { name, board } = scope === 'instrument' ? describe(session.market, of as InstrumentId) : { name: of, board: null };
  return {
    id: watchKey(ref),
    ...ref,
    name,
    board,
    setting,
    unit: WATCHES[watch].unit,
    own: watches.isOwn(ref),
    armed: watches.isArmed(ref),
    reading: reading === null ? null : { unit: reading.unit, value: reading.value, limit: reading.limit },
    used: reading === null ? 0 : usedOf(reading),
    fired: firedRow(session, watchKey(ref)),
  };
}

function firedRow({ state, market }: Source, key: string): WatchFiredRow | null {
  const fired = state.watches.fired.get(key);
  if (fired === undefined) return null;
  const { at, reading, lines, unsold } = fired;
  return {
    at,
    value: reading.value,
    limit: reading.limit,
    lines,
    unsold: unsold.map(({ instrument, quantity, reason }) => ({ name: describe(market, instrument).name, quantity, reason })),
  };
}

/** How much of the way from where it starts to where it fires is gone; beyond the limit more than 1, away from it 0. */
function usedOf({ from, value, limit }: Pick<Reading, 'from' | 'value' | 'limit'>): number {
  return limit === from ? 0 : Math.max(0, Math.round((RATE_ONE * (value - from)) / (limit - from)));
}

/** What a position shows of its watches: the price at which it would be sold, the nearest of its stops. */
export function stopOf(session: Source, of: InstrumentId): Pick<PositionRow, 'stop' | 'watched'> {
  const rows = (['stopLoss', 'trailingStop'] as const).flatMap((watch) => watchRow(session, watch, { scope: 'instrument', of }) ?? []);
  if (rows.length === 0) return { stop: 0, watched: null };
  const armed = rows.filter((row) => row.armed);
  const stop = Math.max(0, ...armed.map(({ reading }) => reading?.limit ?? 0));
  return { stop, watched: armed.length === 0 ? 'disarmed' : armed.some(({ fired }) => fired !== null) ? 'fired' : 'armed' };
}
