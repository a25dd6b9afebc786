import { describe, expect, it } from 'vitest';
import { NO_PRICE, money, quantity, rate } from '../kernel/units.ts';
import { type MarketBreadth } from '../market/breadth.ts';
import { REFERENCE, barsOf, clock, condition, facts, quoteAt, yuan } from './conditions.fixture.ts';
import { type ConditionMemory, NO_MEMORY, evaluate } from './evaluate.ts';
import { type ConditionFacts } from './facts.ts';

function holds(text: string, known: Partial<ConditionFacts>) {
  return evaluate(condition(text), facts(known)).holds;
}

function missing(text: string, known: Partial<ConditionFacts> = {}) {
  return evaluate(condition(text), facts(known)).why.map((leaf) => leaf.missing);
}

const breadth: MarketBreadth = { quoted: 5_000, rising: 1_000, falling: 3_900, limitUp: 20, limitDown: 45 };
const now = { quote: quoteAt(99), reference: REFERENCE };

describe('what is so', () => {
  it.each([
    ['price = 99', true],
    ['prev_close = 100', true],
    ['change = -1%', true],
    ['change <= -1.00001%', false],
    ['change != -1%', false],
    ['gap = 1%', true],
    ['open > price', true],
    ['high = 103 and low = 98', true],
    ['vwap = 100.5', true],
    ['price < vwap * 99%', true],
    ['price / prev_close = 99%', true],
    ['price - prev_close = -1', true],
    ['(high - low) * 2 = 10', true],
    ['(high - low) / 2.5 = 2', true],
    ['-change > 0.5%', true],
    ['volume = 10000', true],
    ['turnover >= 1005000', true],
    ['time >= 10:00 and time < 10:00:01', true],
    ['limit_up or limit_down', false],
    ['not limit_up', true],
  ])('%s: %s', (text, expected) => {
    expect(holds(text, now)).toBe(expected);
  });

  it.each([
    ['ma(3) = 11 and ma(1) = 13', barsOf(9, 11, 13)],
    ['high(3) = 14 and low(3) = 8', barsOf(9, 11, 13)],
    ['avg_volume(2) = 1000 and volume_ratio(2) = 1000%', barsOf(9, 11)],
    ['ma_rising(2) and not ma_falling(2) and not ma_turns_up(2)', barsOf(9, 10, 11, 12)],
    ['ma_turns_up(2) and not ma_turns_down(2)', barsOf(12, 10, 9, 13)],
    ['ma_turns_down(2) and ma_falling(2)', barsOf(9, 12, 13, 8)],
    ['not ma_rising(2) and not ma_falling(2)', barsOf(9, 10, 11, 10)],
  ])('of past sessions: %s', (text, bars) => {
    expect(holds(text, { ...now, bars })).toBe(true);
  });

  it('of the position, the sector, an index and the market', () => {
    const known: Partial<ConditionFacts> = {
      ...now,
      position: () => ({ quantity: quantity(200), cost: money(22_000 * 10_000) }),
      holdingDays: () => 3,
      freeFloat: () => quantity(200_000),
      sectorChange: () => rate(-2_000_000),
      indexChange: (index) => (index === '000905.SH' ? rate(500_000) : null),
      breadth: () => breadth,
      blacklisted: () => false,
      suspended: () => false,
    };
    expect(holds('profit = -2200 and profit_rate = -10% and holding_days >= 3', known)).toBe(true);
    expect(holds('turnover_rate = 5% and sector_change = -2% and index_change(000905.SH) = 0.5%', known)).toBe(true);
    expect(holds('market.limit_down_count < 50 and market.falling_count > 3800 and market.falling_share = 78%', known)).toBe(true);
    expect(holds('market.limit_up_count = 20 and market.rising_count = 1000', known)).toBe(true);
    expect(holds('not blacklisted and not suspended', known)).toBe(true);
  });

  it('stands at a limit in an auction by the price at which it would match', () => {
    const auction = { price: yuan(120), matched: quantity(100), unmatched: quantity(0), unmatchedSide: null };
    expect(holds('limit_up and change = 20%', { ...now, quote: quoteAt(0, { auction }) })).toBe(true);
  });

  it('has no limit to stand at where the day has none', () => {
    expect(holds('limit_up or limit_down', { ...now, reference: { ...REFERENCE, limitUp: NO_PRICE, limitDown: NO_PRICE } })).toBe(false);
  });
});

describe('what cannot be known is unknown, and says what is missing', () => {
  it.each([
    ['price > 1', 'price'],
    ['prev_close > 1', 'prevClose'],
    ['open > 1', 'open'],
    ['high > 1', 'dayRange'],
    ['vwap > 1', 'volume'],
    ['volume > 1', 'volume'],
    ['turnover > 1', 'volume'],
    ['change > 1%', 'price'],
    ['gap > 1%', 'open'],
    ['limit_up', 'limits'],
    ['suspended', 'suspension'],
    ['ma(5) > 1', 'dailyBars'],
    ['ma_turns_up(5)', 'dailyBars'],
    ['high(5) > 1', 'dailyBars'],
    ['volume_ratio(5) > 1%', 'volume'],
    ['turnover_rate > 1%', 'freeFloat'],
    ['holding_days > 1', 'holdingDays'],
    ['profit > 1', 'position'],
    ['profit_rate > 1%', 'position'],
    ['index_change > 1%', 'index'],
    ['sector_change > 1%', 'sector'],
    ['market.limit_down_count < 50', 'market'],
    ['blacklisted', 'blacklist'],
  ])('%s without its %s', (text, datum) => {
    expect(holds(text, {})).toBe('unknown');
    expect(missing(text)).toEqual([datum]);
    expect(holds(`not (${text})`, {})).toBe('unknown');
  });

  it('a quote before the first trade has no price, a short history no average', () => {
    expect(missing('price > 1', { quote: quoteAt(0) })).toEqual(['price']);
    expect(missing('ma(3) > 1', { bars: barsOf(9, 10) })).toEqual(['dailyBars']);
    expect(missing('ma_turns_up(2)', { bars: barsOf(9, 10, 11) })).toEqual(['dailyBars']);
  });

  it('a few stocks are no market', () => {
    expect(missing('market.limit_down_count < 50', { breadth: () => ({ ...breadth, quoted: 999 }) })).toEqual(['market']);
  });

  it('what is too large or divided by nothing is unknown, and halts nobody', () => {
    expect(missing('turnover * 90000000 > 1', now)).toEqual(['tooLarge']);
    expect(missing('price / (price - price) > 1%', now)).toEqual(['divisionByZero']);
    expect(holds('price / (open - prev_close - 2) < 0%', now)).toBe(true);
  });
});

describe('three values', () => {
  const T = 'price > 1';
  const F = 'price < 1';
  const U = 'holding_days > 1';

  it.each([
    [T, T, true, true],
    [T, F, false, true],
    [T, U, 'unknown', true],
    [F, F, false, false],
    [F, U, false, 'unknown'],
    [U, U, 'unknown', 'unknown'],
  ])('%s and/or %s', (a, b, and, or) => {
    expect(holds(`${a} and ${b}`, now)).toBe(and);
    expect(holds(`${b} and ${a}`, now)).toBe(and);
    expect(holds(`${a} or ${b}`, now)).toBe(or);
    expect(holds(`${b} or ${a}`, now)).toBe(or);
  });

  it.each([
    [T, false],
    [F, true],
    [U, 'unknown'],
  ])('not %s', (text, expected) => {
    expect(holds(`not ${text}`, now)).toBe(expected);
  });
});

describe('why', () => {
  it('has the numbers of every leaf, also where the answer was clear already', () => {
    const { why } = evaluate(condition('limit_up and change <= -1%'), facts(now));
    expect(why.map(({ holds: so, type, left, right }) => ({ so, type, left, right }))).toEqual([
      { so: false, type: null, left: null, right: null },
      { so: true, type: 'percent', left: -1_000_000, right: -1_000_000 },
    ]);
  });
});

describe('for at least so many seconds', () => {
  const text = 'change <= -1% for 30s';

  /** Looks at the condition at each time with each price. */
  function watch(looks: readonly (readonly [time: string, last: number])[], what = text) {
    let memory: ConditionMemory = NO_MEMORY;
    return looks.map(([time, last]) => {
      const quote = last === 0 ? undefined : quoteAt(last);
      const looked = evaluate(condition(what), facts({ ...now, now: clock(time), quote }), memory);
      ({ memory } = looked);
      return looked.holds;
    });
  }

  it('holds from the thirtieth second on', () => {
    expect(watch([['10:00:00', 98], ['10:00:29', 98], ['10:00:30', 99], ['10:00:33', 99]])).toEqual([false, false, true, true]);
  });

  it('starts anew after a look at which it was not so', () => {
    expect(watch([['10:00:00', 98], ['10:00:20', 100], ['10:00:40', 98], ['10:01:09', 98], ['10:01:10', 98]])).toEqual([
      false, false, false, false, true,
    ]);
  });

  it('starts anew after a look at which it was not known', () => {
    expect(watch([['10:00:00', 98], ['10:00:20', 0], ['10:00:40', 98]])).toEqual([false, 'unknown', false]);
  });

  it('starts anew after a silence in which nobody saw it, such as lunch', () => {
    expect(watch([['11:29:40', 98], ['13:00:00', 98], ['13:00:30', 98]])).toEqual([false, false, true]);
    expect(watch([['10:00:00', 98], ['10:01:00', 98]])).toEqual([false, true]);
    expect(watch([['10:00:00', 98], ['10:01:01', 98]])).toEqual([false, false]);
  });

  it('keeps each `for` of a condition apart', () => {
    const both = 'change <= -1% for 10s or (price < 99 for 20s and price > 0)';
    expect(watch([['10:00:00', 98], ['10:00:10', 98], ['10:00:12', 98.5], ['10:00:13', 99.5], ['10:00:20', 98]], both)).toEqual([
      false, true, true, false, false,
    ]);
  });

  it('says how long it has been so', () => {
    const first = evaluate(condition(text), facts({ ...now, now: clock('10:00:00') }));
    const { why } = evaluate(condition(text), facts({ ...now, now: clock('10:00:12') }), first.memory);
    expect(why.at(-1)).toMatchObject({ type: 'count', left: 12, right: 30, holds: false });
  });
});
