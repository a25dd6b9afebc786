import { type StrategyId } from '../kernel/ids.ts';
import { type Refusal, refusal } from '../kernel/result.ts';
import { type Money, NO_PRICE, type Price, type Quantity, addMoney, money, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type TradingRules } from '../market/rules.ts';
import { type Side } from '../orders/order.ts';
import { type CommissionSchedule, estimateFees, totalFees } from '../portfolio/fees.ts';
import { type Ledger } from '../portfolio/ledger.ts';
import { type PlanMarket, type PlanWarning } from './plan.ts';

/** What trading `shares` at `unitPrice` in one order would come to. */
export interface TradeEstimate {
  readonly value: Money;
  readonly fees: Money;
  /** What it takes from the cash (buys) or brings (sells, where it may be negative). */
  readonly cash: Money;
}

export function estimateTrade(
  side: Side,
  unitPrice: Price,
  shares: Quantity,
  rules: TradingRules,
  commission: CommissionSchedule,
): TradeEstimate {
  const value = turnoverOf(unitPrice, shares);
  const terms = { commission, stampTax: rules.fees.stampTax.value, transferFee: rules.fees.transferFee.value };
  const fees = totalFees(estimateFees({ side, price: unitPrice, quantity: shares, ...terms }));
  return { value, fees, cash: money(side === 'buy' ? value + fees : value - fees) };
}

/** What the account is worth before the day's first trade. */
export interface Valuation {
  readonly equity: Money;
  readonly warnings: readonly Refusal<PlanWarning>[];
}

/**
 * All cash plus every holding at its previous close. A holding that has none (no quotes today) counts for what it cost,
 * with a warning.
 */
export function valueAccount(ledger: Ledger, market: PlanMarket): Valuation {
  const warnings: Refusal<PlanWarning>[] = [];
  let equity = ledger.cash.balance;
  for (const { instrument, quantity, cost } of ledger.positions.values()) {
    const close = previousClose(instrument, market);
    if (close === NO_PRICE && quantity > 0) {
      warnings.push(refusal('plan.valuedAtCost', { instrument, quantity, value: cost }));
    }
    equity = addMoney(equity, close === NO_PRICE ? cost : turnoverOf(close, quantity));
  }
  return { equity, warnings };
}

/** What a strategy with capital of its own is worth: its cash, and its lots valued as in {@link valueAccount}. */
export function valueStrategy(id: StrategyId, cash: Money, ledger: Ledger, market: PlanMarket): Money {
  let equity = cash;
  for (const { instrument, lots } of ledger.positions.values()) {
    const lot = lots.get(id);
    if (lot === undefined) continue;
    const close = previousClose(instrument, market);
    equity = addMoney(equity, close === NO_PRICE ? lot.cost : turnoverOf(close, lot.quantity));
  }
  return equity;
}

/** `NO_PRICE` when it is not known. */
function previousClose(instrument: InstrumentId, market: PlanMarket): Price {
  return market.reference(instrument)?.prevClose ?? NO_PRICE;
}
