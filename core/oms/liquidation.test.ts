import { describe, expect, it } from 'vitest';
import { DEFAULT_STRATEGY, type OrderId, type StrategyId } from '../kernel/ids.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { type LiquidationScope } from './command.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { type OmsEvent } from './events.ts';

const STYLE = DEFAULT_STYLES.bestFive;
const ALL: LiquidationScope = { kind: 'all' };
const ALPHA = 'alpha' as StrategyId;

function sellOut(desk: Desk, { scope = ALL, liftHolds = false, token = 't1' } = {}): ReturnType<Desk['do']> {
  return desk.do({ type: 'liquidate', scope, style: STYLE, liftHolds, token });
}

function lines(desk: Desk) {
  return [...desk.oms.state.lines.values()].filter((line) => line.source === 'liquidation');
}

function trading(desk: Desk): void {
  desk.at('09:30:00');
  desk.quote(MAOTAI, 1699, 1700);
  desk.quote(MIDEA, 59.99, 60);
}

const sales = (desk: Desk) => desk.sent.filter(({ order }) => order.origin === 'liquidation').map(({ order }) => order);

describe('selling out', () => {
  it('sells all that may be sold, says why of the rest, and does what it showed', () => {
    const desk = new Desk({ positions: [holding(MAOTAI, 300, 1700), holding(MIDEA, 500, 60, 200)] });
    trading(desk);
    const preview = desk.oms.previewLiquidation({ scope: ALL, style: STYLE });
    expect(sellOut(desk).ok).toBe(true);
    expect(sales(desk).map(({ instrument, side, quantity }) => [instrument, side, quantity])).toEqual([
      [MIDEA, 'sell', 200],
      [MAOTAI, 'sell', 300],
    ]);
    const added = desk.events.find((event): event is Extract<OmsEvent, { type: 'linesAdded' }> => event.type === 'linesAdded');
    expect(preview.ok && preview.value.lines).toEqual(added?.lines);
    expect(added).toMatchObject({ by: 'trader', token: 't1', reason: { code: 'liquidation.byPerson' } });
    const [midea] = lines(desk);
    expect(midea?.adjustments).toEqual([{ code: 'plan.cutToSellable', params: { wanted: 500, planned: 200, held: 500, sellable: 200 } }]);
  });

  it('counts proceeds and bound from the price now, not from yesterday', () => {
    const desk = new Desk({ positions: [holding(MIDEA, 500, 60)] });
    desk.at('09:30:00');
    desk.quote(MIDEA, 56.99, 57);
    expect(sellOut(desk).ok).toBe(true);
    expect(lines(desk)[0]).toMatchObject({ refPrice: yuan(57), estValue: yuan(57 * 500) });
    expect(sales(desk)).toHaveLength(1);
  });

  it('does nothing a second time with the same token', () => {
    const desk = new Desk({ positions: [holding(MIDEA, 500, 60)] });
    trading(desk);
    sellOut(desk);
    const sent = desk.sent.length;
    expect(sellOut(desk)).toMatchObject({ ok: false, error: { code: 'liquidation.alreadyBegun' } });
    expect(desk.sent).toHaveLength(sent);
  });

  it('stops the buys, and takes up the shares of a working sale only once they are free', () => {
    const desk = new Desk({ positions: [holding(MIDEA, 500, 60)] });
    desk.plan({ [MIDEA]: 0, [MAOTAI]: 50 });
    desk.at('09:15:00');
    const [sale, buy] = desk.sent.map(({ order }) => order.id) as [OrderId, OrderId];
    trading(desk);
    desk.report(sale, { kind: 'accepted' });
    desk.report(buy, { kind: 'accepted' });
    expect(sellOut(desk).ok).toBe(true);
    expect(desk.cancels).toEqual(expect.arrayContaining([sale, buy]));
    expect(sales(desk)).toEqual([]);
    expect(lines(desk)[0]?.reason?.code).toBe('line.awaitsShares');
    desk.fill(sale, 200, yuan(60));
    desk.report(sale, { kind: 'cancelled', reason: null });
    desk.report(buy, { kind: 'cancelled', reason: null });
    desk.quote(MIDEA, 59.99, 60);
    desk.quote(MAOTAI, 1699, 1700);
    expect(sales(desk).map((order) => order.quantity)).toEqual([300]);
    expect(desk.sent.filter(({ order }) => order.side === 'buy')).toHaveLength(1);
    desk.fill(desk.lastOrder().id, 300, yuan(59.99));
    expect(desk.oms.state.ledger.positions.has(MIDEA)).toBe(false);
    desk.at('09:30:30');
    expect(lines(desk)[0]).toMatchObject({ state: 'done', filled: 300, reason: { code: 'line.belowLot' } });
  });

  it('passes a pause of buys, of the strategy and the guard at limit-up', () => {
    const desk = new Desk({ positions: [holding(MIDEA, 500, 60)] });
    desk.do({ type: 'setPauses', pauses: { buys: true } });
    desk.do({ type: 'pauseStrategy', strategyId: holding(MIDEA, 1, 60).strategyId });
    desk.at('09:30:00');
    desk.quote(MIDEA, 66, 66);
    expect(sellOut(desk).ok).toBe(true);
    expect(sales(desk)).toHaveLength(1);
  });

  it.each([
    ['a pause of sells', (desk: Desk) => desk.do({ type: 'setPauses', pauses: { sells: true } }), 'liquidation.sellsPaused'],
    ['a halt', (desk: Desk) => desk.do({ type: 'setTradingState', state: 'halted', reason: 'lunch' }), 'liquidation.halted'],
  ])('says that %s holds it back, and lifts it only when told to', (_name, hold, code) => {
    const desk = new Desk({ positions: [holding(MIDEA, 500, 60)] });
    trading(desk);
    hold(desk);
    expect(desk.oms.previewLiquidation({ scope: ALL, style: STYLE })).toMatchObject({ ok: true, value: { held: [code] } });
    expect(sellOut(desk)).toMatchObject({ ok: false, error: { code } });
    expect(sales(desk)).toEqual([]);
    expect(sellOut(desk, { liftHolds: true }).ok).toBe(true);
    expect(sales(desk)).toHaveLength(1);
    expect(desk.oms.state.trading).not.toBe('halted');
  });

  it('keeps to the strategy or the instruments it is asked for', () => {
    const desk = new Desk({ positions: [holding(MIDEA, 500, 60), { ...holding(MIDEA, 300, 60), strategyId: ALPHA }, holding(MAOTAI, 100, 1700)] });
    trading(desk);
    expect(sellOut(desk, { scope: { kind: 'strategy', strategyId: ALPHA } }).ok).toBe(true);
    expect(sales(desk).map(({ strategyId, quantity }) => [strategyId, quantity])).toEqual([[ALPHA, 300]]);
    expect(sellOut(desk, { scope: { kind: 'instruments', instruments: [MAOTAI] }, token: 't2' }).ok).toBe(true);
    expect(sales(desk).at(-1)).toMatchObject({ instrument: MAOTAI, quantity: 100 });
  });

  it('refuses when nothing can be sold, and names what has no price', () => {
    const unknown = '600000.SH' as InstrumentId;
    const desk = new Desk({ positions: [holding(MIDEA, 500, 60, 0), holding(unknown, 100, 10)] });
    const preview = desk.oms.previewLiquidation({ scope: ALL, style: STYLE });
    expect(preview.ok && preview.value.lines.map((line) => line.blocked?.code)).toEqual(['plan.notSellable', 'plan.noReference']);
    expect(sellOut(desk)).toMatchObject({ ok: false, error: { code: 'sale.nothingToSell' } });
  });

  it('is kept by a new plan, and outlives the time at which approvals lapse', () => {
    const desk = new Desk({ positions: [holding(MIDEA, 500, 60), holding(MAOTAI, 100, 1700)] });
    sellOut(desk);
    desk.propose({ [MAOTAI]: 20 });
    desk.at('14:57:00');
    expect(lines(desk).map((line) => line.state)).toEqual(['approved', 'approved']);
  });
});

describe('the pause of a strategy', () => {
  it('holds its lines and no others, until it is resumed', () => {
    const desk = new Desk({ positions: [{ ...holding(MAOTAI, 100, 1700), strategyId: ALPHA }] });
    desk.plan({ [MIDEA]: 50 });
    const strategyId = DEFAULT_STRATEGY;
    desk.do({ type: 'pauseStrategy', strategyId });
    desk.do({ type: 'pauseStrategy', strategyId: ALPHA });
    expect(desk.oms.state.pauses.strategies).toEqual([ALPHA, strategyId]);
    desk.at('09:15:00');
    trading(desk);
    expect(desk.sent).toEqual([]);
    desk.do({ type: 'resumeStrategy', strategyId });
    expect(desk.sent).toHaveLength(1);
    expect(desk.events.findLast((event) => event.type === 'pausesChanged')).toMatchObject({
      before: { strategies: [ALPHA, strategyId] },
      after: { strategies: [ALPHA] },
    });
  });

  it('is refused for a strategy that the account does not know', () => {
    const desk = new Desk();
    expect(desk.do({ type: 'pauseStrategy', strategyId: ALPHA })).toMatchObject({ ok: false, error: { code: 'pause.noSuchStrategy' } });
  });
});
