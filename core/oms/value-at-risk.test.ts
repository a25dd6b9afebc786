import { describe, expect, it } from 'vitest';
import { type Money, type Rate, quantity, rate } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type ReturnHistory } from '../risk/measures/return-history.ts';
import { TEMPLATES } from '../risk/policy.ts';
import { apply } from './state/apply.ts';
import { DEFAULT_CONFIG, type TradingConfig } from './config.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { LiveState } from './state/live-state.ts';
import { RiskBook } from './state/risk-book.ts';

const OTHER = '000001.SZ' as InstrumentId;

/** Twenty days, on one of which Midea lost a tenth and on another Maotai a twentieth; the third has no past. */
const HISTORY: ReturnHistory = {
  days: 20,
  returns: (instrument) => {
    if (instrument === OTHER) return undefined;
    const [day, loss] = instrument === MIDEA ? [3, -0.1] : [7, -0.05];
    return Float64Array.from({ length: 20 }, (_, i) => (i === day ? loss : 0.001));
  },
};

/** What the worst day in a hundred may cost. */
function budget(most: Rate, severity: 'deny' | 'warn' = 'deny'): TradingConfig {
  const valueAtRisk = { confidence: rate(99_000_000), most, mostShortfall: most, severity };
  return { ...DEFAULT_CONFIG, risk: { ...TEMPLATES.own, rules: { ...TEMPLATES.own.rules, valueAtRisk } } };
}

/** 200 Maotai at 1700 and cash: an account worth 1,340,000 yuan. */
function morning(config: TradingConfig, returns = HISTORY): Desk {
  const desk = new Desk({ positions: [holding(MAOTAI, 200, 1700)], config, returns });
  desk.list(OTHER, 10);
  desk.at('09:30:00');
  desk.quote(MAOTAI, 1699, 1700);
  desk.quote(MIDEA, 59.99, 60);
  desk.quote(OTHER, 9.99, 10);
  return desk;
}

let tokens = 0;

function buy(desk: Desk, instrument: InstrumentId, shares: number, price: number): string {
  tokens += 1;
  const ticket = { instrument, side: 'buy', type: 'limit', price: yuan(price), quantity: quantity(shares) } as const;
  const outcome = desk.do({ type: 'placeOrder', ticket, token: `v${tokens}` });
  return outcome.ok ? 'sent' : outcome.error.code;
}

describe('a budget for bad days', () => {
  // Two in a hundred of 1,340,000 are 26,800: what 4,400 Midea lose on their worst day, and 4,500 do not.
  const TWO_PERCENT = rate(2_000_000);

  it('counts orders in flight, and gives back what never came of them', () => {
    const desk = morning(budget(TWO_PERCENT));
    expect(buy(desk, MIDEA, 4_000, 60)).toBe('sent');
    expect(buy(desk, MIDEA, 600, 60)).toBe('valueAtRisk.shortfall');
    const { id } = desk.lastOrder();
    desk.fill(id, 1_000, yuan(60));
    expect(buy(desk, MIDEA, 600, 60)).toBe('valueAtRisk.shortfall');
    desk.report(id, { kind: 'cancelled', reason: null });
    expect(buy(desk, MIDEA, 600, 60)).toBe('sent');
  });

  it('grows with the price of what is held', () => {
    const desk = morning(budget(TWO_PERCENT));
    expect(buy(desk, MIDEA, 4_000, 60)).toBe('sent');
    desk.fill(desk.lastOrder().id, 4_000, yuan(60));
    desk.quote(MIDEA, 65.99, 66);
    expect(buy(desk, MIDEA, 300, 66)).toBe('valueAtRisk.shortfall');
  });

  it('lets nothing be bought while the past of anything is unknown, and everything be sold', () => {
    expect(buy(morning(budget(TWO_PERCENT)), OTHER, 100, 10)).toBe('valueAtRisk.noHistory');
    const blind = morning(budget(TWO_PERCENT), { days: 0, returns: () => undefined });
    expect(buy(blind, MIDEA, 100, 60)).toBe('valueAtRisk.noHistory');
    const ticket = { instrument: MAOTAI, side: 'sell', type: 'limit', price: yuan(1700), quantity: quantity(100) } as const;
    expect(blind.do({ type: 'placeOrder', ticket, token: 'sale' }).ok).toBe(true);
  });

  it('only says so where the policy only warns, and then holds the unknown against what comes after it', () => {
    const desk = morning(budget(TWO_PERCENT, 'warn'));
    expect(buy(desk, OTHER, 100, 10)).toBe('sent');
    expect(desk.oms.exposure.unknownReturns(MIDEA)).toBe(OTHER);
    desk.report(desk.lastOrder().id, { kind: 'cancelled', reason: null });
    expect(desk.oms.exposure.unknownReturns(MIDEA)).toBeNull();
  });

  it('is the same after a restart, whenever it was first asked for', () => {
    const desk = morning(budget(TWO_PERCENT));
    buy(desk, MIDEA, 2_000, 60);
    desk.fill(desk.lastOrder().id, 700, yuan(60));
    const state = new LiveState();
    const again = new RiskBook(state, { quote: () => undefined, minute: () => undefined, reference: desk.reference }, HISTORY);
    for (const { event, at } of desk.records) {
      apply(state, event, at);
      again.follow(event);
    }
    const [was, is] = [desk.oms.exposure, again].map((book) => book.tailLoss(MIDEA, yuan(1_000) as number as Money, 0.99));
    expect(is?.var).toBeCloseTo(was?.var ?? NaN, 3);
    expect(is?.cvar).toBeCloseTo(was?.cvar ?? NaN, 3);
  });
});
