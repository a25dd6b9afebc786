import { describe, expect, it } from 'vitest';
import { formatRate, formatYuan } from '../kernel/decimal.ts';
import { anInstrument, on, rulesFor } from './market.fixture.ts';
import { type TradingRules } from './rules.ts';
import { sessionSinceListing, tradingRules } from './trading-rules.ts';
import { exchangeCalendar } from './calendar.ts';

const MAIN_SH = '600519.SH';
const MAIN_SZ = '000333.SZ';
const CHINEXT = '300750.SZ';
const STAR = '688981.SH';
const BSE = '920002.BJ';
const FUND_SH = '510300.SH';
const FUND_SZ = '159919.SZ';
const BOND_SH = '113050.SH';
const BOND_SZ = '123046.SZ';

const ST = { st: true };

function limitOf(rules: TradingRules): string | null {
  const limit = rules.priceLimit.value;
  return limit === null ? null : `+${formatRate(limit.up)} -${formatRate(limit.down)}`;
}

function cageOf(rules: TradingRules): string | null {
  const cage = rules.priceCage.value;
  return cage === null ? null : `${formatRate(cage.rate)} / ${cage.minTicks}`;
}

function since(listed: string, date: string): number | null {
  return sessionSinceListing(on(listed), on(date), exchangeCalendar);
}

function refused(code: string, date: string, more = {}): unknown {
  const rules = tradingRules(anInstrument(code, more), on(date));
  return rules.ok ? 'ok' : rules.error;
}

function phaseNames(rules: TradingRules): string {
  return rules.phases.value.map(({ name }) => name).join(' ');
}

describe('price limits, before and after each change', () => {
  it.each([
    ['main board', MAIN_SH, '2026-07-03', {}, '+0.1 -0.1'],
    ['main board, old', MAIN_SH, '1996-12-16', {}, '+0.1 -0.1'],
    ['ST before it existed', MAIN_SH, '1998-04-24', ST, '+0.1 -0.1'],
    ['ST', MAIN_SH, '1998-04-27', ST, '+0.05 -0.05'],
    ['ST until 2026', MAIN_SZ, '2026-07-03', ST, '+0.05 -0.05'],
    ['ST since 2026-07-06', MAIN_SZ, '2026-07-06', ST, '+0.1 -0.1'],
    ['ST since 2026-07-06, Shanghai', MAIN_SH, '2026-07-06', ST, '+0.1 -0.1'],
    ['ChiNext before', CHINEXT, '2020-08-21', {}, '+0.1 -0.1'],
    ['ChiNext since 2020-08-24', CHINEXT, '2020-08-24', {}, '+0.2 -0.2'],
    ['ChiNext ST', CHINEXT, '2024-05-06', ST, '+0.2 -0.2'],
    ['STAR', STAR, '2019-07-22', {}, '+0.2 -0.2'],
    ['STAR ST', STAR, '2024-05-06', ST, '+0.2 -0.2'],
    ['BSE', BSE, '2021-11-15', {}, '+0.3 -0.3'],
    ['BSE ST', BSE, '2026-09-01', ST, '+0.3 -0.3'],
    ['fund', FUND_SH, '2024-05-06', {}, '+0.1 -0.1'],
    ['STAR fund', '588000.SH', '2024-05-06', {}, '+0.2 -0.2'],
    ['ChiNext fund before', '159915.SZ', '2020-08-21', {}, '+0.1 -0.1'],
    ['ChiNext fund', '159915.SZ', '2020-08-24', {}, '+0.2 -0.2'],
    ['bond before', BOND_SH, '2022-07-29', {}, null],
    ['bond since 2022-08-01', BOND_SH, '2022-08-01', {}, '+0.2 -0.2'],
    ['bond since 2022-08-01, Shenzhen', BOND_SZ, '2022-08-01', {}, '+0.2 -0.2'],
  ])('%s: %s on %s', (_, code, date, more, limit) => {
    expect(limitOf(rulesFor(code, date, more))).toBe(limit);
  });
});

describe('price limits of new listings', () => {
  const FREE = null;
  it.each([
    ['main, registered, first', MAIN_SH, '2023-04-10', '2023-04-10', FREE],
    ['main, registered, fifth', MAIN_SZ, '2023-04-10', '2023-04-14', FREE],
    ['main, registered, sixth', MAIN_SH, '2023-04-10', '2023-04-17', '+0.1 -0.1'],
    ['main, over a long holiday', MAIN_SH, '2025-09-29', '2025-10-10', FREE],
    ['main, over a long holiday, sixth', MAIN_SH, '2025-09-29', '2025-10-14', '+0.1 -0.1'],
    ['main, approved, first', MAIN_SH, '2023-04-07', '2023-04-07', '+0.44 -0.36'],
    ['main, approved, second, though the rules have changed', MAIN_SH, '2023-04-07', '2023-04-10', '+0.1 -0.1'],
    ['main, before 2014', MAIN_SZ, '2013-12-31', '2013-12-31', FREE],
    ['main, since 2014', MAIN_SZ, '2014-01-17', '2014-01-17', '+0.44 -0.36'],
    ['main, since 2014, second', MAIN_SZ, '2014-01-17', '2014-01-20', '+0.1 -0.1'],
    ['ChiNext, approved', CHINEXT, '2020-08-21', '2020-08-21', '+0.44 -0.36'],
    ['ChiNext, approved, second, after the reform', CHINEXT, '2020-08-21', '2020-08-24', '+0.2 -0.2'],
    ['ChiNext, registered, fifth', CHINEXT, '2020-08-24', '2020-08-28', FREE],
    ['ChiNext, registered, sixth', CHINEXT, '2020-08-24', '2020-08-31', '+0.2 -0.2'],
    ['STAR, fifth', STAR, '2019-07-22', '2019-07-26', FREE],
    ['STAR, sixth', STAR, '2019-07-22', '2019-07-29', '+0.2 -0.2'],
    ['BSE, first', BSE, '2024-05-06', '2024-05-06', FREE],
    ['BSE, second', BSE, '2024-05-06', '2024-05-07', '+0.3 -0.3'],
    ['fund, first', FUND_SH, '2024-05-06', '2024-05-06', '+0.1 -0.1'],
    ['bond, first', BOND_SZ, '2024-05-06', '2024-05-06', '+0.573 -0.433'],
    ['bond, second', BOND_SZ, '2024-05-06', '2024-05-07', '+0.2 -0.2'],
  ])('%s: listed %s %s, on %s', (_, code, listed, date, limit) => {
    expect(limitOf(rulesFor(code, date, { listDate: on(listed) }))).toBe(limit);
  });

  it('takes the session that the caller counted', () => {
    expect(limitOf(rulesFor(STAR, '2024-05-06', {}, 5))).toBeNull();
    expect(limitOf(rulesFor(STAR, '2024-05-06', {}, 6))).toBe('+0.2 -0.2');
  });

  it('takes an instrument of unknown list date as seasoned', () => {
    expect(limitOf(rulesFor(STAR, '2024-05-06'))).toBe('+0.2 -0.2');
  });

  it('counts sessions since the listing, and none for a seasoned instrument', () => {
    expect(since('2025-09-29', '2025-09-29')).toBe(1);
    expect(since('2025-09-29', '2025-10-09')).toBe(3);
    expect(since('2025-09-29', '2025-10-14')).toBeNull();
    expect(since('2010-01-04', '2025-10-14')).toBeNull();
    expect(since('1990-12-01', '1990-12-20')).toBeNull();
  });
});

describe('price cage, before and after each change', () => {
  it.each([
    [MAIN_SH, '2023-04-07', null],
    [MAIN_SH, '2023-04-10', '0.02 / 10'],
    [MAIN_SZ, '2023-04-10', '0.02 / 10'],
    [CHINEXT, '2020-08-21', null],
    [CHINEXT, '2020-08-24', '0.02 / 0'],
    [CHINEXT, '2023-04-10', '0.02 / 10'],
    [STAR, '2019-07-22', '0.02 / 0'],
    [STAR, '2026-07-06', '0.02 / 0'],
    [BSE, '2021-11-15', '0.05 / 10'],
    [FUND_SH, '2024-05-06', null],
    [BOND_SZ, '2024-05-06', null],
  ])('%s on %s: %s', (code, date, cage) => {
    expect(cageOf(rulesFor(code, date))).toBe(cage);
  });
});

describe('ticks, lots and caps', () => {
  it.each([
    [MAIN_SH, '2024-05-06', '0.01', [100, 100, 100, 100], [1_000_000, 1_000_000]],
    [MAIN_SZ, '2000-05-08', '0.01', [100, 100, 100, 100], [1_000_000, 1_000_000]],
    [CHINEXT, '2020-08-21', '0.01', [100, 100, 100, 100], [1_000_000, 1_000_000]],
    [CHINEXT, '2020-08-24', '0.01', [100, 100, 100, 100], [300_000, 150_000]],
    [STAR, '2024-05-06', '0.01', [200, 1, 200, 1], [100_000, 50_000]],
    [BSE, '2024-05-06', '0.01', [100, 1, 100, 1], [1_000_000, 1_000_000]],
    [FUND_SH, '2024-05-06', '0.001', [100, 100, 100, 100], [1_000_000, 1_000_000]],
    [FUND_SZ, '2024-05-06', '0.001', [100, 100, 100, 100], [1_000_000, 1_000_000]],
    [BOND_SH, '2022-05-13', '0.01', [10, 10, 10, 10], [1_000_000, 1_000_000]],
    [BOND_SH, '2022-05-16', '0.001', [10, 10, 10, 10], [1_000_000, 1_000_000]],
    [BOND_SZ, '2010-05-06', '0.001', [10, 10, 10, 10], [1_000_000, 1_000_000]],
  ])('%s on %s', (code, date, tick, lot, cap) => {
    const rules = rulesFor(code, date);
    const { buyMin, buyStep, sellMin, sellStep, oddLot } = rules.lot.value;
    expect(Number(formatYuan(rules.tick.value))).toBe(Number(tick));
    expect([buyMin, buyStep, sellMin, sellStep]).toEqual(lot);
    expect(oddLot).toBe('sellWhole');
    expect([rules.maxQuantity.value.limit, rules.maxQuantity.value.market]).toEqual(cap);
  });
});

describe('order types, before and after each change', () => {
  const BEST_FIVE = 'limit bestFiveCancel bestFiveLimit';
  const ALL = `${BEST_FIVE} ownBest oppositeBest`;
  const SHENZHEN = 'limit bestFiveCancel ownBest oppositeBest';

  it.each([
    [MAIN_SH, '2006-06-30', 'limit'],
    [MAIN_SH, '2006-07-03', BEST_FIVE],
    [MAIN_SH, '2023-04-07', BEST_FIVE],
    [MAIN_SH, '2023-04-10', ALL],
    [FUND_SH, '2023-04-10', ALL],
    [STAR, '2019-07-22', ALL],
    [MAIN_SZ, '2006-06-30', 'limit'],
    [MAIN_SZ, '2006-07-03', SHENZHEN],
    [CHINEXT, '2024-05-06', SHENZHEN],
    [FUND_SZ, '2024-05-06', SHENZHEN],
    [BSE, '2021-11-15', ALL],
    [BOND_SH, '2024-05-06', 'limit'],
    [BOND_SZ, '2024-05-06', 'limit'],
  ])('%s on %s: %s', (code, date, continuous) => {
    const { value } = rulesFor(code, date).orderTypes;
    expect(value.continuous.join(' ')).toBe(continuous);
    expect(value.auction).toEqual(['limit']);
  });

  it.each([
    [MAIN_SH, '2013-05-06', 'limit'],
    [MAIN_SH, '2024-05-06', ALL],
    [STAR, '2024-05-06', ALL],
    [CHINEXT, '2024-05-06', 'limit'],
    [BSE, '2024-05-06', 'limit'],
  ])('on a day without a price limit, %s on %s: %s', (code, date, continuous) => {
    expect(rulesFor(code, date, { listDate: on(date) }).orderTypes.value.continuous.join(' ')).toBe(continuous);
  });
});

describe('phases, before and after each change', () => {
  const OPENING = 'preOpen openingCall openingCallFirm openingPause morning lunch afternoon';
  it.each([
    [MAIN_SH, '2006-06-30', 'preOpen openingCallFirm openingPause morning lunch afternoon closed'],
    [MAIN_SH, '2006-07-03', `${OPENING} closed`],
    [MAIN_SH, '2018-08-17', `${OPENING} closed`],
    [MAIN_SH, '2018-08-20', `${OPENING} closingCall closed`],
    [MAIN_SH, '2026-07-03', `${OPENING} closingCall closed`],
    [MAIN_SH, '2026-07-06', `${OPENING} closingCall closed afterHours closed`],
    [MAIN_SZ, '2006-06-30', 'preOpen openingCallFirm openingPause morning lunch afternoon closed'],
    [MAIN_SZ, '2006-07-03', `${OPENING} closingCall closed`],
    [MAIN_SZ, '2026-07-06', `${OPENING} closingCall closed afterHours closed`],
    [CHINEXT, '2020-08-21', `${OPENING} closingCall closed`],
    [CHINEXT, '2020-08-24', `${OPENING} closingCall closed afterHours closed`],
    [STAR, '2019-07-22', `${OPENING} closingCall closed afterHours closed`],
    [BSE, '2026-07-06', `${OPENING} closingCall closed`],
    [FUND_SH, '2026-07-03', `${OPENING} closed`],
    [FUND_SH, '2026-07-06', `${OPENING} closingCall closed afterHours closed`],
    [FUND_SZ, '2026-07-03', `${OPENING} closingCall closed`],
    [BOND_SH, '2024-05-06', `${OPENING} closed`],
    [BOND_SZ, '2024-05-06', `${OPENING} closingCall closed`],
  ])('%s on %s', (code, date, names) => {
    expect(phaseNames(rulesFor(code, date))).toBe(names);
  });
});

describe('settlement', () => {
  it.each([
    [MAIN_SH, '2024-05-06', 'T+1'],
    [CHINEXT, '2024-05-06', 'T+1'],
    [STAR, '2024-05-06', 'T+1'],
    [BSE, '2024-05-06', 'T+1'],
    [BOND_SH, '2024-05-06', 'T+0'],
    [FUND_SH, '2024-05-06', 'T+1'],
    ['511990.SH', '2024-05-06', 'T+0'],
    ['518880.SH', '2024-05-06', 'T+0'],
    ['513100.SH', '2015-01-16', 'T+1'],
    ['513100.SH', '2015-01-19', 'T+0'],
    [FUND_SZ, '2024-05-06', 'T+1'],
  ])('%s on %s: %s', (code, date, settlement) => {
    expect(rulesFor(code, date).settlement.value).toBe(settlement);
  });
});

describe('fees, before and after each change', () => {
  it.each([
    [MAIN_SH, '1997-05-09', '0.003', '0.003', '0'],
    [MAIN_SH, '1997-05-12', '0.005', '0.005', '0'],
    [MAIN_SH, '1998-06-12', '0.004', '0.004', '0'],
    [MAIN_SH, '2001-11-16', '0.002', '0.002', '0'],
    [MAIN_SH, '2005-01-24', '0.001', '0.001', '0'],
    [MAIN_SH, '2007-05-30', '0.003', '0.003', '0'],
    [MAIN_SH, '2008-04-24', '0.001', '0.001', '0'],
    [MAIN_SH, '2008-09-18', '0.001', '0.001', '0'],
    [MAIN_SH, '2008-09-19', '0.001', '0', '0'],
    [MAIN_SH, '2015-07-31', '0.001', '0', '0'],
    [MAIN_SH, '2015-08-03', '0.001', '0', '0.00002'],
    [MAIN_SZ, '2022-04-28', '0.001', '0', '0.00002'],
    [MAIN_SZ, '2022-04-29', '0.001', '0', '0.00001'],
    [CHINEXT, '2023-08-25', '0.001', '0', '0.00001'],
    [CHINEXT, '2023-08-28', '0.0005', '0', '0.00001'],
    [STAR, '2022-04-28', '0.001', '0', '0.00002'],
    [BSE, '2022-04-28', '0.001', '0', '0.000025'],
    [BSE, '2022-04-29', '0.001', '0', '0.00001'],
    [BSE, '2023-08-28', '0.0005', '0', '0.00001'],
    [FUND_SH, '2024-05-06', '0', '0', '0'],
    [FUND_SZ, '2007-06-01', '0', '0', '0'],
    [BOND_SH, '2024-05-06', '0', '0', '0'],
  ])('%s on %s', (code, date, sell, buy, transfer) => {
    const { stampTax, stampTaxBuy, transferFee } = rulesFor(code, date).fees;
    expect([stampTax, stampTaxBuy, transferFee].map(({ value }) => formatRate(value))).toEqual([sell, buy, transfer]);
  });
});

describe('refusals', () => {
  it.each([
    [STAR, '2019-07-19', 'rules.beforeBoard'],
    [CHINEXT, '2009-10-29', 'rules.beforeBoard'],
    [BSE, '2021-11-12', 'rules.beforeBoard'],
    [MAIN_SH, '1996-12-13', 'rules.beforeTable'],
    [FUND_SH, '2005-02-22', 'rules.beforeTable'],
    [BOND_SH, '2006-06-30', 'rules.beforeTable'],
  ])('%s on %s: %s', (code, date, problem) => {
    expect(refused(code, date)).toMatchObject({ code: problem, params: { instrument: code, date } });
  });

  it('refuses a day before the listing', () => {
    expect(refused(MAIN_SH, '2001-08-24', { listDate: on('2001-08-27') })).toEqual({
      code: 'rules.notYetListed',
      params: { instrument: MAIN_SH, date: '2001-08-24', listDate: '2001-08-27' },
    });
  });

  it('refuses a board that does not trade on the exchange', () => {
    expect(refused(BSE, '2024-05-06', { board: 'bond' })).toEqual({
      code: 'rules.unknown',
      params: { instrument: BSE, board: 'bond', date: '2024-05-06', rule: 'tick' },
    });
  });
});

describe('the tables', () => {
  const CODES = [MAIN_SH, MAIN_SZ, CHINEXT, STAR, BSE, FUND_SH, FUND_SZ, '511990.SH', '588000.SH', BOND_SH, BOND_SZ];

  it('have no hole on any session that they reach', () => {
    const calendar = exchangeCalendar();
    const sessions = calendar.sessionsBetween(on('1996-12-16'), calendar.last);
    const holes = CODES.flatMap((code) =>
      (sessions.ok ? sessions.value : []).filter((date) => {
        const rules = tradingRules(anInstrument(code), date);
        return !rules.ok && rules.error.code === 'rules.unknown';
      }),
    );
    expect(holes).toEqual([]);
  });

  it('give a rule only within its own dates, with a source', () => {
    for (const code of CODES) {
      for (const date of ['2022-04-28', '2022-05-16', '2023-04-10', '2024-05-06', '2026-07-06']) {
        const { board: _, fees, ...rules } = rulesFor(code, date);
        for (const rule of [...Object.values(rules), ...Object.values(fees)]) {
          expect(rule.source).not.toBe('');
          expect(rule.from === null || rule.from <= date).toBe(true);
          expect(rule.to === null || date <= rule.to).toBe(true);
        }
      }
    }
  });
});
