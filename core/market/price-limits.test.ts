import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatYuan } from '../kernel/decimal.ts';
import { type Price, RATE_ONE } from '../kernel/units.ts';
import { px, rulesFor } from './market.fixture.ts';
import { type PriceLimits, effectiveLimits, isNoLimitSentinel, priceLimits } from './price-limits.ts';

const DAY = '2024-05-06';
const RULES = {
  main: rulesFor('600519.SH', DAY),
  st: rulesFor('600519.SH', DAY, { st: true }),
  chinext: rulesFor('300750.SZ', DAY),
  bse: rulesFor('920002.BJ', DAY),
  fund: rulesFor('510300.SH', DAY),
  bond: rulesFor('123046.SZ', DAY),
  free: rulesFor('688981.SH', DAY, {}, 1),
  firstDay: rulesFor('603000.SH', '2016-05-06', {}, 1),
};

function shown(limits: PriceLimits | null): string | null {
  return limits === null ? null : `${formatYuan(limits.up)} ${formatYuan(limits.down)}`;
}

describe('priceLimits', () => {
  it.each([
    ['main', '19.38', '21.32 17.44'],
    ['main', '1845.76', '2030.34 1661.18'],
    ['main', '10.05', '11.06 9.05'],
    ['st', '4.26', '4.47 4.05'],
    ['chinext', '87.28', '104.74 69.82'],
    ['bse', '11.11', '14.44 7.78'],
    ['fund', '0.784', '0.862 0.706'],
    ['bond', '119.777', '143.732 95.822'],
    ['firstDay', '10.00', '14.40 6.40'],
  ] as const)('%s from %s: %s', (which, prevClose, limits) => {
    expect(shown(priceLimits(RULES[which], px(prevClose)))).toBe(limits);
  });

  it('keeps a tick of room for the cheapest', () => {
    expect(shown(priceLimits(RULES.main, px('0.04')))).toBe('0.05 0.03');
    expect(shown(priceLimits(RULES.st, px('0.09')))).toBe('0.10 0.08');
    expect(shown(priceLimits(RULES.main, px('0.01')))).toBe('0.02 0.01');
  });

  it('has none on a free day, nor without a previous close', () => {
    expect(priceLimits(RULES.free, px('10.00'))).toBeNull();
    expect(priceLimits(RULES.main, px('0'))).toBeNull();
  });

  it('is whole ticks, within half a tick of the exact limit, on both sides of the previous close', () => {
    const rules = fc.constantFrom(
      RULES.main,
      RULES.st,
      RULES.chinext,
      RULES.bse,
      RULES.fund,
      RULES.bond,
      RULES.firstDay,
    );
    fc.assert(
      fc.property(rules, fc.integer({ min: 100, max: 300_000 }), (rule, ticks) => {
        const tick = rule.tick.value;
        const prevClose = (ticks * tick) as Price;
        const limits = priceLimits(rule, prevClose);
        const limit = rule.priceLimit.value;
        if (limits === null || limit === null) throw new Error('no limits');
        expect([limits.up % tick, limits.down % tick]).toEqual([0, 0]);
        expect(limits.down).toBeLessThan(prevClose);
        expect(limits.up).toBeGreaterThan(prevClose);
        expect(Math.abs(limits.up * RATE_ONE - prevClose * (RATE_ONE + limit.up))).toBeLessThanOrEqual(
          (tick * RATE_ONE) / 2,
        );
        expect(Math.abs(limits.down * RATE_ONE - prevClose * (RATE_ONE - limit.down))).toBeLessThanOrEqual(
          (tick * RATE_ONE) / 2,
        );
      }),
    );
  });

  it('is symmetric to a tick where the rule is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(RULES.main, RULES.chinext, RULES.bse),
        fc.integer({ min: 1, max: 300_000 }),
        (rule, ticks) => {
          const tick = rule.tick.value;
          const prevClose = ticks * tick;
          const limits = priceLimits(rule, prevClose as Price);
          if (limits === null) throw new Error('no limits');
          const [above, below] = [limits.up - prevClose, prevClose - limits.down];
          expect(Math.abs(above - below)).toBeLessThanOrEqual(tick);
        },
      ),
    );
  });
});

describe('isNoLimitSentinel', () => {
  it.each([
    ['0', true],
    ['10000', true],
    ['99999.99', true],
    ['100000', true],
    ['9999.99', false],
    ['0.01', false],
    ['2030.34', false],
  ])('%s: %s', (price, sentinel) => {
    expect(isNoLimitSentinel(px(price))).toBe(sentinel);
  });
});

describe('effectiveLimits', () => {
  const computed = { up: px('21.32'), down: px('17.44') };

  it('takes what feed and rules agree on', () => {
    expect(effectiveLimits(px('21.32'), px('17.44'), computed)).toEqual({
      limits: computed,
      from: 'feed',
      disagreement: null,
    });
  });

  it('takes the feed and says so when they differ', () => {
    const feed = { up: px('20.35'), down: px('18.41') };
    expect(effectiveLimits(feed.up, feed.down, computed)).toEqual({
      limits: feed,
      from: 'feed',
      disagreement: { feed, computed },
    });
  });

  it('understands a feed that says that there is no limit', () => {
    for (const [up, down] of [
      ['99999.99', '0'],
      ['100000', '0'],
      ['99999.99', '0.01'],
    ] as const) {
      expect(effectiveLimits(px(up), px(down), computed)).toEqual({
        limits: null,
        from: 'feed',
        disagreement: { feed: null, computed },
      });
      expect(effectiveLimits(px(up), px(down), null)).toEqual({ limits: null, from: 'feed', disagreement: null });
    }
  });

  it('takes a feed with limits on a day that the rules think free', () => {
    expect(effectiveLimits(computed.up, computed.down, null)).toEqual({
      limits: computed,
      from: 'feed',
      disagreement: { feed: computed, computed: null },
    });
  });

  it('falls back on the rules where the feed says nothing', () => {
    expect(effectiveLimits(px('0'), px('0'), computed)).toEqual({
      limits: computed,
      from: 'rules',
      disagreement: null,
    });
    expect(effectiveLimits(px('0'), px('0'), null)).toEqual({ limits: null, from: 'rules', disagreement: null });
  });

  it('fills in the side that the feed leaves out', () => {
    expect(effectiveLimits(px('21.32'), px('0'), computed).limits).toEqual(computed);
    expect(effectiveLimits(px('21.32'), px('0'), null).limits).toEqual({ up: px('21.32'), down: px('0') });
  });
});
