import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, applyRate, turnoverOf } from '../kernel/units.ts';
import { type PlanLimits } from './limits.ts';
import { type ProposedLine } from './line.ts';
import { aLedger, aMarket, fraction, sizingInput, target } from './plan.fixture.ts';
import { sizePlan } from './sizing.ts';

const NONE: PlanLimits = { instrumentShare: null, sectorShare: null, strategyShare: null, exposure: null };
const MARKET = aMarket({ '600000': '10', '600036': '20', '601318': '50', '000001': '10' });

function plan(limits: Partial<PlanLimits>, signals: readonly (readonly [code: string, weight: string, strategy?: string])[], ledger = aLedger('1000000')) {
  const input = sizingInput({
    signals: signals.map(([code, weight, strategyId]) => target(code, weight, strategyId === undefined ? {} : { strategyId: strategyId as never })),
    ledger,
    market: MARKET,
  });
  return sizePlan({ ...input, settings: { ...input.settings, limits: { ...NONE, ...limits } } });
}

function said({ instrument, plannedQuantity, adjustments, blocked }: ProposedLine): string {
  const cut = adjustments.find(({ code }) => code === 'plan.cutToLimit') ?? blocked;
  return [instrument.slice(0, 6), plannedQuantity, cut?.code ?? '', cut?.params['limit'] ?? ''].join(' ').trim();
}

describe('a plan beyond what the account can bear', () => {
  it('is cut to the limit on one instrument, and says from what to what', () => {
    const { lines } = plan({ instrumentShare: fraction('0.1') }, [['600000', '0.12']]);
    expect(lines[0]).toMatchObject({
      plannedQuantity: 10_000,
      adjustments: [{ code: 'plan.cutToLimit', params: { limit: 'instrumentShare', from: fraction('0.12'), most: fraction('0.1'), wanted: 12_000, planned: 10_000 } }],
    });
  });

  it('keeps its shape where several lines share a limit', () => {
    const { lines } = plan({ exposure: fraction('0.5') }, [['600000', '0.4'], ['600036', '0.4'], ['000001', '0.2']]);
    expect(lines.map(said)).toEqual(['600000 20000 plan.cutToLimit exposure', '600036 10000 plan.cutToLimit exposure', '000001 10000 plan.cutToLimit exposure']);
  });

  it('counts what is held, and what the plan sells as gone', () => {
    const ledger = aLedger('700000', [{ code: '601318', quantity: 6_000, cost: '300000' }]);
    expect(plan({ exposure: fraction('0.5') }, [['600000', '0.4'], ['601318', '0.3']], ledger).lines.map(said)).toContain('600000 20000 plan.cutToLimit exposure');
    expect(plan({ exposure: fraction('0.5') }, [['600000', '0.4']], ledger).lines.map(said)).toEqual(['601318 6000', '600000 40000']);
  });

  it('has a line that nothing is left for blocked, with the numbers', () => {
    const ledger = aLedger('500000', [{ code: '600000', quantity: 50_000, cost: '500000' }]);
    const { lines } = plan({ instrumentShare: fraction('0.3') }, [['600000', '0.6']], ledger);
    expect(lines.map(said)).toEqual(['600000 0 plan.noRoom instrumentShare']);
  });

  it('is left alone within its limits, and without any', () => {
    const signals = [['600000', '0.1'], ['600036', '0.3']] as const;
    expect(plan({ instrumentShare: fraction('0.3'), exposure: fraction('0.4'), strategyShare: fraction('0.4') }, signals)).toEqual(plan({}, signals));
  });

  it('never goes beyond a limit, whatever is asked', () => {
    const codes = ['600000', '600036', '601318', '000001'] as const;
    const percent = fc.integer({ min: 1, max: 100 }).map((n) => fraction((n / 100).toFixed(2)));
    const weight = fc.integer({ min: 0, max: 60 }).map((n) => (n / 100).toFixed(2));
    fc.assert(
      fc.property(fc.array(weight, { minLength: 4, maxLength: 4 }), percent, percent, (weights, instrumentShare, exposure) => {
        const { lines } = plan({ instrumentShare, exposure }, codes.map((code, i) => [code, weights[i] ?? '0'] as const));
        const values = lines.map(({ refPrice, plannedQuantity }) => turnoverOf(refPrice, plannedQuantity));
        const equity = 10_000_000_000 as Money;
        for (const value of values) expect(value).toBeLessThanOrEqual(applyRate(equity, instrumentShare, 'floor'));
        expect(values.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(applyRate(equity, exposure, 'floor'));
      }),
      { numRuns: 200 },
    );
  });
});
