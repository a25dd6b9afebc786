import { describe, expect, it } from 'vitest';
import { quantity, rate } from '../kernel/units.ts';
import { type RiskRules, TEMPLATES } from '../risk/policy.ts';
import { DEFAULT_CONFIG, type TradingConfig } from './config.ts';
import { Desk, MAOTAI, MIDEA, TRADER, holding, yuan } from './desk.fixture.ts';
import { rebuild } from './state/rebuild.ts';

function withRules(rules: Partial<RiskRules>): TradingConfig {
  return { ...DEFAULT_CONFIG, risk: { ...TEMPLATES.own, rules: { ...TEMPLATES.own.rules, ...rules } } };
}

/** 200 Maotai at 1700 and cash: an account worth 1,340,000 yuan, in the morning. */
function morning(rules: Partial<RiskRules> = {}): Desk {
  const desk = new Desk({ positions: [holding(MAOTAI, 200, 1700)], config: withRules(rules) });
  desk.at('09:30:00');
  desk.quote(MAOTAI, 1699, 1700);
  desk.quote(MIDEA, 59.99, 60);
  return desk;
}

let tokens = 0;

function order(desk: Desk, side: 'buy' | 'sell', instrument: typeof MIDEA, shares: number, price: number): string {
  tokens += 1;
  const ticket = { instrument, side, type: 'limit', price: yuan(price), quantity: quantity(shares) } as const;
  const outcome = desk.do({ type: 'placeOrder', ticket, token: `t${tokens}` });
  return outcome.ok ? 'sent' : outcome.error.code;
}

describe("the account's switch", () => {
  it('lets only sales pass when the account only reduces, and nothing new when it is halted', () => {
    const desk = morning();
    expect(desk.do({ type: 'setTradingState', state: 'reducingOnly', reason: 'news' }).ok).toBe(true);
    expect(order(desk, 'buy', MIDEA, 100, 60)).toBe('accountState.reducingOnly');
    expect(order(desk, 'sell', MAOTAI, 100, 1700)).toBe('sent');
    desk.do({ type: 'setTradingState', state: 'halted', reason: 'worse news' });
    expect(order(desk, 'sell', MAOTAI, 100, 1700)).toBe('accountState.halted');
    expect(desk.do({ type: 'cancelAll' }).ok).toBe(true);
    desk.do({ type: 'setTradingState', state: 'active', reason: 'all is well' });
    expect(order(desk, 'buy', MIDEA, 100, 60)).toBe('sent');
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('wants a reason, and does not start again what something impossible stopped', () => {
    const desk = morning();
    expect(desk.do({ type: 'setTradingState', state: 'halted', reason: ' ' })).toMatchObject({ error: { code: 'tradingState.needsReason' } });
    desk.report('O-nobody-knows' as never, { kind: 'accepted' });
    expect(desk.oms.state.trading).toBe('halted');
    expect(desk.do({ type: 'setTradingState', state: 'active', reason: 'why not' })).toMatchObject({ error: { code: 'tradingState.accountHalted' } });
  });

  it('stops the lines of a plan too', () => {
    const desk = morning();
    desk.do({ type: 'setTradingState', state: 'reducingOnly', reason: 'news' });
    desk.plan({ [MIDEA]: 20, [MAOTAI]: 0 });
    desk.quote(MIDEA, 59.99, 60);
    desk.quote(MAOTAI, 1699, 1700);
    expect(desk.sent.map((sent) => sent.order.side)).toEqual(['sell']);
    expect(desk.line(MIDEA)['reason']).toMatchObject({ code: 'accountState.reducingOnly' });
  });
});

describe('limits on what is held', () => {
  it('count what is on order until the broker says that it is gone', () => {
    const desk = morning({ instrumentShare: { most: rate(10_000_000), severity: 'deny' } });
    expect(order(desk, 'buy', MIDEA, 1_300, 60)).toBe('sent');
    expect(order(desk, 'buy', MIDEA, 1_000, 60)).toBe('instrumentShare.exceeded');
    const { id } = desk.lastOrder();
    desk.do({ type: 'cancelOrder', orderId: id });
    expect(order(desk, 'buy', MIDEA, 1_000, 60)).toBe('instrumentShare.exceeded');
    desk.fill(id, 300, yuan(60));
    desk.report(id, { kind: 'cancelled', reason: null });
    expect(order(desk, 'buy', MIDEA, 2_000, 60)).toBe('instrumentShare.exceeded');
    expect(order(desk, 'buy', MIDEA, 1_900, 60)).toBe('sent');
  });

  it('cut a plan line to what is allowed and say so', () => {
    const desk = morning({ instrumentShare: { most: rate(10_000_000), severity: 'shrink' } });
    desk.plan({ [MIDEA]: 50, [MAOTAI]: 25 });
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.lastOrder()).toMatchObject({ instrument: MIDEA, quantity: 2_100 });
    const verdicts = desk.oms.state.verdicts.get(desk.lastOrder().id) ?? [];
    expect(verdicts.filter(({ kind }) => kind === 'shrink').map(({ code }) => code)).toEqual(['instrumentShare.exceeded']);
  });

  it('send a large line in orders of the size that draws no eyes', () => {
    const desk = morning({ orderSize: { shares: quantity(300_000), value: 60_000_0000 as never, severity: 'shrink' } });
    desk.plan({ [MIDEA]: 10, [MAOTAI]: 25 });
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.lastOrder().quantity).toBe(900);
    desk.fill(desk.lastOrder().id, 900, yuan(60));
    desk.at('09:31:00');
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent.filter((sent) => sent.order.instrument === MIDEA)).toHaveLength(2);
  });
});

describe('a rule that asks', () => {
  const asking = () => {
    const desk = morning({ instrumentShare: { most: rate(5_000_000), severity: 'ask' }, newBuys: { most: 9, severity: 'deny' } });
    desk.plan({ [MIDEA]: 20, [MAOTAI]: 25 });
    desk.quote(MIDEA, 59.99, 60);
    return desk;
  };

  it('holds the line until a person says yes, with a reason, for this line', () => {
    const desk = asking();
    const { id, reason } = desk.line(MIDEA);
    expect(reason).toMatchObject({ code: 'instrumentShare.exceeded' });
    expect(desk.sent.filter(({ order: { side } }) => side === 'buy')).toHaveLength(0);
    expect(desk.do({ type: 'overrideRule', lineId: id, rule: 'instrumentShare', reason: '' })).toMatchObject({ error: { code: 'override.needsReason' } });
    expect(desk.do({ type: 'overrideRule', lineId: id, rule: 'instrumentShare', reason: 'index change' }).ok).toBe(true);
    expect(desk.lastOrder()).toMatchObject({ side: 'buy', instrument: MIDEA });
    expect(desk.events).toContainEqual({ type: 'ruleOverridden', lineId: id, rule: 'instrumentShare', by: 'trader', reason: { code: 'override.byPerson', params: { rule: 'instrumentShare', reason: 'index change' } } });
    const verdicts = desk.oms.state.verdicts.get(desk.lastOrder().id) ?? [];
    expect(verdicts.find(({ rule }) => rule === 'instrumentShare')).toMatchObject({ kind: 'warn' });
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('takes another person where the policy says so, and names both', () => {
    const rules = { ...TEMPLATES.own.rules, instrumentShare: { most: rate(5_000_000), severity: 'ask' } as const };
    const risk = { ...TEMPLATES.own, rules, secondPerson: { overrides: true, loosening: false } };
    const desk = new Desk({ config: { ...DEFAULT_CONFIG, risk } });
    desk.at('09:30:00');
    desk.plan({ [MIDEA]: 20 });
    desk.quote(MIDEA, 59.99, 60);
    const asked = { type: 'overrideRule', lineId: desk.line(MIDEA).id, rule: 'instrumentShare', reason: 'index change' } as const;
    expect(desk.do(asked)).toMatchObject({ error: { code: 'override.needsSecondPerson' } });
    expect(desk.do({ ...asked, approvedBy: TRADER })).toMatchObject({ error: { code: 'override.needsSecondPerson' } });
    expect(desk.do({ ...asked, approvedBy: 'olga' as typeof TRADER }).ok).toBe(true);
    expect(desk.events.find(({ type }) => type === 'ruleOverridden')).toMatchObject({ by: 'trader', approvedBy: 'olga' });
    expect(desk.lastOrder()).toMatchObject({ side: 'buy', instrument: MIDEA });
  });

  it('is no way around a rule that denies', () => {
    const desk = asking();
    for (const rule of ['newBuys', 'cash', 'nothing']) {
      const outcome = desk.do({ type: 'overrideRule', lineId: desk.line(MIDEA).id, rule, reason: 'please' });
      expect(outcome).toMatchObject({ error: { code: 'override.notAsked' } });
    }
  });
});

describe("the day's counters", () => {
  it('count orders, cancels, new names and losses from events alone, and are the same after a restart', () => {
    const desk = morning();
    order(desk, 'buy', MIDEA, 100, 60);
    desk.do({ type: 'cancelAll' });
    order(desk, 'sell', MAOTAI, 100, 1690);
    desk.fill(desk.lastOrder().id, 50, yuan(1690));
    expect(desk.oms.state.traffic).toMatchObject({ orders: 2, cancels: 1, lossStreak: 0 });
    desk.fill(desk.lastOrder().id, 50, yuan(1690));
    expect(desk.oms.state.traffic).toMatchObject({ lossStreak: 1, opened: new Set([MIDEA]) });
    expect(desk.oms.state.traffic.filledOf(MAOTAI)).toBe(100);
    order(desk, 'sell', MAOTAI, 100, 1705);
    desk.fill(desk.lastOrder().id, 100, yuan(1705));
    expect(desk.oms.state.traffic.lossStreak).toBe(0);
    expect(rebuild(desk.records).traffic).toEqual(desk.oms.state.traffic);
  });

  it('begin again with the day', () => {
    const desk = morning();
    order(desk, 'buy', MIDEA, 100, 60);
    expect(desk.oms.state.traffic.orders).toBe(1);
    expect(morning().oms.state.traffic).toMatchObject({ orders: 0, cancels: 0 });
  });

  it("mark the day's high in steps, where a rule measures from it", () => {
    const drawdown = { most: rate(1_000_000), severity: 'deny' } as const;
    const desk = morning({ drawdown });
    for (const price of [1701, 1702, 1720, 1719, 1740]) desk.quote(MAOTAI, price - 1, price);
    const marks = desk.events.flatMap((event) => (event.type === 'equityHighMarked' ? [event.equity / 10_000] : []));
    expect(marks).toEqual([1_340_200, 1_340_400, 1_344_000, 1_348_000]);
    desk.quote(MAOTAI, 1672, 1673);
    expect(order(desk, 'buy', MIDEA, 100, 60)).toBe('sent');
    desk.quote(MAOTAI, 1671, 1672);
    expect(order(desk, 'buy', MIDEA, 100, 60)).toBe('drawdown.reached');
    expect(morning().types()).not.toContain('equityHighMarked');
  });
});

it('buys nothing with real money before somebody has chosen a policy', () => {
  const open = (mode: 'live' | 'paper') => new Desk({ mode, positions: [holding(MAOTAI, 200, 1700)] });
  const desk = open('live');
  desk.at('09:30:00');
  desk.quote(MIDEA, 59.99, 60);
  desk.quote(MAOTAI, 1699, 1700);
  expect(order(desk, 'buy', MIDEA, 100, 60)).toBe('policy.missing');
  expect(order(desk, 'sell', MAOTAI, 100, 1700)).toBe('sent');
  const paper = open('paper');
  paper.at('09:30:00');
  paper.quote(MIDEA, 59.99, 60);
  expect(order(paper, 'buy', MIDEA, 100, 60)).toBe('sent');
});
