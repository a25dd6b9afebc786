import { type TradeDate } from '../kernel/time.ts';
import { type Price, type Quantity, RATE_ONE, type Rate, mulDiv, quantity } from '../kernel/units.ts';
import { type InstrumentId } from './instrument.ts';

/**
 * What a company gives to, or does with, each of its shares, as the exchange announces it (权益分派实施公告). Who holds the
 * share at the close before the ex-date has part in it. All at once: 10 派 3 元送 1 股转增 2 股 is one action.
 */
export interface CorporateAction {
  readonly instrument: InstrumentId;
  /** 除权除息日. Cash is paid on this day too, as both exchanges do for A-shares. */
  readonly exDate: TradeDate;
  /** The session from which new shares may be sold: the ex-date or the one after it. */
  readonly listDate: TradeDate;
  /** 派息: yuan for each share, before tax. */
  readonly cash: Rate;
  /** 送股: new shares for each share, out of profits: taxed at their par of 1 yuan. */
  readonly bonus: Rate;
  /** 转增: new shares for each share, out of capital reserves: not taxed. */
  readonly transfer: Rate;
  /** 拆分, 合并: shares that each share becomes; null: it stays one. */
  readonly split: Rate | null;
  /** 配股; null: none are offered. */
  readonly rights: RightsIssue | null;
}

export interface RightsIssue {
  /** Shares that are offered for each share. */
  readonly ratio: Rate;
  readonly price: Price;
  /** What the account has taken up and paid for; 0: nothing, and then it only is to be known. */
  readonly taken: Quantity;
}

/**
 * Shares that `held` shares become more, or fewer, for nothing. Fractions are left out: how the exchanges give their sum
 * away is told by the broker's holdings alone.
 */
export function newSharesOf({ bonus, transfer, split }: CorporateAction, held: Quantity): number {
  if (split !== null) return mulDiv(held, split, RATE_ONE, 'floor') - held;
  return mulDiv(held, bonus + transfer, RATE_ONE, 'floor');
}

/** Shares that may be taken up of a rights issue, fractions left out. */
export function offeredShares({ ratio }: RightsIssue, held: Quantity): Quantity {
  return quantity(mulDiv(held, ratio, RATE_ONE, 'floor'));
}
