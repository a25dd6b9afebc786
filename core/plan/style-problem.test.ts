import { describe, expect, it } from 'vitest';
import { type TradeDate, timeOfDay } from '../kernel/time.ts';
import { quantity, rate } from '../kernel/units.ts';
import { type InstrumentId, bareInstrument } from '../market/instrument.ts';
import { px } from '../market/market.fixture.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { type ExecutionStyle, type SlicedStyle } from './line.ts';
import { type StyleMarket, styleProblem } from './style-problem.ts';
import { DEFAULT_STYLES } from './styles.ts';

function marketOf(id: string, limits = true): StyleMarket {
  const instrument = bareInstrument(id as InstrumentId);
  const rules = tradingRules(instrument, '2024-03-06' as TradeDate);
  if (!rules.ok) throw new Error(rules.error.code);
  const [limitUp, limitDown] = limits ? [px('55.00'), px('45.00')] : [px('0'), px('0')];
  return { rules: rules.value, reference: { instrument, prevClose: px('50.00'), limitUp, limitDown } };
}

const STOCK = marketOf('000333.SZ');
const FUND = marketOf('510300.SH');
const TWAP = DEFAULT_STYLES.twap as SlicedStyle;

function code(style: ExecutionStyle, market: StyleMarket = STOCK): string | null {
  return styleProblem(style, market)?.code ?? null;
}

function changed(name: keyof typeof DEFAULT_STYLES, change: Readonly<Record<string, unknown>>): ExecutionStyle {
  return { ...DEFAULT_STYLES[name], ...change };
}

it('has nothing against a style as it is by default', () => {
  // What board and date must allow has a test of its own.
  const everywhere = Object.values(DEFAULT_STYLES).filter(({ style }) => style !== 'afterHours');
  for (const style of everywhere) expect(styleProblem(style, STOCK)).toBeNull();
});

describe('slices', () => {
  it.each<[Partial<SlicedStyle>, string | null]>([
    [{ slices: 1 }, null],
    [{ slices: 0 }, 'edit.badSlices'],
    [{ slices: 1.5 }, 'edit.badSlices'],
    [{ slices: 14_400 }, null],
    [{ slices: 14_401 }, 'edit.badSlices'],
    [{ slices: Number.NaN }, 'edit.badSlices'],
    [{ intervalMs: 1_000 }, null],
    [{ intervalMs: 999 }, 'edit.badInterval'],
    [{ intervalMs: Number.POSITIVE_INFINITY }, 'edit.badInterval'],
    [{ cap: null }, null],
    [{ cap: rate(1) }, null],
    [{ cap: rate(0) }, 'edit.badCap'],
    [{ cap: rate(100_000_000) }, null],
    [{ cap: rate(100_000_001) }, 'edit.badCap'],
    [{ bound: rate(100_000_000) }, 'edit.badRate'],
    [{ sizeJitter: rate(-1) }, 'edit.badRate'],
    [{ timeJitter: rate(100_000_000) }, 'edit.badRate'],
    [{ start: timeOfDay('10:00:00'), end: timeOfDay('10:00:00') }, 'edit.badWindow'],
    [{ start: timeOfDay('11:30:00'), end: timeOfDay('13:00:00') }, 'edit.badWindow'],
    [{ start: timeOfDay('11:29:59'), end: timeOfDay('13:00:00') }, null],
    [{ start: timeOfDay('14:57:00'), end: timeOfDay('15:00:00') }, 'edit.badWindow'],
    [{ end: timeOfDay('09:30:00') }, 'edit.badWindow'],
  ])('%j: %s', (change, problem) => {
    expect(code({ ...TWAP, ...change })).toBe(problem);
  });
});

describe('the other styles', () => {
  it.each<[ExecutionStyle, string | null]>([
    [changed('pegged', { ticks: 1_000 }), null],
    [changed('pegged', { ticks: -1_001 }), 'edit.badTicks'],
    [changed('pegged', { ticks: 0.5 }), 'edit.badTicks'],
    [changed('pegged', { repriceMs: null }), null],
    [changed('pegged', { repriceMs: 0 }), 'edit.badInterval'],
    [changed('iceberg', { shown: quantity(100) }), null],
    [changed('iceberg', { shown: quantity(99) }), 'edit.badShown'],
    [changed('iceberg', { shown: quantity(150) }), 'edit.badShown'],
    [changed('iceberg', { price: px('55.01') }), 'edit.outsideLimits'],
    [changed('iceberg', { refillAt: rate(100_000_000) }), 'edit.badRate'],
    [changed('closingAuction', { price: px('50.005') }), 'edit.offTick'],
    [changed('closingAuction', { offset: rate(-1) }), 'edit.badRate'],
    [changed('callAuction', { from: 'limitUp' }), null],
    [changed('callAuction', { price: px('44.99') }), 'edit.outsideLimits'],
    [changed('callAuction', { then: { ...TWAP, slices: 0 } }), 'edit.badSlices'],
  ])('%j: %s', (style, problem) => {
    expect(code(style)).toBe(problem);
  });

  it('go into a closing auction only where there is one', () => {
    expect(code(DEFAULT_STYLES.closingAuction, FUND)).toBe('edit.noClosingAuction');
    expect(code({ ...TWAP, rest: 'closingAuction' }, FUND)).toBe('edit.noClosingAuction');
    expect(code({ ...TWAP, rest: 'closingAuction' })).toBeNull();
  });

  it('take the day’s limit as a price only where there is one', () => {
    const free = marketOf('000333.SZ', false);
    expect(code(changed('callAuction', { from: 'limitDown' }), free)).toBe('edit.noLimitToday');
    expect(code(changed('callAuction', { from: 'limitDown', price: px('50.00') }), free)).toBeNull();
  });
});
