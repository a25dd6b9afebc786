import { type EpochMs, timeOfDayOf } from '../../../core/kernel/time.ts';
import { type IntradayPoint } from '../../preload/contract.ts';
import { formatMinute } from '../format/time.ts';

const MINUTE_MS = 60_000;
const at = (hours: number, minutes: number): number => hours * 60 + minutes;
const CALL = at(9, 15);
const OPEN = at(9, 30);
const LUNCH = at(11, 30);
const RESUME = at(13, 0);
const CLOSE = at(15, 0);
const MORNING_SLOTS = LUNCH - OPEN;

/** Minutes on the chart: 240 of trading, and the closing auction's at the end. */
export const SLOTS = MORNING_SLOTS + (CLOSE - RESUME) + 1;

/** A moment's place on a chart that knows no lunch break; null: not on it. */
export function slotOf(moment: number): number | null {
  return slotOfTime(timeOfDayOf(moment as EpochMs));
}

/** The same for a time of day. */
export function slotOfTime(time: number): number | null {
  const minute = Math.floor(time / MINUTE_MS);
  if (minute < CALL) return null;
  if (minute < RESUME) return Math.max(0, Math.min(minute - OPEN, MORNING_SLOTS - 1));
  return Math.min(MORNING_SLOTS + minute - RESUME, SLOTS - 1);
}

/** What stands below a place on the chart; the break falls on one place and has two times. */
export function slotLabel(slot: number): string {
  if (slot === MORNING_SLOTS) return `${formatMinute(LUNCH * MINUTE_MS)}/${formatMinute(RESUME * MINUTE_MS)}`;
  const minute = slot < MORNING_SLOTS ? OPEN + slot : RESUME + slot - MORNING_SLOTS;
  return formatMinute(minute * MINUTE_MS);
}

export interface Slot {
  readonly price: number;
  readonly average: number;
  readonly volume: number;
}

/** The day on the chart's places; minutes that share one (the opening call, the closing bell) are added up. */
export function slotsOf(points: readonly IntradayPoint[]): readonly (Slot | null)[] {
  const slots: (Slot | null)[] = Array.from({ length: SLOTS }, () => null);
  for (const { time, price, average, volume } of points) {
    const slot = slotOf(time);
    if (slot !== null && price > 0) slots[slot] = { price, average, volume: volume + (slots[slot]?.volume ?? 0) };
  }
  return slots;
}

/** Largest move from the previous close, so that the chart can be symmetric around it; at least half a percent. */
export function largestMove(slots: readonly (Slot | null)[], prevClose: number): number {
  return slots.reduce(
    (most, slot) => (slot === null ? most : Math.max(most, Math.abs(slot.price - prevClose))),
    prevClose * 0.005,
  );
}
