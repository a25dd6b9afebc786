import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../kernel/random.ts';
import { BACKTEST_WINDOW, tailMeasures } from './tail-measures.ts';

describe('what daily returns say of bad days', () => {
  const random = seededRandom(7);
  const year = Array.from({ length: 250 }, () => (random() - 0.5) / 10);

  it('is every method, horizon and confidence, and the backtest of what was said each day', () => {
    const { figures, backtests } = tailMeasures(year);
    expect(figures).toHaveLength(18);
    expect(figures.every(({ risk }) => risk !== null && risk.cvar <= risk.var)).toBe(true);
    expect(backtests.map(({ confidence, days }) => [confidence, days])).toEqual([[0.95, 250 - BACKTEST_WINDOW], [0.99, 250 - BACKTEST_WINDOW]]);
    expect(backtests[0]?.exceptions).toBeGreaterThanOrEqual(backtests[1]?.exceptions ?? NaN);
  });

  it('is the same whenever it is asked', () => {
    expect(tailMeasures(year)).toEqual(tailMeasures(year));
  });

  it('is nothing where there are no returns', () => {
    const { figures, backtests } = tailMeasures([]);
    expect(figures.map(({ risk }) => risk)).toEqual(figures.map(() => null));
    expect(backtests.map(({ days, kupiec }) => [days, kupiec])).toEqual([[0, null], [0, null]]);
  });
});
