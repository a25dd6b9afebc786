import { DEFAULT_STRATEGY, type StrategyId } from '../kernel/ids.ts';
import { parseDecimal } from '../kernel/decimal.ts';
import { type Money, NO_PRICE, type Quantity, type Rate, rate } from '../kernel/units.ts';
import { anInstrument, on, px, rulesFor } from '../market/market.fixture.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { priceLimits } from '../market/price-limits.ts';
import { type DayReference } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { createLedger } from '../portfolio/books.ts';
import { type Ledger } from '../portfolio/ledger.ts';
import { type PlanMarket, type SizingInput } from './plan.ts';
import { type Signal, type SignalAsk } from './signal.ts';
import { DEFAULT_STYLES } from './styles.ts';

/** The day of every test of the plan. */
export const DATE = on('2024-06-03');

export function yuan(text: string): Money {
  return px(text) as number as Money;
}

/** A rate written as a fraction: `0.1` is ten percent. */
export function fraction(text: string): Rate {
  const parsed = parseDecimal(text, 8);
  if (!parsed.ok) throw new RangeError(`not a fraction: ${text}`);
  return rate(parsed.value);
}

export function aSignal(code: string, ask: SignalAsk, more: Partial<Signal> = {}): Signal {
  return {
    date: on('2024-05-31'),
    tradeDate: DATE,
    strategyId: DEFAULT_STRATEGY,
    instrument: anInstrument(code).id,
    ask,
    refPrice: null,
    reason: '',
    execution: null,
    condition: null,
    ...more,
  };
}

export function target(code: string, weight: string, more: Partial<Signal> = {}): Signal {
  return aSignal(code, { kind: 'target', weight: fraction(weight) }, more);
}

/** `600519.SH` at 1,700.00 with the limits that its rules give. */
function aReference(code: string, prevClose: string): DayReference {
  const limits = priceLimits(rulesFor(code, DATE), px(prevClose));
  return {
    instrument: anInstrument(code),
    prevClose: px(prevClose),
    limitUp: limits?.up ?? NO_PRICE,
    limitDown: limits?.down ?? NO_PRICE,
  };
}

export function aMarket(prevCloses: Readonly<Record<string, string>>): PlanMarket {
  const references = new Map<InstrumentId, DayReference>();
  const rules = new Map<InstrumentId, TradingRules>();
  for (const [code, prevClose] of Object.entries(prevCloses)) {
    const { id } = anInstrument(code);
    references.set(id, aReference(code, prevClose));
    rules.set(id, rulesFor(code, DATE));
  }
  return { reference: (id) => references.get(id), rulesOf: (id) => rules.get(id) };
}

export interface Holding {
  readonly code: string;
  readonly quantity: number;
  readonly sellable?: number;
  readonly cost?: string;
  readonly strategy?: string;
}

export function aLedger(cash: string, holdings: readonly Holding[] = []): Ledger {
  return createLedger({
    cash: yuan(cash),
    positions: holdings.map(({ code, quantity, sellable = quantity, cost = '0', strategy = DEFAULT_STRATEGY }) => ({
      instrument: anInstrument(code).id,
      strategyId: strategy as StrategyId,
      quantity: quantity as Quantity,
      sellable: sellable as Quantity,
      cost: yuan(cost),
    })),
  });
}

export function sizingInput(
  more: Pick<SizingInput, 'signals' | 'ledger' | 'market'> & Partial<SizingInput>,
): SizingInput {
  return {
    date: DATE,
    idTag: 'test',
    firstNumber: 1,
    working: [],
    settings: {
      commission: { rate: fraction('0.00025'), minimum: yuan('5') },
      cashReserve: fraction('0'),
      style: DEFAULT_STYLES.callAuction,
    },
    ...more,
  };
}
