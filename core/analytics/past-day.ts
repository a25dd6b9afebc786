import { type StrategyId } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Price, type Quantity, ZERO_MONEY, addMoney, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayTransfer } from '../oms/strategy/followed.ts';
import { type Fill } from '../orders/order.ts';
import { type OpeningAccount } from '../portfolio/account.ts';
import { type ActionBooking } from '../portfolio/action-booking.ts';
import { type WithheldTax } from '../portfolio/dividend-tax.ts';

/** What one strategy held of one instrument at the end of a day. */
export interface PastHolding {
  readonly instrument: InstrumentId;
  readonly strategyId: StrategyId;
  readonly quantity: Quantity;
  /** What it cost in all, without fees. */
  readonly cost: Money;
  /** The price that it was valued at. */
  readonly price: Price;
}

/** A fill with what the plan said of its line. */
export interface PastFill extends Omit<Fill, 'lineId'> {
  /** The signal's own words; empty where no signal asked for it. */
  readonly reason: string;
  /** How its line was executed; null for an order without one. */
  readonly style: string | null;
}

/** Cash or shares that came to a strategy by a corporate action, or tax on a dividend that it bears. */
export interface PastIncome {
  readonly instrument: InstrumentId;
  readonly strategyId: StrategyId;
  /** Dividends before tax. */
  readonly dividends: Money;
  /** Without sign. */
  readonly tax: Money;
  /** What rights that were taken up have cost, without sign. */
  readonly paid: Money;
  /** Below 0: a split made fewer of them. */
  readonly shares: number;
}

/** A settled day of an account, as its journal has it. */
export interface PastDay {
  readonly date: TradeDate;
  readonly opening: OpeningAccount;
  /** The opening account valued at the previous closes. */
  readonly openingEquity: Money;
  readonly cash: Money;
  readonly marketValue: Money;
  readonly holdings: readonly PastHolding[];
  /** In the order in which they came. */
  readonly fills: readonly PastFill[];
  /** In the order in which they were made. */
  readonly transfers: readonly DayTransfer[];
  /** What came, or went, without a trade. */
  readonly income: readonly PastIncome[];
}

/** What moved lots on a day, in the order in which it happened. */
export function movesOf({ fills, transfers }: Pick<PastDay, 'fills' | 'transfers'>): readonly (PastFill | DayTransfer)[] {
  const at = (count: number): readonly DayTransfer[] => transfers.filter(({ afterFills }) => afterFills === count);
  return [...at(0), ...fills.flatMap((fill, index) => [fill, ...at(index + 1)])];
}

export function isTransfer(move: PastFill | DayTransfer): move is DayTransfer {
  return 'afterFills' in move;
}

export function closingEquity({ cash, marketValue }: Pick<PastDay, 'cash' | 'marketValue'>): Money {
  return addMoney(cash, marketValue);
}

/** What all fills of one side came to, without fees. */
export function tradedValue(fills: readonly Pick<PastFill, 'side' | 'price' | 'quantity'>[], side: Fill['side']): Money {
  return fills.filter((fill) => fill.side === side).reduce((sum, fill) => addMoney(sum, turnoverOf(fill.price, fill.quantity)), ZERO_MONEY);
}

/** What bookings and taxes did to each strategy. */
export function incomeOf(bookings: readonly ActionBooking[], taxes: readonly WithheldTax[]): readonly PastIncome[] {
  const received = bookings.flatMap(({ action: { instrument }, parts }) =>
    parts.map(({ strategyId, cash, shares, cost }): PastIncome => ({ instrument, strategyId, dividends: addMoney(cash, cost), tax: ZERO_MONEY, paid: cost, shares })),
  );
  const withheld = taxes.flatMap(({ instrument, parts }) =>
    parts.map(({ strategyId, amount }): PastIncome => ({ instrument, strategyId, dividends: ZERO_MONEY, tax: amount, paid: ZERO_MONEY, shares: 0 })),
  );
  return [...received, ...withheld];
}
