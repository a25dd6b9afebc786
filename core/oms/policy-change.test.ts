import { describe, expect, it } from 'vitest';
import { type Actor } from '../kernel/ids.ts';
import { RATE_ONE, quantity, rate } from '../kernel/units.ts';
import { type RiskPolicy, type RiskRules, TEMPLATES } from '../risk/policy.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { Desk, MAOTAI, MIDEA, TRADER, holding, yuan } from './desk.fixture.ts';
import { previewPolicy } from './decide/policy-preview.ts';
import { rebuild } from './state/rebuild.ts';

function policy(rules: Partial<RiskRules>, more: Partial<RiskPolicy> = {}): RiskPolicy {
  return { ...TEMPLATES.own, ...more, rules: { ...TEMPLATES.own.rules, ...rules } };
}

const TWO_PEOPLE = { overrides: false, loosening: true };
const share = (percent: number, severity: 'deny' | 'shrink' = 'deny') => ({ most: rate((RATE_ONE * percent) / 100), severity });

/** An account worth 1,340,000 yuan with 25 % in Maotai, in the morning. */
function morning(risk: RiskPolicy): Desk {
  const desk = new Desk({ positions: [holding(MAOTAI, 200, 1700)], config: { ...DEFAULT_CONFIG, risk } });
  desk.at('09:30:00');
  desk.quote(MAOTAI, 1699, 1700);
  desk.quote(MIDEA, 59.99, 60);
  return desk;
}

let tokens = 0;

function buy(desk: Desk, shares: number): string {
  tokens += 1;
  const ticket = { instrument: MIDEA, side: 'buy', type: 'limit', price: yuan(60), quantity: quantity(shares) } as const;
  const outcome = desk.do({ type: 'placeOrder', ticket, token: `t${tokens}` });
  return outcome.ok ? 'sent' : outcome.error.code;
}

function change(desk: Desk, to: RiskPolicy, more: { readonly base?: number; readonly reason?: string; readonly approvedBy?: string } = {}): string {
  const { base = desk.oms.state.policyVersion, reason = 'review', approvedBy } = more;
  const outcome = desk.do({ type: 'changePolicy', policy: to, base, reason, approvedBy: approvedBy === undefined ? null : (approvedBy as Actor) });
  return outcome.ok ? 'changed' : outcome.error.code;
}

describe('a change of the policy', () => {
  it('holds for the next order, and is a fact with who, why and both policies', () => {
    const desk = morning(policy({ instrumentShare: share(10) }));
    expect(buy(desk, 3_000)).toBe('instrumentShare.exceeded');
    expect(change(desk, policy({ instrumentShare: share(20) }))).toBe('changed');
    expect(buy(desk, 3_000)).toBe('sent');
    expect(desk.events.find(({ type }) => type === 'policyChanged')).toMatchObject({
      before: { rules: { instrumentShare: share(10) } },
      after: { rules: { instrumentShare: share(20) } },
      version: 1,
      reason: { code: 'policy.byPerson', params: { reason: 'review' } },
      by: TRADER,
      approvedBy: null,
    });
    const again = rebuild(desk.records);
    expect(again.day?.config.risk).toEqual(desk.oms.state.day?.config.risk);
    expect(again.policyVersion).toBe(1);
  });

  it('needs a reason, something that changes, and the version that holds', () => {
    const desk = morning(policy({ instrumentShare: share(10) }));
    const wider = policy({ instrumentShare: share(20) });
    expect(change(desk, wider, { reason: ' ' })).toBe('policy.needsReason');
    expect(change(desk, policy({ instrumentShare: share(10) }))).toBe('policy.unchanged');
    expect(change(desk, wider)).toBe('changed');
    expect(change(desk, policy({}), { base: 0 })).toBe('policy.changedMeanwhile');
    expect(desk.oms.state.policyVersion).toBe(1);
  });

  it('that loosens takes two people where the policy says so; one that tightens never does', () => {
    const desk = morning(policy({ instrumentShare: share(10) }, { secondPerson: TWO_PEOPLE }));
    const wider = policy({ instrumentShare: share(20) }, { secondPerson: TWO_PEOPLE });
    expect(change(desk, wider)).toBe('policy.needsSecondPerson');
    expect(change(desk, wider, { approvedBy: TRADER })).toBe('policy.needsSecondPerson');
    expect(change(desk, policy({ instrumentShare: share(10) }))).toBe('policy.needsSecondPerson');
    expect(change(desk, policy({ instrumentShare: share(5) }, { secondPerson: TWO_PEOPLE }))).toBe('changed');
    expect(change(desk, wider, { approvedBy: 'bob' })).toBe('changed');
    expect(desk.events.findLast(({ type }) => type === 'policyChanged')).toMatchObject({ by: TRADER, approvedBy: 'bob', version: 2 });
  });
});

describe('the preview of a change', () => {
  function previewed(desk: Desk, to: RiskPolicy): readonly string[] {
    return previewPolicy(desk.records, to, { market: desk, rulesOf: desk.rulesOf }).map(
      ({ order, was, now, allowed, verdict }) => `${order.quantity} ${was} -> ${now} ${allowed} ${verdict?.code ?? ''}`.trim(),
    );
  }

  it('tells which of the day\'s orders would have been denied, cut or let through', () => {
    const desk = morning(policy({ instrumentShare: share(10) }));
    expect([buy(desk, 2_000), buy(desk, 3_000)]).toEqual(['sent', 'instrumentShare.exceeded']);
    expect(previewed(desk, policy({ instrumentShare: share(30) }))).toEqual(['3000 denied -> sent 3000']);
    expect(previewed(desk, policy({ instrumentShare: share(5) }))).toEqual(['2000 sent -> denied 0 instrumentShare.exceeded']);
    expect(previewed(desk, policy({ instrumentShare: share(5, 'shrink') }))).toEqual([
      '2000 sent -> shrunk 1100 instrumentShare.exceeded',
    ]);
  });

  it('says nothing where every order would have met the same fate', () => {
    const desk = morning(policy({ instrumentShare: share(10) }));
    buy(desk, 2_000);
    buy(desk, 3_000);
    expect(previewed(desk, policy({ instrumentShare: share(10), newBuys: { most: 5, severity: 'deny' } }))).toEqual([]);
    expect(previewed(desk, policy({ instrumentShare: share(10), volumeShare: share(1) }))).toEqual([]);
  });

  it('agrees with what a change in the morning leads to', () => {
    const lax = morning(policy({}));
    const strict = morning(policy({ instrumentShare: share(10), newBuys: { most: 1, severity: 'deny' } }));
    const outcomes = [2_000, 3_000].map((shares) => [buy(lax, shares), buy(strict, shares)]);
    expect(outcomes).toEqual([['sent', 'sent'], ['sent', 'instrumentShare.exceeded']]);
    expect(previewed(lax, policy({ instrumentShare: share(10), newBuys: { most: 1, severity: 'deny' } }))).toEqual([
      '3000 sent -> denied 0 instrumentShare.exceeded',
    ]);
  });
});
