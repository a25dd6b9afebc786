import { type OrderId, type StrategyId, UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Quantity, ZERO_MONEY, addMoney, addQuantity, minQuantity, money, mulDiv, quantity, subtractMoney, subtractQuantity, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayTransfer } from '../oms/strategy/followed.ts';
import { shareOut } from '../portfolio/action-booking.ts';
import { totalFees } from '../portfolio/fees.ts';
import { type PastDay, type PastFill, type PastIncome, isTransfer, movesOf } from './past-day.ts';

/** One end of a round trip. */
export interface TripEnd {
  readonly date: TradeDate;
  /** Null for what the account held when it began, for what came from or went to another owner, and for shares without a trade. */
  readonly orderId: OrderId | null;
  readonly reason: string;
  readonly style: string | null;
}

/** Shares from their buy to their sale, matched first in, first out among the lots of one strategy. */
export interface RoundTrip {
  /** Whose shares they were. */
  readonly strategyId: StrategyId;
  readonly instrument: InstrumentId;
  readonly quantity: Quantity;
  readonly entry: TripEnd;
  readonly exit: TripEnd;
  /** What they cost and what they were sold for, without fees. */
  readonly cost: Money;
  readonly proceeds: Money;
  /** The share of both ends' fees, by quantity; the parts of a fill's fees add up to the fees. */
  readonly fees: Money;
  /** `proceeds - cost - fees`. */
  readonly profit: Money;
}

/** Shares that are still held. */
export interface OpenEntry {
  readonly strategyId: StrategyId;
  readonly instrument: InstrumentId;
  readonly quantity: Quantity;
  readonly entry: TripEnd;
  readonly cost: Money;
  readonly fees: Money;
}

/** Shares that a fill sold. */
export interface Closing {
  /** What was sold, with its share of what it had cost. */
  readonly part: OpenEntry;
  /** Whose order sold it: not always whose shares they were. */
  readonly seller: StrategyId;
  readonly proceeds: Money;
  /** The part's share of the sale's fees. */
  readonly fees: Money;
}

/** What one day's sales ended. */
export interface TripsDay {
  readonly trips: readonly RoundTrip[];
  readonly closings: readonly Closing[];
}

/**
 * Matches buys with sales over an account's days, oldest first. A sale takes the oldest shares of its own strategy, then
 * of nobody, then of the others by their ids, as the books do. Fills of one order that meet fills of one other order
 * make one trip. Where shares change their owner, the trip of the one ends and that of the other begins, at their price.
 */
export class RoundTrips {
  readonly #held = new Map<InstrumentId, Map<StrategyId, OpenEntry[]>>();
  #begun: boolean;
  #trips = new Map<string, RoundTrip>();
  #closings: Closing[] = [];

  /** @param open what was held after the day before; null: the account's first day is yet to come. */
  constructor(open: readonly OpenEntry[] | null = null) {
    this.#begun = open !== null;
    for (const entry of open ?? []) this.#queue(entry.instrument, entry.strategyId).push(entry);
  }

  get open(): readonly OpenEntry[] {
    return [...this.#held.values()].flatMap((owners) => [...owners.values()].flat());
  }

  take(day: PastDay): TripsDay {
    if (!this.#begun) this.#begin(day);
    this.#trips = new Map();
    this.#closings = [];
    for (const one of day.income) this.#receive(day.date, one);
    for (const move of movesOf(day)) {
      if (isTransfer(move)) this.#handOver(day.date, move);
      else if (move.side === 'buy') this.#buy(day.date, move);
      else this.#sell(day.date, move);
    }
    for (const one of day.income) if (one.tax > 0) this.#tax(one);
    return { trips: [...this.#trips.values()], closings: this.#closings };
  }

  /** A dividend makes the shares cheaper that it was paid for; new shares cost nothing but what was paid for rights. */
  #receive(date: TradeDate, { instrument, strategyId, dividends, paid, shares }: PastIncome): void {
    const queue = this.#queue(instrument, strategyId);
    if (queue.every((entry) => entry.quantity === 0)) return;
    const weights = queue.map((entry) => entry.quantity);
    const [cheaper, fewer] = [shareOut(dividends, weights), shareOut(Math.min(0, shares), weights)];
    for (const [at, entry] of queue.entries()) {
      const left = quantity(entry.quantity + (fewer[at] ?? 0));
      queue[at] = { ...entry, quantity: left, cost: money(entry.cost - (cheaper[at] ?? 0)) };
    }
    const entry = { date, orderId: null, reason: '', style: null };
    if (shares > 0) queue.push({ strategyId, instrument, quantity: quantity(shares), entry, cost: paid, fees: ZERO_MONEY });
  }

  /** Tax on dividends falls to what was sold that day, to the seller's own round trip where there is one. */
  #tax({ instrument, strategyId, tax }: PastIncome): void {
    const closed = [...this.#trips].filter(([, trip]) => trip.instrument === instrument && trip.exit.orderId !== null);
    const [key, trip] = closed.findLast(([, one]) => one.strategyId === strategyId) ?? closed.at(-1) ?? [];
    if (key === undefined || trip === undefined) return;
    this.#trips.set(key, { ...trip, fees: addMoney(trip.fees, tax), profit: subtractMoney(trip.profit, tax) });
  }

  #begin({ date, opening }: PastDay): void {
    this.#begun = true;
    for (const { instrument, strategyId, quantity: shares, cost, opened } of opening.positions) {
      const entry = { date: opened ?? date, orderId: null, reason: '', style: null };
      this.#queue(instrument, strategyId).push({ strategyId, instrument, quantity: shares, entry, cost, fees: ZERO_MONEY });
    }
  }

  #buy(date: TradeDate, fill: PastFill): void {
    const { strategyId, instrument, quantity: shares, price } = fill;
    const bought = { quantity: shares, cost: turnoverOf(price, shares), fees: totalFees(fill.fees) };
    const queue = this.#queue(instrument, strategyId);
    const last = queue.at(-1);
    if (last?.entry.orderId === fill.orderId) queue[queue.length - 1] = joined(last, bought);
    else queue.push({ strategyId, instrument, ...bought, entry: endOf(date, fill) });
  }

  #sell(date: TradeDate, fill: PastFill): void {
    let left = fill.quantity;
    let fees = totalFees(fill.fees);
    for (const owner of this.#sellingOrder(fill)) {
      const queue = this.#queue(fill.instrument, owner);
      for (const part of taken(queue, left)) {
        const exitFees = partOf(fees, part.quantity, left);
        this.#close(part, fill, { date, fees: exitFees });
        fees = subtractMoney(fees, exitFees);
        left = subtractQuantity(left, part.quantity);
      }
    }
    if (left > 0) this.#close(withoutEntry(date, fill, left), fill, { date, fees });
  }

  #handOver(date: TradeDate, { instrument, from, to, quantity: shares, price }: DayTransfer): void {
    const end = { strategyId: from, price, orderId: null, reason: '', style: null };
    for (const part of taken(this.#queue(instrument, from), shares)) this.#close(part, end, { date, fees: ZERO_MONEY });
    const entry = { date, orderId: null, reason: '', style: null };
    this.#queue(instrument, to).push({ strategyId: to, instrument, quantity: shares, entry, cost: turnoverOf(price, shares), fees: ZERO_MONEY });
  }

  #close(part: OpenEntry, fill: TripExit, { date, fees }: { readonly date: TradeDate; readonly fees: Money }): void {
    const proceeds = turnoverOf(fill.price, part.quantity);
    this.#closings.push({ part, seller: fill.strategyId, proceeds, fees });
    const { strategyId, instrument, entry } = part;
    const key = [strategyId, instrument, entry.orderId, entry.date, fill.orderId].join(' ');
    const before = this.#trips.get(key);
    const whole = before === undefined ? part : joined(part, before);
    const sums = {
      cost: whole.cost,
      proceeds: addMoney(proceeds, before?.proceeds ?? ZERO_MONEY),
      fees: addMoney(whole.fees, fees),
    };
    const profit = subtractMoney(subtractMoney(sums.proceeds, sums.cost), sums.fees);
    this.#trips.set(key, { strategyId, instrument, quantity: whole.quantity, entry, exit: endOf(date, fill), ...sums, profit });
  }

  #queue(instrument: InstrumentId, owner: StrategyId): OpenEntry[] {
    const owners = this.#held.get(instrument) ?? new Map<StrategyId, OpenEntry[]>();
    this.#held.set(instrument, owners);
    const queue = owners.get(owner) ?? [];
    owners.set(owner, queue);
    return queue;
  }

  #sellingOrder({ instrument, strategyId }: PastFill): ReadonlySet<StrategyId> {
    const owners = [...(this.#held.get(instrument)?.keys() ?? [])];
    return new Set([strategyId, UNASSIGNED_STRATEGY, ...owners.toSorted()]);
  }
}

/** What ends a trip. */
type TripExit = Omit<TripEnd, 'date'> & Pick<PastFill, 'price' | 'strategyId'>;

/** The oldest of a queue's shares, taken out of it; fewer where it has no more. */
function taken(queue: OpenEntry[], shares: Quantity): readonly OpenEntry[] {
  const parts: OpenEntry[] = [];
  let left = shares;
  for (let first = queue[0]; first !== undefined && left > 0; first = queue[0]) {
    const { part, rest } = splitEntry(first, minQuantity(left, first.quantity));
    if (rest === null) queue.shift();
    else queue[0] = rest;
    parts.push(part);
    left = subtractQuantity(left, part.quantity);
  }
  return parts;
}

type Sums = Pick<OpenEntry, 'quantity' | 'cost' | 'fees'>;

function joined(entry: OpenEntry, more: Sums): OpenEntry {
  return {
    ...entry,
    quantity: addQuantity(entry.quantity, more.quantity),
    cost: addMoney(entry.cost, more.cost),
    fees: addMoney(entry.fees, more.fees),
  };
}

function splitEntry(entry: OpenEntry, shares: Quantity): { readonly part: OpenEntry; readonly rest: OpenEntry | null } {
  if (shares === entry.quantity) return { part: entry, rest: null };
  const part = { ...entry, quantity: shares, cost: partOf(entry.cost, shares, entry.quantity), fees: partOf(entry.fees, shares, entry.quantity) };
  const rest = {
    ...entry,
    quantity: subtractQuantity(entry.quantity, shares),
    cost: subtractMoney(entry.cost, part.cost),
    fees: subtractMoney(entry.fees, part.fees),
  };
  return { part, rest };
}

/** Pro rata, rounded half up; what is left goes to the last part. */
function partOf(amount: Money, shares: Quantity, of: Quantity): Money {
  return money(mulDiv(amount, shares, of, 'halfUp'));
}

/** Shares that came without a trade, such as bonus shares: they cost nothing. */
function withoutEntry(date: TradeDate, { strategyId, instrument }: PastFill, shares: Quantity): OpenEntry {
  const entry = { date, orderId: null, reason: '', style: null };
  return { strategyId, instrument, quantity: quantity(shares), entry, cost: ZERO_MONEY, fees: ZERO_MONEY };
}

function endOf(date: TradeDate, { orderId, reason, style }: Omit<TripEnd, 'date'>): TripEnd {
  return { date, orderId, reason, style };
}
