import { expect, it } from 'vitest';
import { formatAge, formatClock, formatCountdown, formatMinute } from './time.ts';

it('shows Shanghai time whatever the machine thinks', () => {
  expect(formatClock(Date.UTC(2026, 5, 1, 1, 30, 3))).toBe('09:30:03');
  expect(formatMinute((9 * 60 + 15) * 60_000)).toBe('09:15');
});

it('counts down in whole seconds and never below nothing', () => {
  expect(formatCountdown(3_723_000)).toBe('1:02:03');
  expect(formatCountdown(61_001)).toBe('01:02');
  expect(formatCountdown(-5)).toBe('00:00');
});

it('tells an age in the unit that matters', () => {
  expect(formatAge(840)).toBe('0.8s');
  expect(formatAge(42_900)).toBe('42s');
  expect(formatAge(185_000)).toBe('3m');
});
