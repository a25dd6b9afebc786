import path from 'node:path';
import { Outbox } from '../../adapters/cloud/outbox.ts';
import { type AccountDatabase, openAccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { AccountHistory } from '../../adapters/sqlite/account-history.ts';
import { type MarketHistory, openMarketHistory } from '../../adapters/sqlite/market-history.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type PaperMarket } from './paper-market.ts';

/** Where the database of a market's account lies. */
export function paperDatabase({ fileName }: Pick<PaperMarket, 'fileName'>, dataDir: string): string {
  return path.join(dataDir, `${fileName}.paper.db`);
}

/** An account's files, and the market that it trades on. */
export interface Books {
  readonly market: PaperMarket;
  readonly database: AccountDatabase;
  readonly history: MarketHistory;
  readonly past: AccountHistory;
  readonly outbox: Outbox;
}

/** Opens the files of a market's account, both or none. */
export function openBooks(market: PaperMarket, dataDir: string): Result<Books, Refusal> {
  const { account, fileName } = market;
  const owner = { account, mode: 'paper' } as const;
  const database = openAccountDatabase(paperDatabase(market, dataDir), owner);
  if (!database.ok) return database;
  // A file of its own: what was invented must never be taken for the market.
  const history = openMarketHistory(path.join(dataDir, `${fileName}.market.db`));
  if (history.ok) {
    const outbox = new Outbox(database.value.connection, owner);
    return ok({ market, database: database.value, history: history.value, past: new AccountHistory(database.value.connection), outbox });
  }
  database.value.close();
  return history;
}

export function closeBooks({ database, history }: Books): void {
  database.close();
  history.close();
}
