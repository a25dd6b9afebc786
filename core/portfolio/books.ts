import { type FillId, type OrderId, type StrategyId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { tradeDateOf } from '../kernel/time.ts';
import {
  type Money,
  type Quantity,
  UNITS_PER_CENT,
  ZERO_MONEY,
  ZERO_QUANTITY,
  addMoney,
  addQuantity,
  maxMoney,
  minMoney,
  minQuantity,
  money,
  mulDiv,
  quantity,
  subtractMoney,
  subtractQuantity,
  turnoverOf,
} from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Fill, type Order, type OrderRequest, type OrderTerms, leaves } from '../orders/order.ts';
import { type OpeningAccount, type OpeningPosition } from './account.ts';
import { type ActionBooking, type BookingPart, isListed } from './action-booking.ts';
import { type Adjustment, type ShareAdjustment } from './adjustment.ts';
import { type WithheldTax } from './dividend-tax.ts';
import { totalFees } from './fees.ts';
import { type Cash, type CorrectedSale, type Lot, type LotMove, type LotTaken, type MutableLedger, type Position, correctionOversells, oversells, sellableOf } from './ledger.ts';
import { addLots, takeFromLots } from './lots.ts';

/**
 * Kept for the rest of a partly filled buy beyond its share of what was set aside: reckoning two fees on the running
 * total rounds each by up to a cent and a half more than its share.
 */
const FEE_ROUNDING = 3 * UNITS_PER_CENT;

const NOTHING_SOLD: CorrectedSale = { was: [], is: [] };

/** Opens the books of a day. @throws InvariantError when more is sellable than held. */
export function createLedger(opening: OpeningAccount): MutableLedger {
  return new Books(opening);
}

class Books implements MutableLedger {
  #cash: Cash;
  /** Net proceeds of the day's sales. */
  #proceeds = ZERO_MONEY;
  readonly #positions = new Map<InstrumentId, Position>();
  /** Of each position, what is not waiting for its T+1. */
  readonly #settled = new Map<InstrumentId, Quantity>();
  /** Cash set aside for each open buy, shares for each open sell. */
  readonly #purses = new Map<OrderId, Money>();
  readonly #holds = new Map<OrderId, Quantity>();
  /** What each sale took from which lots. */
  readonly #taken = new Map<FillId, readonly LotTaken[]>();

  constructor(opening: OpeningAccount) {
    this.#cash = cashOf(opening.cash, ZERO_MONEY, ZERO_MONEY);
    for (const position of opening.positions) this.#open(position);
  }

  get cash(): Cash {
    return this.#cash;
  }

  get positions(): ReadonlyMap<InstrumentId, Position> {
    return this.#positions;
  }

  intend(order: OrderRequest, terms: OrderTerms): void {
    if (order.side === 'buy') invariant(terms.frozen >= 0 && terms.frozen <= this.#cash.available, `no cash for ${order.id}`);
    else invariant(order.quantity <= sellableOf(this, order.instrument), `no shares for ${order.id}`);
    this.admit(order, terms);
  }

  admit(order: OrderRequest, terms: OrderTerms): void {
    invariant(!this.#purses.has(order.id) && !this.#holds.has(order.id), `${order.id} was intended before`);
    if (order.side === 'buy') {
      const purse = minMoney(terms.frozen, maxMoney(ZERO_MONEY, this.#cash.available));
      this.#purses.set(order.id, purse);
      this.#setCash(this.#cash.balance, addMoney(this.#cash.frozen, purse));
      return;
    }
    const held = minQuantity(order.quantity, sellableOf(this, order.instrument));
    if (held === 0) return;
    this.#holds.set(order.id, held);
    this.#freeze(order.instrument, held);
  }

  fill(order: Order, fill: Fill): readonly LotTaken[] {
    invariant(fill.orderId === order.id, `fill ${fill.id} is not of ${order.id}`);
    return fill.side === 'buy' ? this.#buy(order, fill) : this.#sell(order, fill);
  }

  correct(order: Order, was: Fill, is: Fill): CorrectedSale {
    invariant(was.id === is.id && !correctionOversells(this, was, is), `${is.id}: more is taken out than is held`);
    const more = subtractMoney(proceedsOf(is), proceedsOf(was));
    if (is.side === 'sell') this.#proceeds = addMoney(this.#proceeds, more);
    this.#setCash(addMoney(this.#cash.balance, more), this.#cash.frozen);
    if (is.side === 'sell') return this.#sellAgain(was, is);
    this.#buyAgain(order, was, is);
    return NOTHING_SOLD;
  }

  close(order: OrderRequest): void {
    const purse = this.#purses.get(order.id);
    if (purse !== undefined) {
      this.#purses.delete(order.id);
      this.#setCash(this.#cash.balance, subtractMoney(this.#cash.frozen, purse));
    }
    const held = this.#holds.get(order.id);
    if (held !== undefined) {
      this.#holds.delete(order.id);
      this.#freeze(order.instrument, -held);
    }
  }

  adjust({ cash, shares }: Adjustment): void {
    this.#setCash(addMoney(this.#cash.balance, cash), this.#cash.frozen);
    if (shares !== null) this.#adjustShares(shares);
  }

  transfer({ instrument, from, to, quantity: shares }: LotMove): Money {
    const position = this.#positions.get(instrument);
    const lot = position?.lots.get(from);
    invariant(position !== undefined && lot !== undefined && shares <= lot.quantity, `${from} has less of ${instrument}`);
    const { taken, lots } = takeFromLots(position.lots, from, shares);
    const moved = { quantity: shares, cost: taken.reduce((sum, { cost }) => addMoney(sum, cost), ZERO_MONEY), opened: lot.opened };
    const own = lots.get(to);
    const settled = this.#settled.get(instrument) ?? ZERO_QUANTITY;
    this.#put({ ...position, lots: new Map(lots).set(to, own === undefined ? moved : addLots(own, moved)) }, settled);
    return moved.cost;
  }

  distribute({ action, parts }: ActionBooking): void {
    for (const part of parts) {
      this.#setCash(addMoney(this.#cash.balance, part.cash), this.#cash.frozen);
      if (part.shares < 0) this.#merge(action.instrument, part);
      else this.#add(action.instrument, part.strategyId, { quantity: quantity(part.shares), cost: part.cost, opened: null }, quantity(isListed(action) ? part.shares : 0));
    }
  }

  withhold({ amount }: WithheldTax): void {
    this.#setCash(subtractMoney(this.#cash.balance, amount), this.#cash.frozen);
  }

  /** Fewer shares at the cost that the more of them had. */
  #merge(instrument: InstrumentId, { strategyId, shares }: BookingPart): void {
    const position = this.#positions.get(instrument);
    const lot = position?.lots.get(strategyId);
    invariant(position !== undefined && lot !== undefined, `${instrument}: ${strategyId} holds none to be merged`);
    const gone = quantity(-shares);
    const left = subtractQuantity(lot.quantity, gone);
    const lots = new Map(position.lots);
    if (left === 0) lots.delete(strategyId);
    else lots.set(strategyId, { ...lot, quantity: left });
    const cost = left === 0 ? subtractMoney(position.cost, lot.cost) : position.cost;
    const settled = this.#settled.get(instrument) ?? ZERO_QUANTITY;
    this.#put({ ...position, quantity: subtractQuantity(position.quantity, gone), cost, lots }, subtractQuantity(settled, minQuantity(settled, gone)));
  }

  #adjustShares({ instrument, strategyId, quantity: shares, cost }: ShareAdjustment): void {
    if (shares >= 0) {
      this.#add(instrument, strategyId, { quantity: quantity(shares), cost, opened: null }, quantity(shares));
      return;
    }
    const position = this.#positions.get(instrument);
    const gone = quantity(-shares);
    invariant(position !== undefined && gone <= position.quantity - position.frozen, `${instrument}: more is taken out than is held`);
    this.#takeOut(position, strategyId, gone, this.#settledLess(instrument, gone));
  }

  #open({ instrument, strategyId, quantity: shares, sellable, cost, opened }: OpeningPosition): void {
    invariant(sellable <= shares, `${instrument}: more sellable than held`);
    this.#add(instrument, strategyId, { quantity: shares, cost, opened: opened ?? null }, sellable);
  }

  #buy(order: Order, fill: Fill): readonly LotTaken[] {
    const turnover = turnoverOf(fill.price, fill.quantity);
    const paid = addMoney(turnover, totalFees(fill.fees));
    const released = this.#payFromPurse(order, fill, paid);
    this.#setCash(subtractMoney(this.#cash.balance, paid), subtractMoney(this.#cash.frozen, released));
    const settled = order.terms.settlement === 'T+0' ? fill.quantity : ZERO_QUANTITY;
    this.#add(fill.instrument, fill.strategyId, { quantity: fill.quantity, cost: turnover, opened: tradeDateOf(fill.time) }, settled);
    return [];
  }

  /**
   * What a fill releases of the cash set aside for its order. What stays is the rest's share of it, pro rata by
   * quantity, but never more than the payment leaves: the minimum commission falls due with the first fill.
   */
  #payFromPurse(order: Order, fill: Fill, paid: Money): Money {
    const purse = this.#purses.get(order.id);
    if (purse === undefined) return ZERO_MONEY;
    const rest = leaves(order) - fill.quantity;
    if (rest <= 0) {
      this.#purses.delete(order.id);
      return purse;
    }
    const share = money(mulDiv(order.terms.frozen, rest, order.quantity, 'ceil') + FEE_ROUNDING);
    const kept = maxMoney(ZERO_MONEY, minMoney(share, subtractMoney(purse, paid)));
    this.#purses.set(order.id, kept);
    return subtractMoney(purse, kept);
  }

  #sell(order: Order, fill: Fill): readonly LotTaken[] {
    const position = this.#positions.get(fill.instrument);
    invariant(position !== undefined && !oversells(this, fill), `${fill.id} sells more than is held`);
    const proceeds = proceedsOf(fill);
    this.#proceeds = addMoney(this.#proceeds, proceeds);
    this.#setCash(addMoney(this.#cash.balance, proceeds), this.#cash.frozen);
    const frozen = subtractQuantity(position.frozen, this.#releaseHold(order, fill.quantity));
    return this.#takeSold({ ...position, frozen }, fill);
  }

  #takeSold(position: Position, { id, instrument, strategyId, quantity: sold }: Fill): readonly LotTaken[] {
    const taken = this.#takeOut(position, strategyId, sold, this.#settledLess(instrument, sold));
    this.#taken.set(id, taken);
    return taken;
  }

  #takeOut(position: Position, strategyId: StrategyId, gone: Quantity, settled: Quantity): readonly LotTaken[] {
    const { taken, lots } = takeFromLots(position.lots, strategyId, gone);
    const cost = taken.reduce((sum, lot) => subtractMoney(sum, lot.cost), position.cost);
    this.#put({ ...position, quantity: subtractQuantity(position.quantity, gone), cost, lots }, settled);
    return taken;
  }

  #settledLess(instrument: InstrumentId, gone: Quantity): Quantity {
    const settled = this.#settled.get(instrument) ?? ZERO_QUANTITY;
    return subtractQuantity(settled, minQuantity(settled, gone));
  }

  #sellAgain(was: Fill, is: Fill): CorrectedSale {
    const before = this.#taken.get(was.id) ?? [];
    for (const lot of before) this.#add(was.instrument, lot.strategyId, { ...lot, opened: null }, lot.quantity);
    const position = this.#positions.get(was.instrument);
    return { was: before, is: position === undefined || is.quantity === 0 ? [] : this.#takeSold(position, is) };
  }

  #buyAgain({ terms }: Order, was: Fill, is: Fill): void {
    const { instrument, strategyId } = is;
    const position = this.#positions.get(instrument);
    if (is.quantity < was.quantity && position !== undefined) {
      const gone = subtractQuantity(was.quantity, is.quantity);
      const left = subtractQuantity(position.quantity, gone);
      this.#takeOut(position, strategyId, gone, minQuantity(this.#settled.get(instrument) ?? ZERO_QUANTITY, left));
    }
    const kept = minQuantity(was.quantity, is.quantity);
    this.#recost(instrument, strategyId, subtractMoney(turnoverOf(is.price, kept), turnoverOf(was.price, kept)));
    if (is.quantity <= was.quantity) return;
    const more = subtractQuantity(is.quantity, was.quantity);
    const bought = { quantity: more, cost: turnoverOf(is.price, more), opened: tradeDateOf(is.time) };
    this.#add(instrument, strategyId, bought, terms.settlement === 'T+0' ? more : ZERO_QUANTITY);
  }

  /** A lot that was sold meanwhile has taken what it had cost along: then there is nothing to change. */
  #recost(instrument: InstrumentId, strategyId: StrategyId, dearer: Money): void {
    const position = this.#positions.get(instrument);
    const lot = position?.lots.get(strategyId);
    if (position === undefined || lot === undefined || dearer === 0) return;
    const lots = new Map(position.lots).set(strategyId, { ...lot, cost: addMoney(lot.cost, dearer) });
    this.#positions.set(instrument, { ...position, cost: addMoney(position.cost, dearer), lots });
  }

  #releaseHold(order: Order, shares: Quantity): Quantity {
    const held = this.#holds.get(order.id);
    if (held === undefined) return ZERO_QUANTITY;
    const released = minQuantity(held, shares);
    if (released === held) this.#holds.delete(order.id);
    else this.#holds.set(order.id, subtractQuantity(held, released));
    return released;
  }

  #add(instrument: InstrumentId, strategyId: StrategyId, bought: Lot, settled: Quantity): void {
    const position = this.#positions.get(instrument) ?? emptyPosition(instrument);
    const lot = position.lots.get(strategyId);
    const lots = new Map(position.lots);
    if (bought.quantity > 0) lots.set(strategyId, lot === undefined ? bought : addLots(lot, bought));
    this.#put(
      { ...position, quantity: addQuantity(position.quantity, bought.quantity), cost: addMoney(position.cost, bought.cost), lots },
      addQuantity(this.#settled.get(instrument) ?? ZERO_QUANTITY, settled),
    );
  }

  #freeze(instrument: InstrumentId, shares: number): void {
    const position = this.#positions.get(instrument);
    invariant(position !== undefined, `nothing to set aside of ${instrument}`);
    const settled = this.#settled.get(instrument) ?? ZERO_QUANTITY;
    this.#put({ ...position, frozen: quantity(position.frozen + shares) }, settled);
  }

  /**
   * Stores a position with what is sellable of it. After a late fill more can be set aside for other sells than is
   * left; then nothing is sellable until they have ended.
   */
  #put(position: Position, settled: Quantity): void {
    if (position.quantity === 0 && position.frozen === 0) {
      this.#positions.delete(position.instrument);
      this.#settled.delete(position.instrument);
      return;
    }
    const sellable = quantity(Math.max(0, settled - position.frozen));
    this.#positions.set(position.instrument, { ...position, sellable });
    this.#settled.set(position.instrument, settled);
  }

  #setCash(balance: Money, frozen: Money): void {
    this.#cash = cashOf(balance, frozen, this.#proceeds);
  }
}

/** What a fill brings, after its fees; below 0 for a buy. */
function proceedsOf({ side, price, quantity: shares, fees }: Fill): Money {
  const turnover = turnoverOf(price, shares);
  return subtractMoney(side === 'sell' ? turnover : subtractMoney(ZERO_MONEY, turnover), totalFees(fees));
}

function cashOf(balance: Money, frozen: Money, proceeds: Money): Cash {
  const available = subtractMoney(balance, frozen);
  const withdrawable = maxMoney(ZERO_MONEY, minMoney(available, subtractMoney(available, proceeds)));
  return { balance, frozen, available, withdrawable };
}

function emptyPosition(instrument: InstrumentId): Position {
  return {
    instrument,
    quantity: ZERO_QUANTITY,
    sellable: ZERO_QUANTITY,
    frozen: ZERO_QUANTITY,
    cost: ZERO_MONEY,
    lots: new Map(),
  };
}
