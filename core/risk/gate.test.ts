import { describe, expect, it } from 'vitest';
import { type LineId } from '../kernel/ids.ts';
import { quantity } from '../kernel/units.ts';
import { FINE, changed, cny, policyWith, yuan } from './context.fixture.ts';
import { GATE_RULES, decisiveVerdict, evaluateOrder } from './gate.ts';
import { TEMPLATES } from './policy.ts';

describe('the gate', () => {
  it('asks every rule, and passes an order that is in order', () => {
    const decision = evaluateOrder(FINE);
    expect(decision.allowed).toBe(100);
    expect(decision.verdicts.map((verdict) => verdict.rule)).toEqual(GATE_RULES.map((rule) => rule.name));
    expect(new Set(decision.verdicts.map((verdict) => verdict.kind))).toEqual(new Set(['pass']));
  });

  it('still asks the others after a denial: the trader sees all that stands in the way', () => {
    const { verdicts, allowed } = evaluateOrder(changed({ order: { price: yuan(70.005), quantity: quantity(150) } }));
    expect(allowed).toBe(0);
    expect(verdicts.filter((verdict) => verdict.kind === 'deny').map((verdict) => verdict.code)).toEqual([
      'priceTick.offTick',
      'priceLimit.aboveUp',
      'priceCage.outside',
      'quantity.offStep',
    ]);
  });

  it('allows the least that any rule allows', () => {
    const { allowed } = evaluateOrder(
      changed({ order: { quantity: quantity(500), lineId: 'L1' as LineId }, parentRemaining: quantity(300), account: { available: cny(7_000) } }),
    );
    expect(allowed).toBe(100);
  });
});

describe('the list of rules', () => {
  it('names each once, and holds every rule that a policy may set', () => {
    const names = GATE_RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(TEMPLATES.own.rules).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('uses in its templates only what each rule may lead to', () => {
    const wrong = Object.values(TEMPLATES)
      .flatMap(({ rules }) => Object.entries(rules))
      .filter(([name, setting]) => setting !== null && GATE_RULES.find((rule) => rule.name === name)?.severities.includes(setting.severity) !== true);
    expect(wrong).toEqual([]);
  });
});

describe('a rule that asks', () => {
  const asking = policyWith({ lossStreak: { most: 0, severity: 'ask' } });

  it('holds a plan line back until a person has decided', () => {
    const { verdicts, allowed } = evaluateOrder(changed({ ...asking, order: { origin: 'plan' } }));
    expect(allowed).toBe(0);
    expect(decisiveVerdict(verdicts)).toMatchObject({ kind: 'ask', code: 'lossStreak.reached' });
  });

  it('warns on the ticket, where a person decides', () => {
    const { verdicts, allowed } = evaluateOrder(changed(asking));
    expect(allowed).toBe(100);
    expect(verdicts.at(-1)).toMatchObject({ kind: 'warn', code: 'lossStreak.reached' });
  });
});

it('lets a sale of what is held pass every rule on what may be held or lost', () => {
  const nothing = { most: 1 as never, severity: 'deny' } as const;
  const strict = policyWith({
    instrumentShare: nothing,
    sectorShare: nothing,
    strategyShare: nothing,
    exposure: nothing,
    volumeShare: nothing,
    dayLoss: nothing,
    drawdown: nothing,
    newBuys: { most: 0, severity: 'deny' },
    lossStreak: { most: 0, severity: 'deny' },
    orderSize: { shares: quantity(1), value: cny(1), severity: 'deny' },
    orderRate: { perSecond: 0, perMinute: 0, perDay: 0, warnShare: 1 as never, severity: 'deny' },
    cancelRatio: { most: 0 as never, from: 0, severity: 'deny' },
    duplicate: { windowMs: 1, most: 0, severity: 'deny' },
    permission: { boards: [], riskWarning: false, severity: 'deny' },
    restricted: { only: null, never: { instruments: [FINE.order.instrument], industries: [], boards: [], names: [] }, severity: 'deny' },
  });
  const reducing = { account: { trading: 'reducingOnly' as const }, live: true };
  expect(evaluateOrder(changed({ ...strict, ...reducing, order: { side: 'sell', quantity: quantity(100) } })).allowed).toBe(100);
  expect(evaluateOrder(changed({ ...strict, ...reducing })).allowed).toBe(0);
});
