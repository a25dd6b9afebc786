import fc from 'fast-check';
import { expect, it } from 'vitest';
import { money, quantity, rate } from '../kernel/units.ts';
import { type MarketBreadth } from '../market/breadth.ts';
import { REFERENCE, barsOf, condition, facts, quoteAt } from './conditions.fixture.ts';
import { evaluate } from './evaluate.ts';
import { type ConditionFacts } from './facts.ts';

const BREADTH: MarketBreadth = { quoted: 5_000, rising: 2_000, falling: 2_900, limitUp: 40, limitDown: 45 };

/** Everything that can be known, from a few numbers. */
const known = fc
  .record({ last: fc.integer({ min: 80, max: 120 }), close: fc.integer({ min: 90, max: 110 }), held: fc.integer({ min: 0, max: 9 }), is: fc.boolean() })
  .map(({ last, close, held, is }): ConditionFacts => facts({
    quote: quoteAt(last),
    reference: REFERENCE,
    suspended: () => is,
    bars: barsOf(close, close + 1, close - 1, 100),
    freeFloat: () => quantity(1_000_000),
    holdingDays: () => held,
    position: () => ({ quantity: quantity(100), cost: money(close * 1_000_000) }),
    indexChange: () => rate((last - 100) * 100_000),
    sectorChange: () => rate((close - 100) * 1_000_000),
    sector: () => BREADTH,
    breadth: () => BREADTH,
    blacklisted: () => !is,
  }));

const LEAVES = [
  'price > 100', 'change <= -1%', 'limit_up', 'suspended', 'price > high(3)', 'ma_turns_up(2)', 'turnover_rate > 1%', 'holding_days >= 3',
  'profit_rate > 2%', 'index_change > -0.5%', 'sector_change < 0%', 'sector.limit_up_count > 20', 'market.limit_down_count < 50', 'blacklisted', 'volume_ratio(2) > 500%',
];

const text = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...LEAVES),
    fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map(([a, word, b]) => `(${a}) ${word} (${b})`),
    tie('any').map((inner) => `not (${inner})`),
  ),
})).any;

type Fact = Exclude<keyof ConditionFacts, 'now'>;
const FACTS = Object.keys(facts()).filter((name): name is Fact => name !== 'now');

it('what is so without knowing something is so whatever that may be, and what is unknown never holds', () => {
  const nothing = facts();
  fc.assert(
    fc.property(text, known, known, fc.subarray(FACTS), (written, one, other, forgotten) => {
      const without = (all: ConditionFacts): ConditionFacts => ({ ...all, ...Object.fromEntries(forgotten.map((name) => [name, nothing[name]])) });
      const asked = condition(written);
      const answer = evaluate(asked, without(one));
      if (answer.holds === 'unknown') {
        expect(answer.why.some((leaf) => leaf.missing !== null)).toBe(true);
      } else {
        const completed = { ...one, ...Object.fromEntries(forgotten.map((name) => [name, other[name]])) };
        expect(evaluate(asked, completed).holds).toBe(answer.holds);
      }
      expect(evaluate(asked, nothing).holds).not.toBe(true);
    }),
    { numRuns: 500 },
  );
});
