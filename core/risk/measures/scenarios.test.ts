import { describe, expect, it } from 'vitest';
import { type Money, type Rate, RATE_ONE } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type ExposedHolding, gainUnder, usualScenarios } from './scenarios.ts';

function holding(value: number, more: Partial<ExposedHolding> = {}): ExposedHolding {
  const tenPercent = (RATE_ONE / 10) as Rate;
  return {
    instrument: '600519.SH' as InstrumentId,
    value: value as Money,
    sector: 'food',
    beta: 1,
    downLimit: tenPercent,
    ...more,
  };
}

describe('a scenario', () => {
  const wide = { sector: 'chips', beta: 1.5, downLimit: (RATE_ONE / 5) as Rate };

  it('of the index falls on each holding by its beta, and by the index where there is none', () => {
    const holdings = [holding(10_000), holding(20_000, wide), holding(30_000, { beta: null })];
    expect(gainUnder({ kind: 'index', change: -0.1 }, holdings)).toBe(-1_000 - 3_000 - 3_000);
    expect(gainUnder({ kind: 'index', change: -0.9 }, [holding(10_000, { beta: 2 })])).toBe(-10_000);
  });

  it('of a sector leaves the others alone', () => {
    expect(gainUnder({ kind: 'sector', sector: 'chips', change: -0.1 }, [holding(10_000), holding(20_000, wide)])).toBe(-2_000);
  });

  it('of limit-down without a way out compounds the days', () => {
    const holdings = [holding(10_000), holding(10_000, wide)];
    expect(gainUnder({ kind: 'lockedDown', days: 1 }, holdings)).toBe(-1_000 - 2_000);
    expect(gainUnder({ kind: 'lockedDown', days: 2 }, holdings)).toBe(-1_900 - 3_600);
    expect(gainUnder({ kind: 'lockedDown', days: 1 }, [holding(10_000, { downLimit: null })])).toBe(-10_000);
  });

  it('of nothing held costs nothing', () => {
    expect(usualScenarios([])).toHaveLength(6);
    expect(usualScenarios([]).map((scenario) => gainUnder(scenario, []))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

it('the usual table shocks every sector that is held, once', () => {
  const table = usualScenarios([holding(1), holding(1), holding(1, { sector: 'chips' }), holding(1, { sector: null })]);
  expect(table.filter(({ kind }) => kind === 'sector')).toEqual([
    { kind: 'sector', sector: 'chips', change: -0.1 },
    { kind: 'sector', sector: 'food', change: -0.1 },
  ]);
});
