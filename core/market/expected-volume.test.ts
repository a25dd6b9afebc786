import { describe, expect, it } from 'vitest';
import { timeOfDay } from '../kernel/time.ts';
import { RATE_ONE, quantity } from '../kernel/units.ts';
import { expectedDayVolume, shareOfExpected } from './expected-volume.ts';
import { type VolumeCurve } from './volume-curve.ts';

/** Three quarters of the volume in the morning, one in the afternoon. */
const CURVE: VolumeCurve = [
  { from: timeOfDay('09:30:00'), until: timeOfDay('11:30:00'), share: 3 },
  { from: timeOfDay('13:00:00'), until: timeOfDay('15:00:00'), share: 1 },
];
const BARS = [{ volume: quantity(9_000) }, { volume: quantity(11_000) }];

describe('the volume that a day is expected to have', () => {
  it.each([
    ['from past sessions before the day has begun', '09:10:00', null, BARS, 10_000],
    ['from past sessions while today has said too little', '09:33:00', 5_000, BARS, 10_000],
    ['from today once it has, run on along the curve', '10:30:00', 6_000, BARS, 16_000],
    ['from the whole of today at its end', '15:00:00', 12_000, BARS, 12_000],
    ['not at all when nobody knows', '09:33:00', 5_000, null, null],
  ])('%s', (_, now, traded, bars, expected) => {
    const sources = { curve: CURVE, traded: traded === null ? null : quantity(traded), now: timeOfDay(now), bars };
    expect(expectedDayVolume(sources)).toBe(expected);
  });

  it('gives an order its share of the stretch it is sent in', () => {
    const share = (from: string, until: string, shares = 300) =>
      shareOfExpected(quantity(shares), quantity(8_000), CURVE, timeOfDay(from), timeOfDay(until));
    expect(share('10:00:00', '10:30:00')).toBe(0.2 * RATE_ONE);
    expect(share('11:00:00', '13:30:00')).toBe(0.15 * RATE_ONE);
    expect(share('14:57:00', '15:00:00', 1_000_000)).toBe(10 * RATE_ONE);
    expect(share('09:15:00', '09:25:00')).toBeNull();
  });
});
