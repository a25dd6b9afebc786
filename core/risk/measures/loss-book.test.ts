import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../kernel/random.ts';
import { type Money } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { ascending } from '../../statistics/sample.ts';
import { LossBook } from './loss-book.ts';
import { type ReturnHistory, portfolioReturns } from './return-history.ts';
import { historicalRisk } from './value-at-risk.ts';

const NAMES = ['600519.SH', '000001.SZ', '300750.SZ'] as InstrumentId[];
const NEW = '301999.SZ' as InstrumentId;

function historyOf(days: number, seed: number): ReturnHistory {
  const random = seededRandom(seed);
  const series = new Map(NAMES.map((name) => [name, Float64Array.from({ length: days }, () => (random() - 0.5) / 5)]));
  return { days, returns: (instrument) => series.get(instrument) };
}

const values = fc.array(fc.integer({ min: 0, max: 10_000_000_000 }), { minLength: 3, maxLength: 3 }) as fc.Arbitrary<Money[]>;

describe('the book of losses', () => {
  it('says of every order what value at risk of the whole portfolio says', () => {
    const orders = fc.record({
      days: fc.integer({ min: 1, max: 300 }),
      seed: fc.nat(),
      before: values,
      now: values,
      added: fc.integer({ min: 0, max: 1_000_000_000 }),
      confidence: fc.constantFrom(0.9, 0.95, 0.99),
    });
    fc.assert(
      fc.property(orders, ({ days, seed, before, now, added, confidence }) => {
        const history = historyOf(days, seed);
        const book = new LossBook(history);
        for (const one of [before, now]) NAMES.forEach((name, i) => book.value(name, one[i] as Money));
        const said = book.after(NAMES[0] as InstrumentId, added as Money, confidence);
        const whole = 1_000_000_000_000 as Money;
        const holdings = NAMES.map((name, i) => ({
          instrument: name,
          value: ((now[i] as Money) + (i === 0 ? added : 0)) as Money,
        }));
        const { returns } = portfolioReturns(holdings, whole, history);
        const risk = historicalRisk(ascending(returns), confidence);
        expect((said?.var ?? NaN) / whole).toBeCloseTo(risk?.var ?? NaN, 9);
        // Returns that are equal but for rounding may fall on either side of the quantile.
        expect((said?.cvar ?? NaN) / whole).toBeCloseTo(risk?.cvar ?? NaN, 9);
      }),
      { numRuns: 300 },
    );
  });

  it('says nothing of what has no history', () => {
    const book = new LossBook(historyOf(250, 1));
    book.value(NEW, 5 as Money);
    expect(book.covers(NEW)).toBe(false);
    expect(book.after(NEW, 100 as Money, 0.95)).toBeNull();
    expect(new LossBook(historyOf(0, 1)).after(NAMES[0] as InstrumentId, 100 as Money, 0.95)).toBeNull();
  });
});

describe('the returns of what is held', () => {
  it('are on the whole account, and name what they leave out', () => {
    const history: ReturnHistory = { days: 2, returns: (name) => (name === NEW ? undefined : Float64Array.of(0.1, -0.02)) };
    const holdings = [
      { instrument: NAMES[0] as InstrumentId, value: 600 as Money },
      { instrument: NEW, value: 300 as Money },
    ];
    const { returns, uncovered } = portfolioReturns(holdings, 1_000 as Money, history);
    expect(returns.map((value) => Number(value.toFixed(12)))).toEqual([0.06, -0.012]);
    expect(uncovered).toEqual([{ instrument: NEW, value: 300 }]);
    expect(portfolioReturns(holdings, 0 as Money, history).returns).toEqual([]);
  });
});
