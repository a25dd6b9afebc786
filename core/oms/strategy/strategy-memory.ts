import { groupBy } from '../../kernel/group-by.ts';
import { type StrategyId, UNASSIGNED_STRATEGY } from '../../kernel/ids.ts';
import { type Money, ZERO_MONEY, addMoney, maxMoney, money, subtractMoney, turnoverOf } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type Fill } from '../../orders/order.ts';
import { type Signal } from '../../plan/signal.ts';
import { type OpeningAccount } from '../../portfolio/account.ts';
import { totalFees } from '../../portfolio/fees.ts';
import { type CorrectedSale, type Ledger, type LotTaken } from '../../portfolio/ledger.ts';
import { type DayResult } from '../events.ts';
import { type DayTransfer, type FollowedStrategy, type LotTransfer, type Purse, type StrategyCarry } from './followed.ts';

const EMPTY: Purse = { allotted: ZERO_MONEY, cash: ZERO_MONEY, high: ZERO_MONEY };

/** What the account knows of its strategies, as everybody but `apply` sees it. */
export interface StrategyView {
  readonly followed: ReadonlyMap<StrategyId, FollowedStrategy>;
  /** Of every strategy that was given anything, followed or not; `unassigned` has what they leave. */
  readonly purses: ReadonlyMap<StrategyId, Purse>;
  /** As the day began. */
  readonly openingPurses: ReadonlyMap<StrategyId, Purse>;
  /** The latest signals of each strategy that were handed in today, planned or not. */
  readonly signals: ReadonlyMap<StrategyId, readonly Signal[]>;
  /** What changed its owner today, in order. */
  readonly transfers: readonly DayTransfer[];
  /** What the next day begins with; highs are raised to the profit at the marks of the settled day. */
  carry(ledger: Ledger, settled: DayResult | null): StrategyCarry;
}

/**
 * What the account knows of its strategies. Only `apply` writes it, from events. The purses and `unassigned` cash are the
 * account's cash at any moment, to the last unit, for nothing is credited to one that is not charged to another or traded.
 */
export class StrategyMemory implements StrategyView {
  readonly followed = new Map<StrategyId, FollowedStrategy>();
  readonly purses = new Map<StrategyId, Purse>();
  openingPurses: ReadonlyMap<StrategyId, Purse> = new Map();
  readonly signals = new Map<StrategyId, readonly Signal[]>();
  readonly transfers: DayTransfer[] = [];

  /** @param carry Left out on an account's first day, and by journals from before: each has what its lots cost. */
  open(carry: StrategyCarry | undefined, { positions }: OpeningAccount): void {
    for (const strategy of carry?.followed ?? []) this.followed.set(strategy.strategyId, strategy);
    for (const { strategyId, ...purse } of carry?.purses ?? []) this.purses.set(strategyId, purse);
    if (carry === undefined) for (const { strategyId, cost } of positions) this.#move(strategyId, subtractMoney(ZERO_MONEY, cost));
    this.openingPurses = new Map(this.purses);
  }

  /** What was handed in takes the place of what the same strategies said before. */
  heard(signals: readonly Signal[]): void {
    for (const [strategyId, own] of groupBy(signals, (signal) => signal.strategyId)) this.signals.set(strategyId, own);
  }

  /** Who bought pays, who held what was sold is paid, and fees are borne by whose order it was. */
  filled(fill: Fill, taken: readonly LotTaken[]): void {
    this.#trade(fill, taken, 1);
  }

  /** What a fill really was takes the place of what was said of it. */
  corrected(was: Fill, is: Fill, sold: CorrectedSale): void {
    this.#trade(was, sold.was, -1);
    this.#trade(is, sold.is, 1);
  }

  /** The fill at this place never happened: those after it move up. */
  fillGone(at: number): void {
    const moved = this.transfers.map((one) => (one.afterFills > at ? { ...one, afterFills: one.afterFills - 1 } : one));
    this.transfers.splice(0, moved.length, ...moved);
  }

  transferred({ instrument, from, to, price, quantity }: LotTransfer, afterFills: number): void {
    this.transfers.push({ instrument, from, to, price, quantity, afterFills });
    const value = turnoverOf(price, quantity);
    this.#move(from, value);
    this.#move(to, subtractMoney(ZERO_MONEY, value));
  }

  /** `cash`: what it is given now out of the cash that nobody has; below 0: what it gives back. */
  follow(strategy: FollowedStrategy, cash: Money): void {
    this.followed.set(strategy.strategyId, strategy);
    this.#give(strategy.strategyId, cash);
  }

  /** Its cash is nobody's from now on. */
  unfollow(id: StrategyId): void {
    this.followed.delete(id);
    this.#give(id, subtractMoney(ZERO_MONEY, this.#purseOf(id).cash));
  }

  carry(ledger: Ledger, settled: DayResult | null): StrategyCarry {
    const worth = settled === null ? null : worthOf(ledger, settled.marks);
    const highOf = (id: StrategyId, purse: Purse): Money =>
      worth === null ? purse.high : maxMoney(purse.high, profitOf(purse, worth.get(id) ?? ZERO_MONEY));
    const purses = [...this.purses].map(([strategyId, purse]) => ({ strategyId, ...purse, high: highOf(strategyId, purse) }));
    const byId = (a: { strategyId: StrategyId }, b: { strategyId: StrategyId }): number => (a.strategyId < b.strategyId ? -1 : 1);
    return { followed: [...this.followed.values()].toSorted(byId), purses: purses.toSorted(byId) };
  }

  #purseOf(id: StrategyId): Purse {
    return this.purses.get(id) ?? EMPTY;
  }

  #give(id: StrategyId, cash: Money): void {
    const purse = this.#purseOf(id);
    this.purses.set(id, { ...purse, allotted: addMoney(purse.allotted, cash), cash: addMoney(purse.cash, cash) });
  }

  /** `times` -1 takes back what 1 has booked. */
  #trade({ strategyId, side, price, quantity, fees }: Fill, taken: readonly LotTaken[], times: 1 | -1): void {
    this.#move(strategyId, money(-times * totalFees(fees)));
    if (side === 'buy') this.#move(strategyId, money(-times * turnoverOf(price, quantity)));
    for (const lot of taken) this.#move(lot.strategyId, money(times * turnoverOf(price, lot.quantity)));
  }

  /** The cash of `unassigned` is what the others leave, so that nothing can be lost between them. */
  #move(id: StrategyId, amount: Money): void {
    if (id === UNASSIGNED_STRATEGY) return;
    const purse = this.#purseOf(id);
    if (this.followed.has(id)) this.purses.set(id, { ...purse, cash: addMoney(purse.cash, amount) });
    else this.purses.set(id, { ...purse, allotted: subtractMoney(purse.allotted, amount) });
  }
}

/** What a strategy has made since it began, its lots being worth `worth`. */
export function profitOf({ cash, allotted }: Purse, worth: Money): Money {
  return subtractMoney(addMoney(cash, worth), allotted);
}

function worthOf({ positions }: Ledger, marks: DayResult['marks']): ReadonlyMap<StrategyId, Money> {
  const prices = new Map(marks.map(({ instrument, price }) => [instrument, price]));
  return lotValues(positions, (instrument, quantity, cost) => {
    const price = prices.get(instrument);
    return price === undefined ? cost : turnoverOf(price, quantity);
  });
}

/** What the lots of each owner are worth. */
export function lotValues(
  positions: Ledger['positions'],
  valueOf: (instrument: InstrumentId, quantity: Fill['quantity'], cost: Money) => Money,
): ReadonlyMap<StrategyId, Money> {
  const values = new Map<StrategyId, Money>();
  for (const { instrument, lots } of positions.values()) {
    for (const [owner, { quantity, cost }] of lots) {
      values.set(owner, addMoney(values.get(owner) ?? ZERO_MONEY, valueOf(instrument, quantity, cost)));
    }
  }
  return values;
}
