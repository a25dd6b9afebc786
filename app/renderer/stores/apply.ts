import { type IntradayPoint, type TimelineRow, type Update, type WatchedRow } from '../../preload/contract.ts';
import { takeAccess } from './access.ts';
import { takeNotices } from './notices.ts';
import { type RowStore } from './rows.ts';
import { takeSettings } from './settings.ts';
import { type TerminalState, fills, instruments, lines, orders, positions, quotes, useTerminal } from './terminal.ts';

/** Puts the updates of one frame into the stores, each store told once. */
export function applyUpdates(updates: readonly Update[]): void {
  const lastReset = updates.findLastIndex((update) => update.reset);
  const current = lastReset > 0 ? updates.slice(lastReset) : updates;
  const reset = lastReset >= 0;
  putRows(lines, current, (update) => update.lines, reset, (update) => update.removedLines);
  putRows(orders, current, (update) => update.orders, reset);
  putRows(fills, current, (update) => update.fills, reset);
  putRows(positions, current, (update) => update.positions, reset);
  putRows(quotes, current, (update) => update.quotes, reset);
  putRows(instruments, current, (update) => update.instruments, reset);
  useTerminal.setState((state) => mergedState(state, current, reset));
  showPace();
  for (const update of current) {
    if (update.notices !== undefined) takeNotices(update.notices);
    if (update.settings !== undefined) takeSettings(update.settings);
    if (update.access !== undefined) takeAccess(update.access);
  }
}

/** Session seconds per wall second from which on changed numbers no longer light up. */
const FAST = 10;

function showPace(): void {
  const rate = useTerminal.getState().status?.clockRate ?? 0;
  document.documentElement.dataset['pace'] = rate > FAST ? 'fast' : 'real';
}

function putRows<Row>(
  store: RowStore<Row>,
  updates: readonly Update[],
  rowsOf: (update: Update) => readonly Row[] | undefined,
  reset: boolean,
  removedOf: (update: Update) => readonly string[] | undefined = () => undefined,
): void {
  const latest = new Map<string, Row>();
  const removed = new Set<string>();
  for (const update of updates) {
    for (const id of removedOf(update) ?? []) {
      removed.add(id);
      latest.delete(id);
    }
    for (const row of rowsOf(update) ?? []) {
      latest.set(store.id(row), row);
      removed.delete(store.id(row));
    }
  }
  if (reset) store.reset([...latest.values()]);
  else if (latest.size > 0 || removed.size > 0) store.put([...latest.values()], [...removed]);
}

const NOTHING_YET = { status: null, account: null, plan: null, baskets: [], day: null, risk: null, watched: null, timeline: null, ailing: [] };

function mergedState(state: TerminalState, updates: readonly Update[], reset: boolean): Partial<TerminalState> {
  const wanted = (row: WatchedRow | undefined): row is WatchedRow => row?.instrument === state.watching;
  return updates.reduce<Pick<TerminalState, keyof typeof NOTHING_YET | 'statusAt'>>(
    (merged, update) => ({
      status: update.status ?? merged.status,
      statusAt: update.status === undefined ? merged.statusAt : performance.now(),
      account: update.account ?? merged.account,
      plan: update.plan ?? merged.plan,
      baskets: update.baskets ?? merged.baskets,
      day: update.day ?? merged.day,
      risk: update.risk ?? merged.risk,
      ailing: update.ailing ?? merged.ailing,
      watched: wanted(update.watched) ? mergeWatched(merged.watched, update.watched) : merged.watched,
      timeline: update.timeline?.lineId === state.watchedLine ? mergeTimeline(merged.timeline, update.timeline) : merged.timeline,
    }),
    reset ? { ...NOTHING_YET, statusAt: state.statusAt } : state,
  );
}

/** Puts new and changed minutes in by their time; another instrument replaces everything. */
export function mergeWatched(before: WatchedRow | null, after: WatchedRow): WatchedRow {
  if (before === null || before.instrument !== after.instrument) return after;
  return { ...after, points: mergePoints(before.points, after.points) };
}

function mergeTimeline(before: TimelineRow | null, after: TimelineRow): TimelineRow {
  return before?.lineId === after.lineId ? { ...after, points: mergePoints(before.points, after.points) } : after;
}

function mergePoints(before: readonly IntradayPoint[], after: readonly IntradayPoint[]): readonly IntradayPoint[] {
  if (after.length === 0) return before;
  const byTime = new Map(before.map((point) => [point.time, point]));
  for (const point of after) byTime.set(point.time, point);
  return [...byTime.values()].toSorted((a, b) => a.time - b.time);
}
