import { expect, it } from 'vitest';
import { type LineId } from '../../../core/kernel/ids.ts';
import { refusal } from '../../../core/kernel/result.ts';
import { money, price, quantity } from '../../../core/kernel/units.ts';
import { type PlanLine } from '../../../core/plan/line.ts';
import { equityOf } from './account.ts';
import { planSummary } from './plan-summary.ts';
import { FakeSession, MAOTAI, PINGAN, aLine } from './session.fixture.ts';

function sessionWith(...lines: readonly PlanLine[]): FakeSession {
  const session = new FakeSession();
  for (const line of lines) session.state.lines.set(line.id, line);
  return session;
}

it('reckons what is left of the live lines into cash and weights', () => {
  const session = sessionWith(
    aLine('L1', { plannedQuantity: quantity(1_000), filled: quantity(400), state: 'working', estFees: money(50_000) }),
    aLine('L2', { instrument: MAOTAI, side: 'sell', plannedQuantity: quantity(100), refPrice: price(17_000_000), estFees: money(900_000) }),
  );
  session.hold(MAOTAI, 300, 4_500_000_000);
  session.hold(PINGAN, 400, 40_000_000);
  const equity = equityOf(session);
  const summary = planSummary(session, equity);
  expect(summary).toMatchObject({
    counts: { proposed: 1, approved: 0, working: 1, done: 0, skipped: 0, blocked: 0, expired: 0 },
    buys: 1,
    sells: 1,
    buyValue: 60_000_000,
    sellValue: 1_700_000_000,
    estFees: 930_000,
    cash: 10_000_000_000,
    resultingCash: 10_000_000_000 + 1_700_000_000 - 60_000_000 - 930_000,
  });
  expect(summary.weights.map(({ instrument }) => instrument)).toEqual([MAOTAI, PINGAN]);
  const left = equity - 930_000;
  expect(summary.weights[0]?.resulting).toBe(Math.round((200 * 17_000_000 * 1e8) / left));
  expect(summary.weights[1]?.current).toBe(Math.round((400 * 100_000 * 1e8) / equity));
  const total = summary.weights.reduce((sum, { resulting }) => sum + resulting, summary.resultingCashWeight);
  expect(Math.abs(total - 1e8)).toBeLessThan(3);
});

it('leaves out what will send nothing', () => {
  const session = sessionWith(
    aLine('L1', { state: 'skipped' }),
    aLine('L2', { state: 'blocked', plannedQuantity: quantity(0) }),
    aLine('L3', { state: 'done', filled: quantity(1_000) }),
    aLine('L4', { plannedQuantity: quantity(0) }),
  );
  const summary = planSummary(session, equityOf(session));
  expect(summary).toMatchObject({ buys: 0, sells: 0, buyValue: 0, estFees: 0, weights: [] });
  expect(summary.resultingCash).toBe(summary.cash);
});

it('carries the warnings of the plan', () => {
  const session = sessionWith();
  session.state.lines.set('L1' as LineId, aLine('L1'));
  session.state.planWarnings = [refusal('plan.cashShort', { missing: 1 })];
  expect(planSummary(session, equityOf(session)).warnings).toEqual([{ code: 'plan.cashShort', params: { missing: 1 } }]);
});
