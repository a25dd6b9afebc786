import { describe, expect, it } from 'vitest';
import { anInstrument } from '../market.fixture.ts';
import { type RuleKey, day, findRule, fraction, row, yuan } from './row.ts';

const KEY: RuleKey = {
  id: anInstrument('600519').id,
  board: 'main',
  exchange: 'SH',
  st: false,
  date: day('2024-05-06'),
  listed: day('2024-05-06'),
  listedSession: null,
  unlimited: false,
};

describe('findRule', () => {
  it('takes the first row that fits, so that an exception stands above its rule', () => {
    const table = [
      row({ boards: ['main'], st: true }, 'exception', [null, null], 'a'),
      row({ boards: ['main'] }, 'rule', [null, null], 'b'),
    ];
    expect(findRule(table, KEY)?.value).toBe('rule');
    expect(findRule(table, { ...KEY, st: true })?.value).toBe('exception');
  });

  it('takes both the first and the last day of a rule, and no day beside them', () => {
    const table = [row({ boards: ['main'] }, 'rule', ['2024-05-06', '2024-05-07'], 'a')];
    const found = ['2024-05-05', '2024-05-06', '2024-05-07', '2024-05-08'].map(
      (date) => findRule(table, { ...KEY, date: day(date) }) !== undefined,
    );
    expect(found).toEqual([false, true, true, false]);
  });

  it('looks at exchange, code and days without a limit where the row asks for them', () => {
    const found = (scope: Parameters<typeof row>[0], key = KEY): boolean =>
      findRule([row(scope, 1, [null, null], 'a')], key) !== undefined;
    expect(found({ boards: ['star'] })).toBe(false);
    expect(found({ boards: ['main'], exchanges: ['SZ'] })).toBe(false);
    expect(found({ boards: ['main'], codes: ['601', '600'] })).toBe(true);
    expect(found({ boards: ['main'], codes: ['601'] })).toBe(false);
    expect(found({ boards: ['main'], unlimited: true })).toBe(false);
    expect(found({ boards: ['main'], unlimited: true }, { ...KEY, unlimited: true })).toBe(true);
  });

  it('gives a new listing its rules by the day of listing, not by today', () => {
    const newlyListed = { sessions: 2, from: day('2024-01-01'), to: day('2024-05-06') };
    const table = [row({ boards: ['main'], newlyListed }, 'new', [null, null], 'a')];
    const found = (listed: string, listedSession: number | null): boolean =>
      findRule(table, { ...KEY, listed: day(listed), listedSession }) !== undefined;
    expect(found('2024-05-06', 1)).toBe(true);
    expect(found('2024-05-06', 3)).toBe(false);
    expect(found('2023-12-29', 2)).toBe(false);
    expect(found('2024-05-07', 1)).toBe(false);
    expect(found('2024-05-06', null)).toBe(false);
  });
});

describe('what is known when the code is written', () => {
  it('is read exactly', () => {
    expect([fraction('0.00001'), yuan('0.001')]).toEqual([1_000, 10]);
  });

  it('throws when it is wrong', () => {
    expect(() => day('2024-02-30')).toThrow(RangeError);
    expect(() => fraction('10%')).toThrow(RangeError);
    expect(() => yuan('0.00001')).toThrow(RangeError);
  });
});
