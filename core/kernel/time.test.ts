import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EpochMs,
  type TradeDate,
  atTime,
  formatLocalTime,
  formatTimeOfDay,
  parseLocalTime,
  parseTimeOfDay,
  parseTradeDate,
  timeOfDay,
  timeOfDayOf,
  tradeDateOf,
} from './time.ts';

const LAST = Date.UTC(2099, 11, 31);

describe('Shanghai time', () => {
  it('is eight hours ahead of UTC, summer and winter', () => {
    expect(atTime('2023-02-01' as TradeDate, timeOfDay('09:30:00'))).toBe(Date.UTC(2023, 1, 1, 1, 30));
    expect(atTime('2023-07-11' as TradeDate, timeOfDay('09:30:00'))).toBe(Date.UTC(2023, 6, 11, 1, 30));
    expect(tradeDateOf(Date.UTC(2023, 0, 31, 16) as EpochMs)).toBe('2023-02-01');
    expect(tradeDateOf(Date.UTC(2023, 0, 31, 15, 59, 59, 999) as EpochMs)).toBe('2023-01-31');
  });

  it('comes apart into a date and a time of day, and together again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST }), (moment) => {
        const at = moment as EpochMs;
        expect(atTime(tradeDateOf(at), timeOfDayOf(at))).toBe(at);
        expect(parseLocalTime(formatLocalTime(at))).toEqual({ ok: true, value: at });
      }),
    );
  });
});

describe('reading dates and times', () => {
  it.each(['2023-02-29', '2023-13-01', '2023-2-1', '20230201', '', '2023-02-01T'])('refuses the date %j', (text) => {
    expect(parseTradeDate(text).ok).toBe(false);
  });

  it.each(['24:00:00', '09:60:00', '9:30:00', '09:30', '09:30:00.1234'])('refuses the time %j', (text) => {
    expect(parseTimeOfDay(text).ok).toBe(false);
  });

  it('takes parts of a second and a blank for the T', () => {
    expect(parseTimeOfDay('09:30:03.5')).toEqual({ ok: true, value: 34_203_500 });
    expect(parseLocalTime('2023-02-01 09:30:03')).toEqual(parseLocalTime('2023-02-01T09:30:03.000'));
    expect(formatTimeOfDay(timeOfDay('14:57:00'))).toBe('14:57:00');
  });
});
