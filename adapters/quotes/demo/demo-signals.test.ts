import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Money, RATE_ONE, UNITS_PER_YUAN, turnoverOf } from '../../../core/kernel/units.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Signal } from '../../../core/plan/signal.ts';
import { type OpeningAccount } from '../../../core/portfolio/account.ts';
import { DEMO_EQUITY, demoAccount } from './demo-account.ts';
import { type DemoMarket, createDemoMarket } from './demo-market.ts';
import { demoSignals } from './demo-signals.ts';

function market(seed: number, date = '2025-06-03', instruments = 60): DemoMarket {
  const made = createDemoMarket({ seed, date: date as TradeDate, calendar: exchangeCalendar(), instruments });
  if (!made.ok) throw new RangeError(made.error.code);
  return made.value;
}

function worth(account: OpeningAccount, of: DemoMarket): number {
  const closes = new Map(of.references.map(({ instrument, prevClose }) => [instrument.id, prevClose]));
  return account.positions.reduce(
    (sum, { instrument, quantity }) => sum + turnoverOf(closes.get(instrument) ?? (0 as never), quantity),
    account.cash as number,
  );
}

function weightOf({ ask }: Signal): number {
  return ask.kind === 'target' ? ask.weight : Number.NaN;
}

function named(of: DemoMarket, role: string): InstrumentId | undefined {
  return of.universe.find((_, i) => of.history.days[i]?.role === role)?.instrument.id;
}

describe('the demo account', () => {
  it('is worth a million yuan to the cent, with cash to spend, whatever the seed', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 80 }), (seed, instruments) => {
        const of = market(seed, '2024-03-01', instruments);
        const account = demoAccount(of);
        expect(worth(account, of)).toBe(DEMO_EQUITY);
        expect(account.cash).toBeGreaterThan(DEMO_EQUITY / 10);
        expect(account.positions.every(({ quantity, sellable, cost }) => quantity > 0 && sellable === quantity && cost > 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('may be worth more', () => {
    const equity = (25_000_000 * UNITS_PER_YUAN) as Money;
    expect(worth(demoAccount(market(1), equity), market(1))).toBe(equity);
  });

  it('holds the shares that will be stuck: the suspended one and the one at limit-down', () => {
    const of = market(5);
    const held = demoAccount(of).positions.map(({ instrument }) => instrument);
    expect(held).toContain(named(of, 'suspended'));
    expect(held).toContain(named(of, 'opensDown'));
  });
});

describe('the demo strategy', () => {
  it('asks for at most 95 % in fifteen targets, each once and with a reason in both languages', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (seed) => {
        const signals = demoSignals(market(seed, '2024-03-01'));
        expect(signals.length).toBe(15);
        expect(new Set(signals.map(({ instrument }) => instrument)).size).toBe(15);
        expect(signals.reduce((sum, signal) => sum + weightOf(signal), 0)).toBeLessThanOrEqual(0.95 * RATE_ONE);
        for (const signal of signals) {
          expect(weightOf(signal)).toBeGreaterThan(0);
          expect(signal.reason).toMatch(/^\p{Script=Han}+( \d+)? \/ [a-z ]+( \d+)?$/u);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('sells some of what the account holds, keeps some and buys what will seal', () => {
    const of = market(5);
    const wanted = new Set(demoSignals(of).map(({ instrument }) => instrument));
    const held = demoAccount(of).positions.map(({ instrument }) => instrument);
    expect(held.filter((id) => !wanted.has(id)).length).toBeGreaterThanOrEqual(2);
    expect(held.filter((id) => wanted.has(id)).length).toBeGreaterThanOrEqual(2);
    expect(wanted.has(named(of, 'opensDown') as InstrumentId)).toBe(false);
    expect(wanted.has(named(of, 'sealsUp') as InstrumentId)).toBe(true);
  });

  it('goes on from what is held on the next day', () => {
    const held = demoSignals(market(5)).map(({ instrument }) => instrument);
    const next = demoSignals(market(5, '2025-06-04'), { held });
    const kept = next.filter(({ instrument }) => held.includes(instrument)).length;
    expect(next[0]).toMatchObject({ date: '2025-06-03', tradeDate: '2025-06-04' });
    expect(kept).toBeGreaterThanOrEqual(5);
    expect(kept).toBeLessThan(15);
  });

  it('names as many as are asked for', () => {
    expect(demoSignals(market(1, '2025-06-03', 600), { lines: 500 }).length).toBe(500);
    expect(demoSignals(market(1, '2025-06-03', 10), { lines: 500 }).length).toBe(10);
  });
});
