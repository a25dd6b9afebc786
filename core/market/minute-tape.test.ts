import { expect, it } from 'vitest';
import { type TradeDate, atTime, timeOfDay } from '../kernel/time.ts';
import { quantity } from '../kernel/units.ts';
import { minuteAfter, minuteOf } from './minute-tape.ts';

const at = (time: string): ReturnType<typeof atTime> => atTime('2024-03-06' as TradeDate, timeOfDay(time));

it('keeps the volume at the first quote of a minute until the next minute', () => {
  const first = minuteAfter(undefined, { time: at('10:00:59.999'), volume: quantity(500) });
  expect(first).toEqual({ from: at('10:00:00'), volume: 500 });
  const second = minuteAfter(first, { time: at('10:01:00'), volume: quantity(700) });
  expect(second).toEqual({ from: at('10:01:00'), volume: 700 });
  expect(minuteAfter(second, { time: at('10:01:57'), volume: quantity(900) })).toBe(second);
});

it('does not go back with a late quote', () => {
  const minute = minuteAfter(undefined, { time: at('10:01:00'), volume: quantity(700) });
  expect(minuteAfter(minute, { time: at('10:00:59'), volume: quantity(600) })).toBe(minute);
});

it('begins on the clock', () => {
  expect(minuteOf(at('13:00:00'))).toBe(at('13:00:00'));
  expect(minuteOf(at('13:00:59.999'))).toBe(at('13:00:00'));
});
