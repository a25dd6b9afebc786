import { type Actor } from '../../core/kernel/ids.ts';
import { type Refusal, type Result } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type SessionSource } from '../../core/market/past-sessions.ts';
import { type Signal } from '../../core/plan/signal.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type DayInputs } from './day-inputs.ts';
import { type QuoteFeed } from './paced-day.ts';
import { type PaperDayInputs } from './paper-day.ts';

/** What the days of a paper account are made of: an invented market, or a recorded one. */
export interface PaperMarket {
  readonly account: string;
  /** What the account's files in the data folder are called after: another name, another account. */
  readonly fileName: string;
  /** The day that a new account begins with. */
  readonly firstDay: TradeDate;
  /** Whether another day follows a sealed one. */
  readonly goesOn: boolean;
  /** Who hands in the signals and the scripts, and what the signals are called in the journal. */
  readonly by: Actor;
  readonly source: string;
  /** What is odd about the files that the market was read from. */
  readonly warnings: readonly Refusal[];
  day(date: TradeDate): Result<MarketDay, Refusal>;
  /** The day that scripts are tried on while `date` is at hand. */
  trialDay(date: TradeDate): Result<MarketDay, Refusal>;
}

/** One day of a {@link PaperMarket}. */
export interface MarketDay extends Pick<PaperDayInputs, 'date' | 'seed' | 'config' | 'references' | 'isWholeMarket' | 'watches' | 'actions'> {
  readonly sessions: SessionSource;
  /** What a new account brings into its first day. */
  readonly opening: OpeningAccount;
  /** Scripts that come with the day. */
  readonly texts: DayInputs['texts'];
  /** What an account that holds these is to trade. */
  signals(held: readonly InstrumentId[]): readonly Signal[];
  /** The day's quotes, from its beginning. */
  feed(): QuoteFeed;
}
