import { describe, expect, it } from 'vitest';
import { DEFAULT_STRATEGY } from '../../kernel/ids.ts';
import { RATE_ONE, quantity } from '../../kernel/units.ts';
import { type WatchAction, type WatchName, type WatchScope, type WatchSetting } from '../../risk/watch/watch.ts';
import { NO_WATCHES, type WatchPolicy } from '../../risk/watch/watch-policy.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../config.ts';
import { Desk, MAOTAI, MIDEA, TRADER, holding, yuan } from '../desk.fixture.ts';
import { type OmsEvent } from '../events.ts';
import { rebuild } from '../state/rebuild.ts';

const PERCENT = RATE_ONE / 100;

function set(at: number, action: WatchAction, rearm: number | null = null): WatchSetting {
  return { at: at * PERCENT, rearm: rearm === null ? null : rearm * PERCENT, action, execution: 'bestFive' };
}

function watching(watch: WatchName, scope: WatchScope, setting: WatchSetting, more: Partial<WatchPolicy> = {}): TradingConfig {
  const watches = { ...NO_WATCHES.watches, [watch]: { ...NO_WATCHES.watches[watch], [scope]: setting } };
  return { ...DEFAULT_CONFIG, risk: { ...DEFAULT_CONFIG.risk, watch: { ...NO_WATCHES, ...more, watches } } };
}

type Fired = Extract<OmsEvent, { type: 'watchFired' }>;

function fired(desk: Desk): readonly Fired[] {
  return desk.events.filter((event): event is Fired => event.type === 'watchFired');
}

/** A thousand shares that cost 60 yuan each, under a stop loss of 5 % at 57. */
function underStop(action: WatchAction, rearm: number | null = null, sellable = 1_000): Desk {
  const desk = new Desk({ positions: [holding(MIDEA, 1_000, 60, sellable)], config: watching('stopLoss', 'instrument', set(5, action, rearm)) });
  desk.at('09:31:00');
  return desk;
}

describe('a stop loss', () => {
  it('says so, and sells nothing by itself, where it is to alert', () => {
    const desk = underStop('alert');
    desk.quote(MIDEA, 57, 57.01);
    expect(fired(desk)).toEqual([]);
    desk.quote(MIDEA, 56.99, 57);
    const reading = { unit: 'price', from: yuan(60), value: yuan(57), limit: yuan(57), back: null };
    expect(fired(desk)).toMatchObject([{ watch: 'stopLoss', scope: 'instrument', of: MIDEA, reading, lines: [] }]);
    expect(desk.sent).toEqual([]);
  });

  it('proposes a line that waits for a person, with its reason, and sells when it is approved', () => {
    const desk = underStop('propose');
    desk.quote(MIDEA, 56.89, 56.9);
    const line = desk.line(MIDEA);
    expect(line).toMatchObject({ source: 'watch', state: 'proposed', side: 'sell', plannedQuantity: 1_000 });
    expect(line['adjustments']).toMatchObject([{ code: 'watch.stopLoss', params: { value: yuan(56.9), limit: yuan(57) } }]);
    expect(desk.sent).toEqual([]);
    desk.do({ type: 'approveLines', lineIds: [line.id] });
    desk.quote(MIDEA, 56.88, 56.89);
    expect(desk.lastOrder()).toMatchObject({ side: 'sell', quantity: 1_000, origin: 'watch' });
  });

  it('sells at once where it is to act, through the gate and after the journal', () => {
    const desk = underStop('act');
    desk.quote(MIDEA, 56.89, 56.9);
    expect(desk.lastOrder()).toMatchObject({ side: 'sell', instrument: MIDEA, quantity: 1_000, origin: 'watch' });
    const types = desk.types();
    expect(types.indexOf('watchFired')).toBeLessThan(types.indexOf('linesAdded'));
    expect(types.indexOf('linesAdded')).toBeLessThan(types.indexOf('orderIntended'));
    expect(desk.sent[0]?.journalled).toBe(types.length);
  });

  it('fires once, however long the price stays there', () => {
    const desk = underStop('act');
    for (const last of [56.9, 56.8, 57.5, 56.7]) desk.quote(MIDEA, last - 0.01, last);
    expect(fired(desk)).toHaveLength(1);
    expect(desk.oms.state.lines.size).toBe(1);
  });

  it('is armed again when it has come back far enough, and fires a second time', () => {
    const desk = underStop('alert', 2);
    for (const last of [57, 58.2, 57, 58.21, 57.01, 57]) desk.quote(MIDEA, last - 0.01, last);
    expect(desk.types().filter((type) => type.startsWith('watch'))).toEqual(['watchFired', 'watchRearmed', 'watchFired']);
  });

  it('does not fire while it is disarmed, and fires at the next price once it is armed again', () => {
    const desk = underStop('alert');
    const ref = { watch: 'stopLoss', scope: 'instrument', of: MIDEA } as const;
    desk.do({ type: 'disarmWatch', ...ref });
    desk.quote(MIDEA, 55, 55.01);
    expect(fired(desk)).toEqual([]);
    desk.do({ type: 'armWatch', ...ref, setting: null });
    desk.quote(MIDEA, 55, 55.01);
    expect(fired(desk)).toHaveLength(1);
  });

  it('takes a setting of its own for one holding before the policy', () => {
    const desk = underStop('alert');
    desk.do({ type: 'armWatch', watch: 'stopLoss', scope: 'instrument', of: MIDEA, setting: set(2, 'act') });
    desk.quote(MIDEA, 58.79, 58.8);
    expect(desk.sent).toHaveLength(1);
  });

  it('sells what may be sold today, says what may not, and sells that on the next day even if the price is back', () => {
    const desk = underStop('act', null, 600);
    desk.quote(MIDEA, 56.89, 56.9);
    expect(desk.lastOrder()).toMatchObject({ quantity: 600 });
    const [{ unsold, owed } = {}] = fired(desk);
    expect(unsold).toMatchObject([{ instrument: MIDEA, quantity: 400, reason: { code: 'plan.cutToSellable' } }]);
    expect(owed).toMatchObject([{ instrument: MIDEA, strategyId: DEFAULT_STRATEGY, quantity: 400, action: 'act' }]);
    desk.fill(desk.lastOrder().id, 600, yuan(56.89));

    const carried = desk.oms.state.watches.carry(desk.oms.state.ledger);
    const next = new Desk({
      positions: [holding(MIDEA, 400, 60)],
      config: watching('stopLoss', 'instrument', set(5, 'act')),
      ...(carried === null ? {} : { watches: carried }),
    });
    next.at('09:31:00');
    next.quote(MIDEA, 59.99, 60);
    expect(fired(next)).toMatchObject([{ carried: { instrument: MIDEA }, reading: { value: yuan(60) } }]);
    expect(next.lastOrder()).toMatchObject({ quantity: 400, side: 'sell' });
    next.quote(MIDEA, 59.98, 59.99);
    expect(fired(next)).toHaveLength(1);
  });

  it('sells nothing that is sold already: a working sale keeps its shares', () => {
    const desk = underStop('act');
    desk.quote(MIDEA, 59.99, 60);
    desk.do({ type: 'placeOrder', token: 't', ticket: { instrument: MIDEA, side: 'sell', type: 'limit', price: yuan(61), quantity: quantity(600) } });
    desk.quote(MIDEA, 56.89, 56.9);
    const sold = desk.sent.filter(({ order }) => order.side === 'sell').reduce((sum, { order }) => sum + order.quantity, 0);
    expect(sold).toBe(1_000);
    expect(fired(desk)).toMatchObject([{ unsold: [{ quantity: 600 }], owed: [] }]);
  });

  it('ends a buy of the same instrument that is out, so that nobody sells and buys at once', () => {
    const desk = underStop('act');
    desk.plan({ [MIDEA]: 20 });
    desk.quote(MIDEA, 59.99, 60);
    const buy = desk.lastOrder();
    expect(buy.side).toBe('buy');
    desk.quote(MIDEA, 56.89, 56.9);
    expect(desk.cancels).toEqual([buy.id]);
  });

  it('waits, and says so, while sales are paused', () => {
    const desk = underStop('act');
    desk.do({ type: 'setPauses', pauses: { sells: true } });
    desk.quote(MIDEA, 56.89, 56.9);
    expect(desk.sent).toEqual([]);
    expect(desk.line(MIDEA)).toMatchObject({ state: 'approved', reason: { code: 'watch.salesPaused' } });
    desk.do({ type: 'setPauses', pauses: { sells: false } });
    expect(desk.sent).toHaveLength(1);
  });

  it('sells while buys are paused and the account only reduces', () => {
    const desk = underStop('act');
    desk.do({ type: 'setPauses', pauses: { buys: true } });
    desk.do({ type: 'setTradingState', state: 'reducingOnly', reason: 'test' });
    desk.quote(MIDEA, 56.89, 56.9);
    expect(desk.sent).toHaveLength(1);
  });

  it('counts anew for what is bought after everything was sold', () => {
    const desk = underStop('act');
    desk.do({ type: 'armWatch', watch: 'stopLoss', scope: 'instrument', of: MIDEA, setting: set(5, 'act') });
    desk.quote(MIDEA, 56.89, 56.9);
    desk.fill(desk.lastOrder().id, 1_000, yuan(56.89));
    const { watches } = desk.oms.state;
    expect([watches.fired.size, watches.ownRefs().length]).toEqual([0, 0]);
  });
});

describe('locked at limit-down, with nobody buying', () => {
  it.each([
    ['queue', 1],
    ['wait', 0],
  ] as const)('with the policy %s', (atLimitDown, sent) => {
    const config = watching('stopLoss', 'instrument', set(5, 'act'), { atLimitDown });
    const desk = new Desk({ positions: [holding(MIDEA, 1_000, 60)], config });
    desk.at('09:31:00');
    desk.quote(MIDEA, 59.99, 60);
    desk.lockDown(MIDEA);
    expect(desk.sent).toHaveLength(sent);
    if (sent > 0) expect(desk.lastOrder()).toMatchObject({ type: 'limit', price: yuan(54) });
    else expect(desk.line(MIDEA)['reason']).toMatchObject({ code: 'style.noOpposite' });
  });
});

describe('a trailing stop', () => {
  it('counts from the highest price, which outlives the day', () => {
    const config = watching('trailingStop', 'instrument', set(5, 'alert'));
    const desk = new Desk({ positions: [holding(MIDEA, 1_000, 50)], config });
    desk.at('09:31:00');
    for (const last of [60, 64, 62]) desk.quote(MIDEA, last - 0.01, last);
    expect(desk.types().filter((type) => type === 'watchHighMarked')).toHaveLength(2);
    const carried = desk.oms.state.watches.carry(desk.oms.state.ledger);
    const next = new Desk({ positions: [holding(MIDEA, 1_000, 50)], config, ...(carried === null ? {} : { watches: carried }) });
    next.at('09:31:00');
    next.quote(MIDEA, 60.8, 60.81);
    expect(fired(next)).toEqual([]);
    next.quote(MIDEA, 60.79, 60.8);
    expect(fired(next)).toMatchObject([{ reading: { from: yuan(64), value: yuan(60.8), limit: yuan(60.8) } }]);
  });

  it('of a strategy takes what a sale realises for no loss', () => {
    const config = watching('trailingStop', 'strategy', set(5, 'alert'));
    const desk = new Desk({ positions: [holding(MIDEA, 1_000, 50), holding(MAOTAI, 100, 1_700)], config });
    desk.at('09:31:00');
    desk.quote(MAOTAI, 1_699.99, 1_700);
    desk.quote(MIDEA, 59.99, 60);
    const ticket = { instrument: MIDEA, side: 'sell', type: 'limit', price: yuan(59.99), quantity: quantity(900) } as const;
    desk.do({ type: 'placeOrder', token: 't', ticket });
    desk.fill(desk.lastOrder().id, 900, yuan(60));
    desk.quote(MIDEA, 59.99, 60);
    expect(fired(desk)).toEqual([]);
    desk.quote(MAOTAI, 1_612.5, 1_612.51);
    expect(fired(desk)).toEqual([]);
    desk.quote(MAOTAI, 1_612.49, 1_612.5);
    expect(fired(desk)).toMatchObject([{ scope: 'strategy', of: DEFAULT_STRATEGY }]);
  });
});

it('sells what is over the limit where prices have carried a holding over it, in whole lots', () => {
  const desk = new Desk({ cash: 440_000, positions: [holding(MIDEA, 1_000, 60)], config: watching('limitBroken', 'instrument', set(13, 'act')) });
  desk.at('09:31:00');
  desk.quote(MIDEA, 64.99, 65);
  expect(fired(desk)).toEqual([]);
  desk.quote(MIDEA, 65.49, 65.5);
  expect(desk.lastOrder()).toMatchObject({ side: 'sell', quantity: 100 });
});

it('sells what the account holds when the account has lost too much of its day', () => {
  const desk = new Desk({
    cash: 40_000,
    positions: [holding(MIDEA, 1_000, 60), holding(MAOTAI, 100, 1_700)],
    config: watching('dayDrawdown', 'account', set(2, 'act')),
  });
  desk.at('09:31:00');
  desk.quote(MAOTAI, 1_699.99, 1_700);
  desk.quote(MIDEA, 54.6, 54.61);
  expect(fired(desk)).toEqual([]);
  desk.quote(MIDEA, 54.59, 54.6);
  expect(desk.sent.map(({ order }) => order.instrument)).toEqual([MIDEA, MAOTAI]);
});

it('refuses to arm what cannot be', () => {
  const desk = underStop('alert');
  const arm = (watch: WatchName, scope: WatchScope, of: string, setting: WatchSetting | null) => {
    const answer = desk.do({ type: 'armWatch', watch, scope, of, setting });
    return answer.ok ? null : answer.error.code;
  };
  expect(arm('stopLoss', 'market', '', set(5, 'alert'))).toBe('watch.wrongScope');
  expect(arm('stopLoss', 'instrument', MAOTAI, set(5, 'alert'))).toBe('watch.notHeld');
  expect(arm('takeProfit', 'instrument', MIDEA, null)).toBe('watch.notSet');
  expect(arm('takeProfit', 'instrument', MIDEA, set(0, 'alert'))).toBe('watch.badLimit');
  expect(arm('takeProfit', 'instrument', MIDEA, set(5, 'alert', 5))).toBe('watch.rearmTooFar');
  expect(arm('takeProfit', 'instrument', MIDEA, { ...set(5, 'alert'), execution: 'magic' })).toBe('watch.unknownStyle');
  expect(arm('takeProfit', 'instrument', MIDEA, set(5, 'alert'))).toBeNull();
});

it('is the same after a rebuild as it was', () => {
  const desk = underStop('propose', 1);
  desk.do({ type: 'armWatch', watch: 'trailingStop', scope: 'instrument', of: MIDEA, setting: set(1, 'alert') });
  for (const last of [58, 57, 56, 59, 56.5]) desk.quote(MIDEA, last - 0.01, last);
  expect(rebuild(desk.records)).toEqual(desk.oms.state);
  expect(desk.events.filter(({ type }) => type === 'commandGiven')).toMatchObject([{ by: TRADER }]);
});
