import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TimeOfDay, type TradeDate, atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { LAST_PLACE, countAt, placeOf, placesOf, timeAt } from './replay-scale.ts';

const DATE = '2024-03-06' as TradeDate;
const at = (time: string): number => atTime(DATE, timeOfDay(time));

describe('the places of a day on the scrubber', () => {
  it('know no lunch break, and keep what is early or late at the ends', () => {
    expect(placeOf(at('11:30:00'))).toBe(placeOf(at('13:00:00')));
    expect(placeOf(at('12:15:00'))).toBe(placeOf(at('13:00:00')));
    expect(placeOf(at('07:00:00'))).toBe(0);
    expect(placeOf(at('20:00:00'))).toBe(LAST_PLACE);
  });

  it('lead back to the time of day that they stand for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST_PLACE }), (place) => {
        expect(placeOf(atTime(DATE, timeAt(place) as TimeOfDay))).toBe(place);
      }),
    );
  });

  it('find the last record that had happened by then', () => {
    const places = placesOf(['08:00:00', '09:30:00', '09:30:00', '12:00:00', '13:00:01'].map(at));
    expect(countAt(places, 0)).toBe(1);
    expect(countAt(places, placeOf(at('09:30:00')))).toBe(3);
    expect(countAt(places, placeOf(at('13:00:00')))).toBe(4);
    expect(countAt(places, LAST_PLACE)).toBe(5);
  });
});
