import { type StrategyId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Quantity, ZERO_MONEY, addMoney, subtractMoney, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayTransfer } from '../oms/strategy/followed.ts';
import { totalFees } from '../portfolio/fees.ts';
import { type Lot } from '../portfolio/ledger.ts';
import { addLots, takeFromLots } from '../portfolio/lots.ts';
import { type PastDay, type PastFill, type PastIncome, closingEquity, isTransfer, movesOf } from './past-day.ts';

/** What one strategy has of the account. */
export interface StrategyBook {
  /** What its sales brought in less what its buys and fees cost, since the account began; below zero while it holds more. */
  readonly cash: Money;
  /** Its lots at the closing prices. */
  readonly marketValue: Money;
  /** `cash + marketValue`: its profit in yuan, for what it began with counts at its cost. */
  readonly equity: Money;
}

/** Whose the account is at the end of a day. The books' equities add up to `equity`, to the last unit. */
export interface BooksDay {
  readonly date: TradeDate;
  readonly equity: Money;
  readonly books: ReadonlyMap<StrategyId, StrategyBook>;
}

/**
 * Divides an account among its strategies, day by day, oldest first. A strategy has the lots that it bought, pays its
 * buys and gets what its lots are sold for, also where another's order sold them; fees are borne by whoever's fill they
 * are of, dividends are whose the shares are, and the tax on them is borne by who sells. What changes its owner is paid for at
 * the price of the transfer. What it held when the account began is bought from `unassigned` at its cost. All else is `unassigned`: the
 * cash that nobody has spent, deposits, and whatever no fill explains.
 */
export class StrategyBooks {
  readonly #cash: Map<StrategyId, Money>;
  #begun: boolean;

  /** @param cash what the strategies' books had after the day before; null: the account's first day is yet to come. */
  constructor(cash: ReadonlyMap<StrategyId, Money> | null = null) {
    this.#begun = cash !== null;
    this.#cash = new Map(cash);
  }

  /** Of every strategy that has traded, without `unassigned`. */
  get cash(): ReadonlyMap<StrategyId, Money> {
    return this.#cash;
  }

  take(day: PastDay): BooksDay {
    if (!this.#begun) this.#begin(day);
    const lots = lotsOf(day);
    for (const one of day.income) this.#receive(one, lots);
    for (const move of movesOf(day)) {
      if (isTransfer(move)) this.#handOver(move, lots);
      else this.#book(move, lots);
    }
    const values = valuesOf(day);
    const books = new Map<StrategyId, StrategyBook>();
    let cashLeft = day.cash;
    for (const owner of new Set([...this.#cash.keys(), ...values.keys()])) {
      if (owner === UNASSIGNED_STRATEGY) continue;
      const cash = this.#cash.get(owner) ?? ZERO_MONEY;
      cashLeft = subtractMoney(cashLeft, cash);
      books.set(owner, bookOf(cash, values.get(owner)));
    }
    books.set(UNASSIGNED_STRATEGY, bookOf(cashLeft, values.get(UNASSIGNED_STRATEGY)));
    return { date: day.date, equity: closingEquity(day), books };
  }

  #begin({ opening }: PastDay): void {
    this.#begun = true;
    for (const { strategyId, cost } of opening.positions) this.#move(strategyId, subtractMoney(ZERO_MONEY, cost));
  }

  /** New shares are there before the day's sales; what is held of none, a split has made of none. */
  #receive({ instrument, strategyId, shares, paid, ...income }: PastIncome, lots: DayLots): void {
    this.#move(strategyId, subtractMoney(income.dividends, addMoney(income.tax, paid)));
    const held = lots.get(instrument);
    const own = held?.get(strategyId);
    if (shares === 0 || held === undefined || own === undefined) return;
    lots.set(instrument, new Map(held).set(strategyId, { ...own, quantity: (own.quantity + shares) as Quantity, cost: addMoney(own.cost, paid) }));
  }

  #book(fill: PastFill, lots: DayLots): void {
    this.#move(fill.strategyId, subtractMoney(ZERO_MONEY, totalFees(fill.fees)));
    const held = lots.get(fill.instrument) ?? new Map<StrategyId, Lot>();
    if (fill.side === 'buy') {
      const cost = turnoverOf(fill.price, fill.quantity);
      this.#move(fill.strategyId, subtractMoney(ZERO_MONEY, cost));
      const bought = { quantity: fill.quantity, cost, opened: null };
      const own = held.get(fill.strategyId);
      lots.set(fill.instrument, new Map(held).set(fill.strategyId, own === undefined ? bought : addLots(own, bought)));
      return;
    }
    const sold = takeFromLots(held, fill.strategyId, fill.quantity);
    lots.set(fill.instrument, sold.lots);
    for (const { strategyId, quantity } of sold.taken) this.#move(strategyId, turnoverOf(fill.price, quantity));
  }

  /** Who gives shares away is credited with their price, and who takes them is charged with it. */
  #handOver({ instrument, from, to, quantity, price }: DayTransfer, lots: DayLots): void {
    const value = turnoverOf(price, quantity);
    this.#move(from, value);
    this.#move(to, subtractMoney(ZERO_MONEY, value));
    const given = takeFromLots(lots.get(instrument) ?? new Map<StrategyId, Lot>(), from, quantity);
    const own = given.lots.get(to);
    const taken = { quantity, cost: value, opened: null };
    lots.set(instrument, new Map(given.lots).set(to, own === undefined ? taken : addLots(own, taken)));
  }

  /** The cash of `unassigned` is what the others leave, so that nothing can be lost between them. */
  #move(owner: StrategyId, amount: Money): void {
    if (owner !== UNASSIGNED_STRATEGY) this.#cash.set(owner, addMoney(this.#cash.get(owner) ?? ZERO_MONEY, amount));
  }
}

type DayLots = Map<InstrumentId, ReadonlyMap<StrategyId, Lot>>;

function lotsOf({ opening }: PastDay): DayLots {
  const lots: DayLots = new Map();
  for (const { instrument, strategyId, quantity, cost } of opening.positions) {
    lots.set(instrument, new Map(lots.get(instrument)).set(strategyId, { quantity, cost, opened: null }));
  }
  return lots;
}

function valuesOf({ holdings }: PastDay): ReadonlyMap<StrategyId, Money> {
  const values = new Map<StrategyId, Money>();
  for (const { strategyId, price, quantity } of holdings) {
    values.set(strategyId, addMoney(values.get(strategyId) ?? ZERO_MONEY, turnoverOf(price, quantity)));
  }
  return values;
}

function bookOf(cash: Money, marketValue: Money = ZERO_MONEY): StrategyBook {
  return { cash, marketValue, equity: addMoney(cash, marketValue) };
}
