import { create } from 'zustand';
import { type PastLineRow, type OrderRow, type ReplayEventRow, type ReplayMomentRow, type ReplayPositionRow, type ReplayPricesRow, type WhyRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { LAST_PLACE, countAt, placesOf } from './replay-scale.ts';
import { type WhyOf } from './review.ts';
import { createRowStore } from './rows.ts';

/** Session seconds per second. */
export const REPLAY_SPEEDS = [1, 10, 60, 300] as const;
export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];
export type ReplayTable = 'plan' | 'orders' | 'positions' | 'events';

export interface ReplayState {
  /** The day that is looked at again; null: none. */
  readonly date: string | null;
  /** Whether it is still going on. */
  readonly live: boolean;
  /** Oldest first. */
  readonly events: readonly ReplayEventRow[];
  /** Where each event stands on the scrubber. */
  readonly places: readonly number[];
  /** Where the scrubber stands, and how many events had happened by then. */
  readonly place: number;
  readonly happened: number;
  readonly playing: boolean;
  readonly speed: ReplaySpeed;
  readonly moment: ReplayMomentRow | null;
  readonly table: ReplayTable;
  /** The instrument whose price is drawn. */
  readonly prices: ReplayPricesRow | null;
  readonly why: WhyRow | null;
}

const CLOSED = { date: null, live: false, events: [], places: [], place: 0, happened: 0, playing: false, moment: null, prices: null, why: null } as const;

export const useReplay = create<ReplayState>(() => ({ ...CLOSED, speed: 60, table: 'plan' }));

export const replayLines = createRowStore<PastLineRow>(({ id }) => id);
export const replayOrders = createRowStore<OrderRow>(({ id }) => id);
export const replayPositions = createRowStore<ReplayPositionRow>(({ instrument }) => instrument);
export const replayEvents = createRowStore<ReplayEventRow>(({ seq }) => String(seq));

/** Opens a day at its end, where it stands as it was left. */
export async function openReplay(date: string): Promise<void> {
  useReplay.setState({ ...CLOSED, date, place: LAST_PLACE });
  for (const store of [replayLines, replayOrders, replayPositions, replayEvents]) store.reset([]);
  if (!(await readOn())) return closeReplay();
  const first = useReplay.getState().events.find(({ kind, instrument }) => kind === 'fill' && instrument !== '');
  if (first !== undefined) await drawPrices(first.instrument);
}

export function closeReplay(): void {
  useReplay.setState(CLOSED);
}

/** Reads the records that have come since; false: they cannot be read. */
export async function readOn(): Promise<boolean> {
  for (;;) {
    const { date, events } = useReplay.getState();
    if (date === null) return false;
    const read = await ask(bridge().replayDay({ date, after: events.at(-1)?.seq ?? 0 }));
    if (read === null || useReplay.getState().date !== date) return false;
    const all = [...events, ...read.value.events];
    replayEvents.put(read.value.events);
    useReplay.setState({ live: read.value.live, events: all, places: placesOf(all.map(({ at }) => at)) });
    // Whoever stands at the end of a day that goes on stays there.
    if (read.value.events.length > 0 && useReplay.getState().place === LAST_PLACE) goTo(LAST_PLACE);
    if (!read.value.more) return true;
  }
}

/** Goes to a place; the account follows as it was then. */
export function goTo(place: number): void {
  const { places } = useReplay.getState();
  const within = Math.min(Math.max(place, 0), LAST_PLACE);
  useReplay.setState({ place: within, happened: countAt(places, within), playing: useReplay.getState().playing && within < LAST_PLACE });
  void showMoment();
}

/** Goes to just after an event, though others followed in the same instant. */
export function goToEvent(index: number): void {
  const { places } = useReplay.getState();
  const place = places[index];
  if (place === undefined) return;
  useReplay.setState({ place, happened: index + 1, playing: false });
  void showMoment();
}

/** The next event that did something, or the one before: what only the clock did is passed over. */
export function stepEvent(direction: 1 | -1): void {
  const { events, happened } = useReplay.getState();
  for (let index = happened - 1 + direction; index >= 0 && index < events.length; index += direction) {
    if (events[index]?.kind !== 'day') return goToEvent(index);
  }
}

let asking = false;
let shown = '';

/** Asks for the account as it was; while an answer is awaited only the latest place is kept. */
async function showMoment(): Promise<void> {
  if (asking) return;
  asking = true;
  for (let asked = askedFor(); asked !== null && asked.key !== shown; asked = askedFor()) {
    shown = asked.key;
    const answer = await ask(bridge().replayAt(asked.payload));
    if (answer === null) break;
    if (useReplay.getState().date === asked.payload.date) take(answer.value);
  }
  asking = false;
}

interface Asked {
  readonly key: string;
  readonly payload: { readonly date: string; readonly seq: number; readonly at: number };
}

const MINUTE_MS = 60_000;

/** What the scrubber stands at; the holdings are valued anew each minute. Null: no day is open. */
function askedFor(): Asked | null {
  const { date, events, happened, place, places } = useReplay.getState();
  const event = events[Math.max(0, happened - 1)];
  if (date === null || event === undefined) return null;
  const at = event.at + Math.max(0, place - (places[Math.max(0, happened - 1)] ?? 0));
  return { key: `${date} ${event.seq} ${Math.floor(at / MINUTE_MS)}`, payload: { date, seq: event.seq, at } };
}

function take(moment: ReplayMomentRow): void {
  replayLines.reset(moment.lines);
  replayOrders.reset(moment.orders);
  replayPositions.reset(moment.positions);
  useReplay.setState({ moment });
}

export async function drawPrices(instrument: string): Promise<void> {
  const { date, prices } = useReplay.getState();
  if (date === null || prices?.instrument === instrument) return;
  const read = await ask(bridge().replayPrices({ date, instrument }));
  if (read !== null && useReplay.getState().date === date) useReplay.setState({ prices: read.value });
}

export async function askReplayWhy(of: WhyOf): Promise<void> {
  const { date } = useReplay.getState();
  if (date === null) return;
  const told = await ask(bridge().why({ date, of }));
  if (told !== null) useReplay.setState({ why: told.value });
}

const TICK_MS = 100;
/** How often a day that goes on is asked for what is new. */
const READ_ON_MS = 2_000;

/** Moves the scrubber while it plays, and follows a day that goes on. Returns what ends it. */
export function runReplay(): () => void {
  const ticks = setInterval(() => {
    const { playing, place, speed } = useReplay.getState();
    if (playing) goTo(place + TICK_MS * speed);
  }, TICK_MS);
  const reads = setInterval(() => {
    if (useReplay.getState().live) void readOn();
  }, READ_ON_MS);
  return () => {
    clearInterval(ticks);
    clearInterval(reads);
  };
}
