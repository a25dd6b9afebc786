import { describe, expect, it } from 'vitest';
import { SLOTS, largestMove, slotLabel, slotOf, slotsOf } from './slots.ts';

const at = (hours: number, minutes: number): number => Date.UTC(2026, 5, 1, hours - 8, minutes);

describe('places on the chart', () => {
  it('leave out the lunch break', () => {
    expect(slotOf(at(9, 30))).toBe(0);
    expect(slotOf(at(11, 29))).toBe(119);
    expect(slotOf(at(11, 30))).toBe(119);
    expect(slotOf(at(13, 0))).toBe(120);
    expect(slotOf(at(15, 0))).toBe(SLOTS - 1);
  });

  it('take the opening call in and nothing before it', () => {
    expect(slotOf(at(9, 14))).toBeNull();
    expect(slotOf(at(9, 25))).toBe(0);
    expect(slotOf(at(15, 20))).toBe(SLOTS - 1);
  });

  it('are named by their time', () => {
    expect([0, 60, 120, 180, 240].map(slotLabel)).toEqual(['09:30', '10:30', '11:30/13:00', '14:00', '15:00']);
  });
});

it('adds up minutes that share a place and keeps gaps', () => {
  const slots = slotsOf([
    { time: at(9, 25), price: 100_000, average: 100_000, volume: 500 },
    { time: at(9, 30), price: 101_000, average: 100_500, volume: 300 },
    { time: at(9, 32), price: 99_000, average: 100_400, volume: 100 },
  ]);
  expect(slots.slice(0, 3)).toEqual([
    { price: 101_000, average: 100_500, volume: 800 },
    null,
    { price: 99_000, average: 100_400, volume: 100 },
  ]);
  expect(largestMove(slots, 100_000)).toBe(1_000);
  expect(largestMove([], 100_000)).toBe(500);
});
