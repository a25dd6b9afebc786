import { beforeEach, describe, expect, it } from 'vitest';
import { type OrderId } from '../../../core/kernel/ids.ts';
import { money, price } from '../../../core/kernel/units.ts';
import { DEFAULT_CONFIG } from '../../../core/oms/config.ts';
import { GATE_RULES } from '../../../core/risk/gate.ts';
import { TEMPLATES } from '../../../core/risk/policy.ts';
import { type RiskRuleRow } from '../../preload/contract.ts';
import { RiskHits, riskRow } from './risk.ts';
import { DATE, FakeSession, MAOTAI, PINGAN, aQuote, anOrder } from './session.fixture.ts';

/** A million yuan; one per cent of it is ten thousand. */
const OPENING = money(10_000_000_000);

let session: FakeSession;
let hits: RiskHits;

beforeEach(() => {
  session = new FakeSession();
  hits = new RiskHits();
  session.state.day = { date: DATE, mode: 'paper', account: 'demo', config: { ...DEFAULT_CONFIG, risk: TEMPLATES.cautious }, idTag: 'demo' };
});

function rule(name: string): RiskRuleRow | undefined {
  return riskRow(session, OPENING, hits)?.rules.find((row) => row.name === name);
}

describe('the policy as a window sees it', () => {
  it('has every rule of the gate in its order, with what a breach leads to', () => {
    expect(riskRow(session, OPENING, hits)?.rules.map(({ name }) => name)).toEqual(GATE_RULES.map(({ name }) => name));
    expect(rule('instrumentShare')).toMatchObject({ severity: 'shrink', chosen: true, scope: 'instrument' });
    expect(rule('restricted')).toMatchObject({ severity: null, chosen: true, limits: [] });
    expect(rule('priceLimit')).toMatchObject({ severity: 'deny', chosen: false });
  });

  it('is none before a day is open', () => {
    session.state.day = null;
    expect(riskRow(session, OPENING, hits)).toBeNull();
  });
});

describe('how near the account is', () => {
  it('counts holdings at the market and open buys at the higher of their price and the market', () => {
    session.hold(PINGAN, 5_000, 500_000_000);
    session.market.update(aQuote(PINGAN, 110_000));
    const order = anOrder('O1', { instrument: MAOTAI, price: price(18_000_000) });
    session.state.setOrder({ ...order, quantity: 100 as typeof order.quantity });
    session.state.setOrder(anOrder('O2', { side: 'sell' }));
    expect(rule('instrumentShare')?.limits).toEqual([{ key: 'most', unit: 'percent', limit: 10_000_000, now: 18_000_000, of: '贵州茅台' }]);
    expect(rule('exposure')?.limits[0]).toMatchObject({ now: 23_500_000, of: null });
  });

  it('measures loss and fall from the day’s high', () => {
    session.openWith(money(9_900_000_000));
    session.state.equityHigh = money(11_000_000_000);
    expect(rule('dayLoss')?.limits[0]).toMatchObject({ limit: 2_000_000, now: 1_000_000 });
    expect(rule('drawdown')?.limits[0]).toMatchObject({ limit: 3_000_000, now: 10_000_000 });
  });

  it('counts what was sent, and says nothing of a ratio over a few orders', () => {
    session.state.traffic.order(anOrder('O1'), 0 as never, session.clock);
    session.state.traffic.cancel(session.clock);
    expect(rule('orderRate')?.limits.map(({ key, now }) => [key, now])).toEqual([
      ['perSecond', 2],
      ['perMinute', 2],
      ['perDay', 2],
    ]);
    expect(rule('newBuys')?.limits[0]).toMatchObject({ limit: 10, now: 1 });
    expect(rule('cancelRatio')?.limits[0]).toMatchObject({ limit: 50_000_000, now: null });
  });
});

it('counts what the gate found wrong, by rule', () => {
  const verdict = { rule: 'cash', code: 'cash.short', params: {} } as const;
  hits.take([{ ...verdict, kind: 'deny' }, { rule: 'paused', kind: 'pass', code: 'paused', params: {} }]);
  hits.take([{ ...verdict, kind: 'shrink' }]);
  expect(rule('cash')?.hits).toEqual({ deny: 1, ask: 0, shrink: 1, warn: 0 });
  expect(rule('paused')?.hits).toEqual({ deny: 0, ask: 0, shrink: 0, warn: 0 });
});

it('reaches the window with the snapshot, and again when something changed', async () => {
  const { SessionView } = await import('./session-view.ts');
  let wall = 1_000_000;
  const view = new SessionView(session, () => wall);
  expect(view.snapshot().risk?.template).toBe('cautious');
  const order = anOrder('O1', { id: 'O1' as OrderId });
  session.emit([{ type: 'orderDenied', order, verdicts: [{ rule: 'cash', kind: 'deny', code: 'cash.short', params: {} }], reason: { code: 'cash.short', params: {} } } as never]);
  expect(view.changes()?.risk).toBeUndefined();
  wall += 1_000;
  expect(view.changes()?.risk?.rules.find(({ name }) => name === 'cash')?.hits.deny).toBe(1);
});
