import { describe, expect, it } from 'vitest';
import { RATE_ONE, rate } from '../kernel/units.ts';
import { type RiskPolicy, type RiskRules, TEMPLATES } from './policy.ts';
import { isLooser, policyChanges } from './policy-change.ts';

const { cautious, balanced, own } = TEMPLATES;

function withRules(rules: Partial<RiskRules>): RiskPolicy {
  return { ...cautious, rules: { ...cautious.rules, ...rules } };
}

const lists = (only: readonly string[] | null, never: readonly string[]): Partial<RiskRules> => {
  const list = (names: readonly string[]) => ({ instruments: [], industries: [], boards: [], names });
  return { restricted: { only: only === null ? null : list(only), never: list(never), severity: 'deny' } };
};

describe('a change of the policy', () => {
  it('names the setting with both values', () => {
    const most = rate(RATE_ONE / 20);
    expect(policyChanges(cautious, withRules({ instrumentShare: { most, severity: 'shrink' } }))).toEqual([
      { field: 'rules.instrumentShare.most', before: RATE_ONE / 10, after: most, effect: 'tighter' },
    ]);
    expect(policyChanges(cautious, cautious)).toEqual([]);
  });

  it('names a rule that is turned off or on as a whole', () => {
    expect(policyChanges(cautious, withRules({ lossStreak: null }))).toEqual([
      { field: 'rules.lossStreak', before: true, after: null, effect: 'looser' },
    ]);
    expect(policyChanges(withRules({ lossStreak: null }), cautious)).toMatchObject([{ before: null, after: true, effect: 'tighter' }]);
  });

  it.each<[string, Partial<RiskRules>, Partial<RiskRules>, boolean]>([
    ['a higher limit', { newBuys: { most: 5, severity: 'deny' } }, { newBuys: { most: 6, severity: 'deny' } }, true],
    ['a lower limit', { newBuys: { most: 6, severity: 'deny' } }, { newBuys: { most: 5, severity: 'deny' } }, false],
    ['a softer severity', { newBuys: { most: 5, severity: 'deny' } }, { newBuys: { most: 5, severity: 'warn' } }, true],
    ['a graver severity', { newBuys: { most: 5, severity: 'ask' } }, { newBuys: { most: 5, severity: 'deny' } }, false],
    ['a longer window for equal orders', { duplicate: { windowMs: 1_000, most: 1, severity: 'deny' } }, { duplicate: { windowMs: 2_000, most: 1, severity: 'deny' } }, false],
    ['a shorter window for equal orders', { duplicate: { windowMs: 2_000, most: 1, severity: 'deny' } }, { duplicate: { windowMs: 1_000, most: 1, severity: 'deny' } }, true],
    ['one more board', { permission: { boards: ['main'], riskWarning: false, severity: 'deny' } }, { permission: { boards: ['main', 'star'], riskWarning: false, severity: 'deny' } }, true],
    ['one board for another', { permission: { boards: ['main'], riskWarning: false, severity: 'deny' } }, { permission: { boards: ['star'], riskWarning: false, severity: 'deny' } }, true],
    ['one board fewer', { permission: { boards: ['main', 'star'], riskWarning: false, severity: 'deny' } }, { permission: { boards: ['main'], riskWarning: false, severity: 'deny' } }, false],
    ['shares under risk warning', { permission: { boards: ['main'], riskWarning: false, severity: 'deny' } }, { permission: { boards: ['main'], riskWarning: true, severity: 'deny' } }, true],
    ['a white list', lists(null, []), lists(['A*'], []), false],
    ['no white list any more', lists(['A*'], []), lists(null, []), true],
    ['a longer white list', lists(['A*'], []), lists(['A*', 'B*'], []), true],
    ['a longer black list', lists(null, ['A*']), lists(null, ['A*', 'B*']), false],
    ['a shorter black list', lists(null, ['A*', 'B*']), lists(null, ['A*']), true],
  ])('%s', (_name, before, after, looser) => {
    expect(isLooser(withRules(before), withRules(after))).toBe(looser);
  });

  it('loosens when one of many settings does', () => {
    expect(isLooser(cautious, balanced)).toBe(true);
    expect(isLooser(cautious, own)).toBe(true);
    expect(isLooser({ ...own, template: 'cautious' }, own)).toBe(false);
  });

  it('loosens when a watch is taken away, or does something else', () => {
    const watches = { ...cautious.watch.watches, indexFall: { market: null } };
    expect(isLooser(cautious, { ...cautious, watch: { ...cautious.watch, watches } })).toBe(true);
    expect(isLooser({ ...cautious, watch: { ...cautious.watch, watches } }, cautious)).toBe(false);
    expect(isLooser(cautious, { ...cautious, watch: { ...cautious.watch, atLimitDown: 'wait' } })).toBe(true);
  });

  it('that asks a second person for less loosens', () => {
    const strict = { ...cautious, secondPerson: { overrides: true, loosening: true } };
    expect(isLooser(strict, cautious)).toBe(true);
    expect(isLooser(cautious, strict)).toBe(false);
  });
});
