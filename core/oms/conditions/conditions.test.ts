import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../../kernel/time.ts';
import { quantity, rate } from '../../kernel/units.ts';
import { type DailyBar, type DailyHistory } from '../../market/daily-history.ts';
import { carryForward } from '../../portfolio/carry-forward.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from '../desk.fixture.ts';
import { DEFAULT_CONFIG, type Guards } from '../config.ts';
import { rebuild } from '../state/rebuild.ts';

const LIMIT = { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: { style: 'limit', price: null } } } as const;

/** A desk in the continuous session whose one line buys or sells with these guards and no condition. */
function guardedDesk(guards: Partial<Guards>, held = 0): Desk {
  const execution = { ...LIMIT.execution, guards: { ...LIMIT.execution.guards, ...guards } };
  const desk = new Desk({ config: { ...LIMIT, execution }, positions: held > 0 ? [holding(MIDEA, held, 55)] : [] });
  desk.at('09:30:00');
  desk.plan({ [MIDEA]: held > 0 ? 0 : 50 });
  return desk;
}

/** A desk in the continuous session with one approved line over a 60-yuan stock. */
function deskWith(condition: string, options: { readonly target?: number; readonly held?: number; readonly history?: DailyHistory } = {}): Desk {
  const { target = 50, held = 0, history } = options;
  const positions = held > 0 ? [holding(MIDEA, held, 55)] : [];
  const desk = new Desk({ config: LIMIT, positions, ...(history === undefined ? {} : { history }) });
  desk.at('09:30:00');
  desk.plan({ [MIDEA]: target }, condition);
  return desk;
}

function reason(desk: Desk): unknown {
  return desk.oms.state.lines.get(desk.line(MIDEA).id)?.reason;
}

describe('a line with a condition', () => {
  it('waits with the numbers, and acts once it holds', () => {
    const desk = deskWith('change <= -1%');
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent).toHaveLength(0);
    expect(reason(desk)).toEqual({ code: 'condition.notMet', params: { condition: 'change <= -1%', numbers: 'change = 0%' } });
    desk.quote(MIDEA, 59.29, 59.3);
    expect(desk.sent).toHaveLength(1);
    expect(desk.types().slice(-2)).toEqual(['conditionMet', 'orderIntended']);
    expect(desk.events.find((event) => event.type === 'conditionMet')).toMatchObject({
      condition: 'change <= -1%',
      why: [{ leaf: 'change <= -1%', holds: true, left: '-1.166667%', right: '-1%', missing: null }],
    });
  });

  it('says once that it waits, not at every quote', () => {
    const desk = deskWith('price < 50');
    for (let n = 0; n < 5; n += 1) desk.quote(MIDEA, 59.99 - n / 100, 60 - n / 100);
    expect(desk.types().filter((type) => type === 'lineWaiting')).toHaveLength(2);
    expect(desk.events.flatMap((event) => (event.type === 'lineWaiting' ? [event.reason.code] : []))).toEqual([
      'condition.unknown',
      'condition.notMet',
    ]);
  });

  it('does not act on what it does not know, and says what is missing', () => {
    const desk = deskWith('price < ma(3)');
    desk.quote(MIDEA, 59.29, 59.3);
    expect(desk.sent).toHaveLength(0);
    expect(reason(desk)).toEqual({
      code: 'condition.unknown',
      params: { condition: 'price < ma(3)', numbers: 'price = 59.30; ma(3) = ?', missing: 'dailyBars' },
    });
  });

  it('acts on past days where they are known', () => {
    const bar: DailyBar = { high: yuan(62), low: yuan(58), close: yuan(61), volume: quantity(1_000) };
    const desk = deskWith('price < ma(3)', { history: { bars: (_id, days) => Array.from({ length: days }, () => bar) } });
    desk.quote(MIDEA, 59.29, 59.3);
    expect(desk.sent).toHaveLength(1);
  });

  it('sends nothing more once it has ceased to hold, and leaves alone what is out', () => {
    const desk = deskWith('change <= -1%');
    desk.quote(MIDEA, 59.29, 59.3);
    const { id } = desk.lastOrder();
    desk.report(id, { kind: 'accepted' });
    desk.quote(MIDEA, 60.29, 60.3);
    expect(desk.cancels).toEqual([]);
    expect(reason(desk)).toBeNull();
    desk.report(id, { kind: 'cancelled', reason: { code: 'exchange.gone', params: {} } });
    desk.quote(MIDEA, 60.29, 60.3);
    expect(desk.sent).toHaveLength(1);
    expect(reason(desk)).toMatchObject({ code: 'condition.notMet' });
    desk.quote(MIDEA, 59.19, 59.2);
    expect(desk.sent).toHaveLength(2);
    expect(desk.types().filter((type) => type === 'conditionMet')).toHaveLength(2);
  });

  it('waits until it has held for as long as it asks', () => {
    const desk = deskWith('change <= -1% for 30s');
    for (const [time, ask] of [['09:31:00', 59.3], ['09:31:20', 60], ['09:31:40', 59.3], ['09:32:09', 59.3]] as const) {
      desk.at(time);
      desk.quote(MIDEA, ask - 0.01, ask);
    }
    expect(desk.sent).toHaveLength(0);
    desk.at('09:32:10');
    desk.quote(MIDEA, 59.29, 59.3);
    expect(desk.sent).toHaveLength(1);
  });

  it('counts that time also while it is paused', () => {
    const desk = deskWith('change <= -1% for 30s');
    desk.do({ type: 'pauseLine', lineId: desk.line(MIDEA).id });
    for (const time of ['09:31:00', '09:31:40']) {
      desk.at(time);
      desk.quote(MIDEA, 59.29, 59.3);
    }
    expect(desk.sent).toHaveLength(0);
    desk.do({ type: 'resumeLine', lineId: desk.line(MIDEA).id });
    expect(desk.sent).toHaveLength(1);
  });

  it('is an exit of what is held', () => {
    const desk = deskWith('profit_rate >= 10% or profit_rate <= -5%', { target: 0, held: 1_000 });
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent).toHaveLength(0);
    desk.quote(MIDEA, 60.59, 60.6);
    expect(desk.lastOrder()).toMatchObject({ side: 'sell', quantity: 1_000 });
  });

  it('comes out of the journal as it was', () => {
    const desk = deskWith('change <= -1%');
    desk.quote(MIDEA, 59.99, 60);
    desk.quote(MIDEA, 59.29, 59.3);
    const again = rebuild(desk.records);
    expect(again.lines).toEqual(desk.oms.state.lines);
    expect(again.conditionsMet).toEqual(desk.oms.state.conditionsMet);
    expect(again.conditionsMet.size).toBe(1);
  });
});

describe('whatever its condition says, a line', () => {
  it('does not sell at limit-up, and sells when it opens', () => {
    const desk = guardedDesk({}, 1_000);
    desk.quote(MIDEA, 65.99, 66);
    expect(desk.sent).toHaveLength(0);
    expect(reason(desk)).toEqual({ code: 'condition.sellAtLimitUp', params: { limitUp: 660_000 } });
    desk.quote(MIDEA, 65.89, 65.9);
    expect(desk.lastOrder()).toMatchObject({ side: 'sell', price: yuan(65.89) });
  });

  it('does not buy at limit-down, and buys when it opens', () => {
    const desk = guardedDesk({});
    desk.quote(MIDEA, 53.99, 54);
    expect(desk.sent).toHaveLength(0);
    expect(reason(desk)).toEqual({ code: 'condition.buyAtLimitDown', params: { limitDown: 540_000 } });
    desk.quote(MIDEA, 54.09, 54.1);
    expect(desk.lastOrder()).toMatchObject({ side: 'buy', price: yuan(54.1) });
  });

  it('does so where the account says so', () => {
    const desk = guardedDesk({ sellAtLimitUp: true }, 1_000);
    desk.quote(MIDEA, 65.99, 66);
    expect(desk.sent).toHaveLength(1);
  });

  it('does not buy beyond the change that the account sets, and sells all the same', () => {
    const desk = guardedDesk({ maxBuyChange: rate(5_000_000) });
    desk.quote(MIDEA, 63, 63.01);
    expect(reason(desk)).toEqual({ code: 'condition.buyBeyondChange', params: { change: '5.016667%', max: '5%' } });
    desk.quote(MIDEA, 62.99, 63);
    expect(desk.sent).toHaveLength(1);
    const selling = guardedDesk({ maxBuyChange: rate(5_000_000) }, 1_000);
    selling.quote(MIDEA, 63, 63.01);
    expect(selling.sent).toHaveLength(1);
  });

  it('goes into the auction before its first quote, but not where the change must be known', () => {
    for (const [maxBuyChange, orders] of [[null, 1], [rate(5_000_000), 0]] as const) {
      const desk = new Desk({ config: { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, guards: { ...DEFAULT_CONFIG.execution.guards, maxBuyChange } } } });
      desk.plan({ [MIDEA]: 50 });
      desk.at('09:15:00');
      expect(desk.sent).toHaveLength(orders);
      if (orders === 0) expect(reason(desk)).toMatchObject({ code: 'condition.buyChangeUnknown', params: { missing: 'price' } });
    }
  });
});

describe('the days that a position was held', () => {
  function heldSince(opened: string | null): Desk {
    const position = holding(MIDEA, 1_000, 55);
    const positions = [opened === null ? position : { ...position, opened: opened as TradeDate }];
    const desk = new Desk({ config: LIMIT, positions });
    desk.at('09:30:00');
    desk.plan({ [MIDEA]: 0 }, 'holding_days >= 3');
    desk.quote(MIDEA, 59.99, 60);
    return desk;
  }

  it.each([
    ['2024-03-01', 1],
    ['2024-03-04', 0],
  ])('are sessions, not days: since %s', (opened, orders) => {
    expect(heldSince(opened).sent).toHaveLength(orders);
  });

  it('are not known where nobody knows when it was opened', () => {
    expect(reason(heldSince(null))).toMatchObject({ code: 'condition.unknown', params: { missing: 'holdingDays' } });
  });

  it('begin on the day of the buy and are carried into the next', () => {
    const desk = new Desk({ config: LIMIT });
    desk.at('09:30:00');
    desk.plan({ [MIDEA]: 10 });
    desk.quote(MIDEA, 59.99, 60);
    const { id, quantity: bought } = desk.lastOrder();
    desk.fill(id, bought, yuan(60));
    expect(carryForward(desk.oms.state.ledger).positions).toMatchObject([{ instrument: MIDEA, opened: '2024-03-06' }]);
  });
});

describe('the blacklist', () => {
  it.each([
    ['names the stock', [MIDEA], 0],
    ['names another', [MAOTAI], 1],
  ])('that %s', (_what, instruments, orders) => {
    const never = { instruments, industries: [], boards: [], names: [] };
    const rules = { ...LIMIT.risk.rules, restricted: { only: null, never, severity: 'warn' } } as const;
    const desk = new Desk({ config: { ...LIMIT, risk: { ...LIMIT.risk, rules } } });
    desk.at('09:30:00');
    desk.plan({ [MIDEA]: 50 }, 'not blacklisted');
    desk.quote(MIDEA, 59.99, 60);
    expect(desk.sent).toHaveLength(orders);
  });

  it('is not known where the account has none', () => {
    const desk = deskWith('not blacklisted');
    desk.quote(MIDEA, 59.99, 60);
    expect(reason(desk)).toMatchObject({ code: 'condition.unknown', params: { missing: 'blacklist' } });
  });
});

it('sends nothing at a moment when its condition does not hold, whatever the quotes', () => {
  const look = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom(58, 59, 59.4, 59.5, 60), fc.boolean());
  fc.assert(
    fc.property(fc.array(look, { maxLength: 60 }), fc.constantFrom(0, 6, 30), (looks, seconds) => {
      const desk = deskWith(seconds === 0 ? 'change <= -1%' : `change <= -1% for ${seconds}s`, { target: 20 });
      let since: number | null = null;
      for (const [pause, ask, ends] of looks) {
        desk.now = (desk.now + pause * 1000) as typeof desk.now;
        if (pause > 60) since = null;
        since = ask <= 59.4 ? (since ?? desk.now) : null;
        const before = desk.sent.length;
        desk.quote(MIDEA, ask - 0.01, ask);
        if (desk.sent.length > before) expect(since !== null && desk.now - since >= seconds * 1000).toBe(true);
        const open = [...desk.oms.state.openOrders][0];
        if (ends && open !== undefined) desk.report(open, { kind: 'rejected', reason: { code: 'exchange.refused', params: {} } });
      }
      expect(rebuild(desk.records)).toEqual(desk.oms.state);
    }),
    { numRuns: 200 },
  );
});
