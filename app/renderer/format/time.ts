import { type EpochMs, type TimeOfDay, formatLocalTime, formatTimeOfDay, timeOfDayOf } from '../../../core/kernel/time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A moment as Shanghai's clocks show it, `HH:MM:SS`. */
export function formatClock(moment: number): string {
  return formatTimeOfDay(timeOfDayOf(moment as EpochMs));
}

/** A moment with its day as Shanghai's calendars and clocks show it, `YYYY-MM-DD HH:MM:SS`. */
export function formatMoment(moment: number): string {
  return formatLocalTime(moment as EpochMs).slice(0, 19).replace('T', ' ');
}

/** A time of day as `HH:MM:SS`. */
export function formatTime(time: number): string {
  return formatTimeOfDay(time as TimeOfDay);
}

/** A time of day as `HH:MM`. */
export function formatMinute(time: number): string {
  return formatTime(time).slice(0, 5);
}

/** What is left of a wait: `1:02:03` or `02:03`; never negative. */
export function formatCountdown(ms: number): string {
  const text = new Date(Math.max(0, Math.ceil(ms / SECOND) * SECOND)).toISOString().slice(11, 19);
  return ms >= HOUR ? text.replace(/^0/, '') : text.slice(3);
}

/** How long ago, to a tenth of a second under ten seconds: `0.8s`, `42s`, `3m`. */
export function formatAge(ms: number): string {
  if (ms < 10 * SECOND) return `${(Math.max(0, ms) / SECOND).toFixed(1)}s`;
  if (ms < 2 * MINUTE) return `${Math.floor(ms / SECOND)}s`;
  return ms < 2 * HOUR ? `${Math.floor(ms / MINUTE)}m` : `${Math.floor(ms / HOUR)}h`;
}
