import { type Money } from '../kernel/units.ts';
import { type Side } from '../orders/order.ts';

export type DifferenceCode =
  | 'fillMissingAtBroker'
  | 'fillMissingHere'
  | 'fillDoubledAtBroker'
  | 'fillDoubledHere'
  | 'fillDiffers'
  | 'feesDiffer'
  /** Money or shares that moved without a fill: a dividend, interest, a transfer, new shares, repo. */
  | 'cashMovement'
  | 'shareMovement'
  /** Our books have moved cash or shares without a fill, and no row of the broker's tells of it. */
  | 'movementMissingAtBroker'
  /** The same movement, with other cash or shares. */
  | 'movementDiffers'
  | 'rowNotUnderstood'
  | 'cashOpening'
  | 'cashBalance'
  | 'cashGap'
  | 'position';

/** What would set it right; a person accepts, edits or refuses it. */
export type Correction =
  /** The fill is the broker's: enter it. */
  | 'bookFill'
  /** The broker does not know it, and neither do the balances: take it out. */
  | 'dropFill'
  /** Take the broker's numbers. */
  | 'changeFill'
  /** Take the movement out of our books. */
  | 'dropMovement'
  | 'bookCash'
  | 'bookShares'
  /** Start from the broker's figure. */
  | 'adjustCash'
  | 'adjustPosition'
  /** Say what the broker's words mean. */
  | 'classifyRow'
  /** The broker's own balances speak for our side: the file is to be fetched again, or the broker to be asked. */
  | 'askBroker';

export interface RowPlace {
  readonly file: string;
  readonly line: number;
}

/** Something that our books and the broker's rows do not agree about, after all that is known to differ harmlessly. */
export interface StatementDifference {
  readonly code: DifferenceCode;
  /** The broker's rows that it is about; where a row is missing, none. */
  readonly places: readonly RowPlace[];
  /** An instrument, or the broker's code or name where it is none of ours; '' for cash. */
  readonly instrument: string;
  readonly side: Side | null;
  readonly orderIds: readonly string[];
  readonly fillIds: readonly string[];
  /** What was compared. */
  readonly fields: readonly ComparedField[];
  /** The broker's effect on cash less ours, in 1/10000 yuan; 0 where the file has no money. */
  readonly cash: Money;
  /** The same for the shares held. */
  readonly shares: number;
  readonly correction: Correction;
}

/** Both sides as text: money and prices in yuan, `-` for a side that has nothing. */
export interface ComparedField {
  readonly name: 'fill' | 'quantity' | 'price' | 'turnover' | 'amount' | 'fees' | 'stampTax' | 'cash' | 'shares' | 'row';
  readonly ours: string;
  readonly brokers: string;
}

export const TOLERATIONS = [
  /** Several of our fills are one row. */
  'merged',
  /** One of our fills is several rows. */
  'split',
  'rowOrder',
  /** An average price is rounded to the decimals of the file. */
  'averagePriceRounded',
  /** Our fees have parts of a cent. */
  'feesRoundedToCent',
  /** Same rate, rounded for each row instead of once for the order. */
  'feesRoundedPerRow',
  /** Same sum for the order, spread over its fills in another way. */
  'feesSpread',
  /** Same sum, the transfer fee inside of the commission or the other way round. */
  'feesNamedDifferently',
  'rowsOfOtherDays',
  /** The account that was given is one of after the close and holds the movement already. */
  'movementInAccount',
  /** The broker's file has no codes: its names were taken for instruments by the trades that agree. */
  'namesMatched',
  /** Holdings that are no shares, funds or convertible bonds of the exchanges. */
  'otherHoldings',
] as const;

export type Toleration = (typeof TOLERATIONS)[number];
