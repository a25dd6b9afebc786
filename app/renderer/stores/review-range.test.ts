import { expect, it } from 'vitest';
import { RANGES, rangeStart } from './review-range.ts';

it.each([
  ['2026-09-02', ['2026-09-02', '2026-08-31', '2026-09-01', '2026-07-01', '2026-01-01', null]],
  ['2026-01-05', ['2026-01-05', '2026-01-05', '2026-01-01', '2026-01-01', '2026-01-01', null]],
  ['2025-12-31', ['2025-12-31', '2025-12-29', '2025-12-01', '2025-10-01', '2025-01-01', null]],
])('begins day, week, month, quarter and year that end with %s where the calendar does', (last, starts) => {
  expect(RANGES.map((name) => rangeStart(name, last))).toEqual(starts);
});
