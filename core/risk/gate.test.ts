import { describe, expect, it } from 'vitest';
import { type LineId, type OrderId, DEFAULT_STRATEGY } from '../kernel/ids.ts';
import { type TradeDate, atTime, timeOfDay } from '../kernel/time.ts';
import { NO_PRICE, RATE_ONE, UNITS_PER_YUAN, money, price, quantity, rate, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId, bareInstrument } from '../market/instrument.ts';
import { phaseAt } from '../market/session.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { GATE_RULES, decisiveVerdict, evaluateOrder } from './gate.ts';
import { type GateContext } from './rule.ts';

const DATE = '2024-03-06' as TradeDate;
const STOCK = '000333.SZ' as InstrumentId;

function yuan(amount: number): ReturnType<typeof price> {
  return price(Math.round(amount * UNITS_PER_YUAN));
}

const lookedUp = tradingRules(bareInstrument(STOCK), DATE);
if (!lookedUp.ok) throw new Error('no rules');
const RULES = lookedUp.value;
const NOW = atTime(DATE, timeOfDay('10:00:00'));

/** A context in which everything is in order: 100 shares at 60 yuan, bought with 10,000 yuan. */
const FINE: GateContext = {
  order: {
    id: 'O1' as OrderId,
    lineId: null,
    strategyId: DEFAULT_STRATEGY,
    origin: 'ticket',
    instrument: STOCK,
    side: 'buy',
    type: 'limit',
    price: yuan(60),
    quantity: quantity(100),
  },
  now: NOW,
  rules: RULES,
  phase: phaseAt(RULES, timeOfDay('10:00:00')),
  reference: { instrument: bareInstrument(STOCK), prevClose: yuan(60), limitUp: yuan(66), limitDown: yuan(54) },
  quote: {
    instrument: STOCK,
    time: NOW,
    prevClose: yuan(60),
    open: yuan(60),
    high: yuan(60),
    low: yuan(60),
    last: yuan(60),
    volume: quantity(1_000),
    turnover: turnoverOf(yuan(60), quantity(1_000)),
    limitUp: yuan(66),
    limitDown: yuan(54),
    bids: [{ price: yuan(59.99), volume: quantity(500) }],
    asks: [{ price: yuan(60), volume: quantity(500) }],
    auction: null,
  },
  account: {
    available: money(10_000 * UNITS_PER_YUAN),
    equity: () => money(100_000 * UNITS_PER_YUAN),
    sellable: quantity(250),
    held: quantity(350),
    halted: false,
    settled: false,
  },
  pauses: { buys: false, sells: false, line: false },
  parentRemaining: null,
  feesFor: () => money(5 * UNITS_PER_YUAN),
  limits: { maxQuoteAgeMs: 60_000, maxOrderShare: rate(RATE_ONE) },
};

type Change = { readonly [Key in keyof GateContext]?: Partial<GateContext[Key]> | null | undefined };

function changed(change: Change): GateContext {
  const merged: Record<string, unknown> = { ...FINE };
  for (const [key, value] of Object.entries(change)) {
    const before = merged[key];
    merged[key] = typeof value === 'object' && value !== null && typeof before === 'object' ? { ...before, ...value } : value;
  }
  return merged as unknown as GateContext;
}

function code(change: Change): string | undefined {
  return decisiveVerdict(evaluateOrder(changed(change)).verdicts)?.code;
}

describe('the gate', () => {
  it('asks every rule, and passes an order that is in order', () => {
    const decision = evaluateOrder(FINE);
    expect(decision.allowed).toBe(100);
    expect(decision.verdicts.map((verdict) => verdict.rule)).toEqual(GATE_RULES.map((rule) => rule.name));
    expect(new Set(decision.verdicts.map((verdict) => verdict.kind))).toEqual(new Set(['pass']));
  });

  it('still asks the others after a denial: the trader sees all that stands in the way', () => {
    const { verdicts, allowed } = evaluateOrder(changed({ order: { price: yuan(70.005), quantity: quantity(150) } }));
    expect(allowed).toBe(0);
    expect(verdicts.filter((verdict) => verdict.kind === 'deny').map((verdict) => verdict.code)).toEqual([
      'priceTick.offTick',
      'priceLimit.aboveUp',
      'priceCage.outside',
      'quantity.offStep',
    ]);
  });

  it('allows the least that any rule allows', () => {
    const { allowed } = evaluateOrder(
      changed({ order: { quantity: quantity(500), lineId: 'L1' as LineId }, parentRemaining: quantity(300), account: { available: money(7_000 * UNITS_PER_YUAN) } }),
    );
    expect(allowed).toBe(100);
  });
});

describe.each<[string, Change, string | undefined]>([
  ['a halted account', { account: { halted: true } }, 'accountState.halted'],
  ['a settled day', { account: { settled: true } }, 'accountState.settled'],
  ['paused buys', { pauses: { buys: true } }, 'paused.buys'],
  ['paused sells, for a buy', { pauses: { sells: true } }, undefined],
  ['paused sells, for a sell', { pauses: { sells: true }, order: { side: 'sell' } }, 'paused.sells'],
  ['a paused line', { pauses: { line: true } }, 'paused.line'],
  ['an unknown instrument', { rules: undefined, reference: undefined }, 'instrument.unknown'],
  ['the lunch break', { phase: phaseAt(RULES, timeOfDay('12:00:00')) }, 'session.noEntry'],
  ['a best-five order in an auction', { phase: phaseAt(RULES, timeOfDay('09:16:00')), order: { type: 'bestFiveCancel' } }, 'orderType.unsupported'],
  ['a quote as old as allowed', { quote: { time: (NOW - 60_000) as never } }, undefined],
  ['a quote a millisecond older', { quote: { time: (NOW - 60_001) as never } }, 'quoteAge.stale'],
  ['no quote at all', { quote: undefined }, 'quoteAge.none'],
  ['no quote in the opening auction', { quote: undefined, phase: phaseAt(RULES, timeOfDay('09:16:00')) }, undefined],
  ['a price between ticks', { order: { price: yuan(59.995) } }, 'priceTick.offTick'],
  ['no price', { order: { price: NO_PRICE } }, 'priceTick.notPositive'],
  ['the limit-up price, in an auction', { order: { price: yuan(66) }, phase: phaseAt(RULES, timeOfDay('09:16:00')) }, undefined],
  ['a tick above limit-up', { order: { price: yuan(66.01) }, phase: phaseAt(RULES, timeOfDay('09:16:00')) }, 'priceLimit.aboveUp'],
  ['a tick below limit-down', { order: { side: 'sell', price: yuan(53.99) }, phase: phaseAt(RULES, timeOfDay('09:16:00')) }, 'priceLimit.belowDown'],
  ['the edge of the price cage', { order: { price: yuan(61.2) } }, undefined],
  ['a tick outside the cage', { order: { price: yuan(61.21) } }, 'priceCage.outside'],
  ['less than a lot', { order: { quantity: quantity(99) } }, 'quantity.belowMinimum'],
  ['the largest order', { order: { quantity: quantity(1_000_000) }, account: { available: money(70_000_000 * UNITS_PER_YUAN) } }, undefined],
  ['one lot more than the largest', { order: { quantity: quantity(1_000_100) }, account: { available: money(70_000_000 * UNITS_PER_YUAN) } }, 'quantity.aboveMaximum'],
  ['all that is sellable, odd lot and all', { order: { side: 'sell', quantity: quantity(250) } }, undefined],
  ['a share more than is sellable', { order: { side: 'sell', quantity: quantity(251) } }, 'sellable.short'],
  ['exactly the cash that is there', { account: { available: money(6_005 * UNITS_PER_YUAN) } }, undefined],
  ['a hundredth of a cent too little', { account: { available: money(6_005 * UNITS_PER_YUAN - 1) } }, 'cash.short'],
  ['an order as large as allowed', { limits: { maxOrderShare: rate(6_000_000) } }, undefined],
  ['an order a trifle too large', { limits: { maxOrderShare: rate(5_999_999) } }, 'orderValue.tooLarge'],
])('%s', (_, change, expected) => {
  it(expected === undefined ? 'passes' : `is ${expected}`, () => {
    expect(code(change)).toBe(expected);
  });
});
