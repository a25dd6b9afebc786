import { describe, expect, it } from 'vitest';
import { RATE_ONE, rate } from '../kernel/units.ts';
import { TEMPLATES } from '../risk/policy.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { Desk, MIDEA } from './desk.fixture.ts';

function planned(severity: 'deny' | 'ask' | 'shrink' | 'warn'): Desk {
  const rules = { ...TEMPLATES.own.rules, instrumentShare: { most: rate(RATE_ONE / 10), severity } };
  const desk = new Desk({ config: { ...DEFAULT_CONFIG, risk: { ...TEMPLATES.own, rules } } });
  desk.propose({ [MIDEA]: 12 });
  return desk;
}

describe('a plan beyond the policy', () => {
  it('is cut where the rule shrinks, says so on the line and of the whole, and nothing of it is denied later', () => {
    const desk = planned('shrink');
    expect(desk.line(MIDEA)).toMatchObject({ plannedQuantity: 1_600, adjustments: [{ code: 'plan.cutToLimit' }] });
    expect(desk.oms.state.planWarnings).toMatchObject([{ code: 'plan.cutToLimits', params: { lines: 1 } }]);
  });

  it.each(['deny', 'ask', 'warn'] as const)('is left as it is where the rule would %s', (severity) => {
    expect(planned(severity).line(MIDEA)).toMatchObject({ plannedQuantity: 2_000 });
  });
});
