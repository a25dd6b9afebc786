import { type TimeOfDay, type TradeDate } from '../kernel/time.ts';
import { type Money, type Price, type Quantity } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Side } from '../orders/order.ts';
import { type Chain } from './chain.ts';

/**
 * What a broker's file tells. Delivery notes (交割单) and accounting notes (对账单) come under the same headings at most
 * brokers; a file whose rows have money but no shares is `accounting`, a cash journal.
 */
export type StatementKind = 'delivery' | 'accounting' | 'fills' | 'orders' | 'positions' | 'funds';

/** What a row does, and how: the broker's words (业务名称, 摘要, 操作 …) sorted into one closed set. */
export const ROW_KINDS = {
  buy: { cash: -1, shares: 1, trade: 'buy' },
  sell: { cash: 1, shares: -1, trade: 'sell' },
  marginBuy: { cash: -1, shares: 1, trade: 'buy' },
  coverBuy: { cash: -1, shares: 1, trade: 'buy' },
  shortSell: { cash: 1, shares: -1, trade: 'sell' },
  sellToRepay: { cash: 1, shares: -1, trade: 'sell' },
  repoLend: { cash: -1, shares: 0, trade: null },
  repoLendReturn: { cash: 1, shares: 0, trade: null },
  repoBorrow: { cash: 1, shares: 0, trade: null },
  repoBorrowReturn: { cash: -1, shares: 0, trade: null },
  dividend: { cash: 1, shares: 0, trade: null },
  dividendTax: { cash: -1, shares: 0, trade: null },
  bonusShares: { cash: 0, shares: 1, trade: null },
  interest: { cash: 1, shares: 0, trade: null },
  interestTax: { cash: -1, shares: 0, trade: null },
  transferIn: { cash: 1, shares: 0, trade: null },
  transferOut: { cash: -1, shares: 0, trade: null },
  newShareSubscription: { cash: -1, shares: 0, trade: null },
  newShareRefund: { cash: 1, shares: 0, trade: null },
  newShareNumbers: { cash: 0, shares: 0, trade: null },
  newShareAllotment: { cash: 0, shares: 0, trade: null },
  newSharePayment: { cash: -1, shares: 0, trade: null },
  newSharesIn: { cash: 0, shares: 1, trade: null },
  rights: { cash: -1, shares: 1, trade: null },
  cashProductIn: { cash: -1, shares: 0, trade: null },
  cashProductOut: { cash: 1, shares: 0, trade: null },
  sharesIn: { cash: 0, shares: 1, trade: null },
  sharesOut: { cash: 0, shares: -1, trade: null },
  loan: { cash: 1, shares: 0, trade: null },
  loanRepaid: { cash: -1, shares: 0, trade: null },
  loanInterest: { cash: -1, shares: 0, trade: null },
  fee: { cash: -1, shares: 0, trade: null },
  registration: { cash: 0, shares: 0, trade: null },
  cancel: { cash: 0, shares: 0, trade: null },
  balance: { cash: 0, shares: 0, trade: null },
  unknown: { cash: 0, shares: 0, trade: null },
} as const satisfies Readonly<Record<string, RowEffect>>;

/** Which way money and shares usually go (0: not at all, or either way), and the side of a trade. */
export interface RowEffect {
  readonly cash: -1 | 0 | 1;
  readonly shares: -1 | 0 | 1;
  readonly trade: Side | null;
}

export type RowKind = keyof typeof ROW_KINDS;

export interface StatementFees {
  /** The sum of the columns that are charged on top of the turnover; those that repeat a part of others are left out. */
  readonly total: Money;
  /** null where the file does not set it apart. */
  readonly stampTax: Money | null;
  readonly transferFee: Money | null;
}

/** One row of a broker's file. What the file does not say is null. */
export interface StatementRow {
  readonly line: number;
  readonly date: TradeDate | null;
  readonly time: TimeOfDay | null;
  /** null for what is no share, fund or convertible bond (repo, new-share codes), and where the file has no codes. */
  readonly instrument: InstrumentId | null;
  /** The code as the file has it, lost zeros put back; '' without one. */
  readonly code: string;
  readonly name: string;
  readonly kind: RowKind;
  /** The words that said so. */
  readonly words: string;
  /** Without sign; null also for the fractions of a cash product. */
  readonly quantity: Quantity | null;
  /** Half up to 1/10000 yuan; brokers print averages with three decimals and more. */
  readonly price: Price | null;
  /** Without sign. */
  readonly turnover: Money | null;
  /** What the row did to the cash: below 0 for what was paid. */
  readonly amount: Money | null;
  readonly fees: StatementFees | null;
  readonly cashAfter: Money | null;
  readonly sharesAfter: number | null;
  readonly orderRef: string;
  readonly fillRef: string;
  /** Which of several purses (currency, cash account) the cash is in; '' where the file has one. */
  readonly purse: string;
}

/** A row with the file that it stands in. */
export interface PlacedRow extends StatementRow {
  readonly file: string;
  /** Word by word a row before it, with the same balance: printed twice, moved once. */
  readonly repeated: boolean;
}

/** What is to be said of a file that could be read. Numbers of lines are those of the file. */
export type StatementRemark =
  /** The mapping names a heading that the file does not have. */
  | { readonly code: 'mapping.strayHeading'; readonly line: number; readonly heading: string }
  /** The words say nothing that is known: what the row means is for a person to say. */
  | { readonly code: 'row.notUnderstood'; readonly line: number; readonly words: string; readonly amount: Money | null }
  /** All of the row stands there once more, with the balance it had the first time. */
  | { readonly code: 'row.repeated'; readonly line: number; readonly first: number }
  /** Turnover and amount differ by something else than the fees. */
  | { readonly code: 'row.feesDoNotAddUp'; readonly line: number; readonly stated: Money; readonly implied: Money }
  /** The amount has the sign of the other side. */
  | { readonly code: 'row.signContradicts'; readonly line: number; readonly words: string }
  /** The balance is not the one before plus the amount: rows between are missing, or a number is wrong. */
  | { readonly code: 'cash.gap'; readonly line: number; readonly missing: Money };

/** Whether the file's cash adds up from row to row in each purse; with one row or no balances it cannot be checked. */
export interface CashCheck {
  readonly state: 'addsUp' | 'gaps' | 'oneRow' | 'notStated';
  /** Rows that state a balance. */
  readonly rows: number;
  /** How the amounts are written: with the sign of the cash, without any, or the other way round. */
  readonly signs: 'signed' | 'unsigned' | 'inverted';
  /** Where rows are not listed oldest first. */
  readonly order: Chain['order'];
}

/** A broker's file in the normal form. */
export interface Statement {
  readonly file: string;
  /** Known by the headings; null for one whose headings no mapping has in this combination. */
  readonly broker: string | null;
  readonly kind: StatementKind;
  /** All rows, repeated and unknown ones too, in the file's order. */
  readonly rows: readonly StatementRow[];
  /** Decimals of the prices: a price may be off by half a step of the last one. */
  readonly priceDecimals: number;
  readonly cash: CashCheck;
  readonly remarks: readonly StatementRemark[];
}
