import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StrategyId } from '../kernel/ids.ts';
import { type Quantity, RATE_ONE, type Rate, applyRate, rate } from '../kernel/units.ts';
import { rulesFor } from '../market/market.fixture.ts';
import { valueAccount } from './estimate.ts';
import { type ProposedLine } from './line.ts';
import { type SizingInput } from './plan.ts';
import { DATE, type Holding, aLedger, aMarket, aSignal, sizingInput } from './plan.fixture.ts';
import { checkLineQuantity } from './quantity.ts';
import { type Signal, type SignalAsk } from './signal.ts';
import { sizePlan } from './sizing.ts';

const CODES = ['600519.SH', '000333.SZ', '300274.SZ', '688233.SH', '920002.BJ', '510300.SH', '601398.SH'];
const STRATEGIES = ['alpha', 'beta'];

const code = fc.constantFrom(...CODES);
const strategy = fc.constantFrom(...STRATEGIES);
const cents = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((value) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`);

const ask: fc.Arbitrary<SignalAsk> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: RATE_ONE }).map((units) => ({ kind: 'target', weight: rate(units) }) as const) },
  fc.record({
    kind: fc.constant('quantity' as const),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    quantity: fc.integer({ min: 1, max: 50_000 }).map((shares) => shares as Quantity),
  }),
);

const holding: fc.Arbitrary<Holding> = fc
  .record({ code, strategy, quantity: fc.integer({ min: 1, max: 20_000 }), sellableShare: fc.integer({ min: 0, max: 4 }) })
  .map(({ sellableShare, ...held }) => ({ ...held, sellable: Math.floor((held.quantity * sellableShare) / 4) }));

const keyOf = (one: { code: string; strategy: string }): string => `${one.code}/${one.strategy}`;

const input: fc.Arbitrary<SizingInput> = fc
  .record({
    cash: cents(0, 200_000_000),
    holdings: fc.uniqueArray(holding, { selector: (one) => `${one.code}/${one.strategy ?? ''}`, maxLength: 8 }),
    asks: fc.uniqueArray(fc.record({ code, strategy, ask }), { selector: keyOf, minLength: 1, maxLength: 14 }),
    prices: fc.tuple(...CODES.map(() => cents(100, 250_000))),
    reserve: fc.integer({ min: 0, max: RATE_ONE / 5 }),
  })
  .map(({ cash, holdings, asks, prices, reserve }) => {
    const market = aMarket(Object.fromEntries(CODES.map((name, i) => [name, prices[i] ?? '1.00'])));
    const signals = asks.map((one): Signal => aSignal(one.code, one.ask, { strategyId: one.strategy as StrategyId }));
    const base = sizingInput({ signals, ledger: aLedger(cash, holdings), market });
    return { ...base, settings: { ...base.settings, cashReserve: reserve as Rate } };
  });

function planned(lines: readonly ProposedLine[], side: 'buy' | 'sell'): readonly ProposedLine[] {
  return lines.filter((line) => line.side === side && line.plannedQuantity > 0);
}

describe('whatever the account and the signals', () => {
  it('never spends more than cash and proceeds, nor touches the reserve', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { lines } = sizePlan(given);
        const { equity } = valueAccount(given.ledger, given.market);
        const brought = planned(lines, 'sell').reduce((sum, line) => sum + line.estValue - line.estFees, 0);
        const spent = planned(lines, 'buy').reduce((sum, line) => sum + line.estValue + line.estFees, 0);
        const reserve = applyRate(equity, given.settings.cashReserve, 'ceil');
        expect(spent).toBeLessThanOrEqual(Math.max(0, given.ledger.cash.available + brought - reserve));
      }),
    );
  });

  it('never sells more than the strategy holds, nor more than the account may sell', () => {
    fc.assert(
      fc.property(input, (given) => {
        const selling = new Map<string, number>();
        for (const line of planned(sizePlan(given).lines, 'sell')) {
          expect(line.plannedQuantity).toBeLessThanOrEqual(line.currentQuantity);
          selling.set(line.instrument, (selling.get(line.instrument) ?? 0) + line.plannedQuantity);
        }
        for (const position of given.ledger.positions.values()) {
          expect(selling.get(position.instrument) ?? 0).toBeLessThanOrEqual(position.sellable);
        }
      }),
    );
  });

  it('plans what the exchange takes', () => {
    fc.assert(
      fc.property(input, (given) => {
        const sellable = new Map([...given.ledger.positions.values()].map((one) => [one.instrument, one.sellable]));
        for (const line of sizePlan(given).lines) {
          if (line.plannedQuantity === 0) continue;
          const left = sellable.get(line.instrument) ?? (0 as Quantity);
          expect(checkLineQuantity(rulesFor(line.instrument, DATE), line.side, line.plannedQuantity, left)).toBeNull();
          if (line.side === 'sell') sellable.set(line.instrument, (left - line.plannedQuantity) as Quantity);
        }
      }),
    );
  });

  it('gives each signal one line, and each line a quantity or a reason', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { lines } = sizePlan(given);
        for (const { instrument, strategyId } of given.signals) {
          expect(lines.filter((line) => line.instrument === instrument && line.strategyId === strategyId)).toHaveLength(1);
        }
        for (const line of lines) {
          expect(line.plannedQuantity > 0).toBe(line.blocked === null);
          const explained = line.adjustments.length > 0 || line.blocked !== null;
          const wanted = Math.abs(line.targetQuantity - line.currentQuantity);
          if (line.plannedQuantity !== wanted) expect(explained).toBe(true);
        }
        expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
      }),
    );
  });

  it('does not depend on the order of the signals', () => {
    const shuffled = input.chain((given) =>
      fc.shuffledSubarray([...given.signals], { minLength: given.signals.length }).map((signals) => [given, signals] as const),
    );
    fc.assert(
      fc.property(shuffled, ([given, signals]) => {
        expect(sizePlan({ ...given, signals })).toEqual(sizePlan(given));
      }),
    );
  });
});
