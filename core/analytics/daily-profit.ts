import { type StrategyId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { daysBetween } from '../kernel/time.ts';
import { type Money, type Price, ZERO_MONEY, addMoney, subtractMoney, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type HoldingTime, holdingTimeOf } from './attribution.ts';
import { type PastDay, type PastHolding } from './past-day.ts';
import { type Closing, type OpenEntry } from './round-trips.ts';

/** What a day's profit is divided by. */
export interface ProfitKey {
  readonly strategyId: StrategyId;
  /** Null: no share earned it (interest, corrections, what holdings had gained before the account began). */
  readonly instrument: InstrumentId | null;
  /** How the shares were bought; empty: nobody knows. */
  readonly style: string;
  /** How long they had been held by then; null: nobody knows. */
  readonly holding: HoldingTime | null;
}

export interface ProfitPart extends ProfitKey {
  readonly profit: Money;
}

/** A sealed day with the shares that it sold and those that are still held after it. */
export interface MatchedDay {
  readonly day: PastDay;
  /** What was held the evening before; null: the account begins with this day, and what it brings counts at its cost. */
  readonly before: readonly PastHolding[] | null;
  readonly closings: readonly Closing[];
  readonly open: readonly OpenEntry[];
  /** The account's profit of the day. */
  readonly profit: Money;
}

/**
 * Divides a day's profit: what each lot was sold for or is worth tonight, less what it was worth the evening before, or
 * cost today, less fees, and the dividends that it was paid, less their tax. The parts add up to `profit` to the last unit; what no lot explains (shares that came without a
 * trade, cash that no fill moved) is a part of its own.
 */
export function profitsOfDay(matched: MatchedDay): readonly ProfitPart[] {
  const parts = new Parts();
  const prices = { before: pricesOf(matched.before ?? []), after: pricesOf(matched.day.holdings) };
  const gaps = new Gaps(matched);
  for (const closing of matched.closings) soldPart(parts, gaps, closing, { matched, prices });
  for (const entry of matched.open) {
    const value = turnoverOf(prices.after.get(entry.instrument) ?? NOTHING, entry.quantity);
    const base = baseOf(entry, { matched, prices });
    gaps.held(entry, value);
    if (base.carried) gaps.brought(entry, base.value);
    parts.add(keyOf(entry, matched.day), subtractMoney(value, base.value));
  }
  for (const { strategyId, instrument, dividends, tax } of matched.day.income) parts.add({ strategyId, instrument, style: '', holding: null }, subtractMoney(dividends, tax));
  for (const { strategyId, instrument, profit } of gaps.unexplained()) parts.add({ strategyId, instrument, style: '', holding: null }, profit);
  parts.add({ strategyId: UNASSIGNED_STRATEGY, instrument: null, style: '', holding: null }, subtractMoney(matched.profit, parts.sum));
  return parts.list();
}

const NOTHING = 0 as Price;

type Prices = ReadonlyMap<InstrumentId, Price>;

interface Surroundings {
  readonly matched: MatchedDay;
  readonly prices: { readonly before: Prices; readonly after: Prices };
}

/** What was sold earns for its owner; whoever's order sold it bears the fees. */
function soldPart(parts: Parts, gaps: Gaps, { part, seller, proceeds, fees }: Closing, around: Surroundings): void {
  const base = baseOf(part, around);
  if (base.carried) gaps.brought(part, base.value);
  const key = keyOf(part, around.matched.day);
  parts.add(key, subtractMoney(proceeds, base.value));
  parts.add({ ...key, strategyId: seller }, subtractMoney(ZERO_MONEY, fees));
}

/** What a lot's profit of the day is counted from. */
function baseOf(entry: OpenEntry, { matched: { day, before }, prices }: Surroundings): { readonly value: Money; readonly carried: boolean } {
  const carried = before !== null && entry.entry.date !== day.date;
  if (!carried) return { carried, value: addMoney(entry.cost, entry.fees) };
  return { carried, value: turnoverOf(prices.before.get(entry.instrument) ?? NOTHING, entry.quantity) };
}

function keyOf({ strategyId, instrument, entry }: OpenEntry, { date }: PastDay): ProfitKey {
  return { strategyId, instrument, style: entry.style ?? '', holding: holdingTimeOf(daysBetween(entry.date, date)) };
}

function pricesOf(holdings: readonly PastHolding[]): Prices {
  return new Map(holdings.map(({ instrument, price }) => [instrument, price]));
}

interface Owned {
  readonly strategyId: StrategyId;
  readonly instrument: InstrumentId;
  readonly profit: Money;
}

/** What holdings are worth beyond the lots that were matched: shares that came or went without a trade. */
class Gaps {
  readonly #byOwner = new Map<string, Owned>();

  constructor({ day, before }: MatchedDay) {
    for (const holding of day.holdings) this.#add(holding, turnoverOf(holding.price, holding.quantity));
    for (const holding of before ?? []) this.#add(holding, subtractMoney(ZERO_MONEY, turnoverOf(holding.price, holding.quantity)));
  }

  held(entry: OpenEntry, value: Money): void {
    this.#add(entry, subtractMoney(ZERO_MONEY, value));
  }

  brought(entry: OpenEntry, value: Money): void {
    this.#add(entry, value);
  }

  unexplained(): readonly Owned[] {
    return [...this.#byOwner.values()].filter(({ profit }) => profit !== 0);
  }

  #add({ strategyId, instrument }: Pick<Owned, 'strategyId' | 'instrument'>, value: Money): void {
    const key = `${strategyId} ${instrument}`;
    const profit = addMoney(this.#byOwner.get(key)?.profit ?? ZERO_MONEY, value);
    this.#byOwner.set(key, { strategyId, instrument, profit });
  }
}

/** Parts of a profit, one for each key. */
class Parts {
  readonly #parts = new Map<string, ProfitPart>();
  sum = ZERO_MONEY;

  add(key: ProfitKey, profit: Money): void {
    const text = profitKeyText(key);
    this.sum = addMoney(this.sum, profit);
    this.#parts.set(text, { ...key, profit: addMoney(this.#parts.get(text)?.profit ?? ZERO_MONEY, profit) });
  }

  list(): readonly ProfitPart[] {
    return [...this.#parts.values()].filter(({ profit }) => profit !== 0);
  }
}

/** The same for the same key, and for no other. */
export function profitKeyText({ strategyId, instrument, style, holding }: ProfitKey): string {
  return JSON.stringify([strategyId, instrument, style, holding]);
}
