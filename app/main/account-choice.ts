import { type Refusal, type Result } from '../../core/kernel/result.ts';
import { type GatewayConnection } from '../terminal/gateway-session.ts';
import { gatewayDatabase, openLiveSession } from '../terminal/live-session.ts';
import { paperDatabase } from '../terminal/paper-books.ts';
import { type PaperMarket } from '../terminal/paper-market.ts';
import { openPaperSession } from '../terminal/paper-session.ts';
import { type Session } from '../terminal/session.ts';

/** What every account is opened with. */
export interface SessionOptions {
  readonly dataDir: string;
  /** Hears of a fault that ended the day. */
  readonly onFault: (error: unknown) => void;
  /** Hears of the copy of the account's database that each sealed day leaves. */
  readonly onBackup: (copy: Result<unknown, Refusal>) => void;
}

/** An account that the window may show. */
export interface AccountChoice {
  /** Where its database lies. */
  database(dataDir: string): string;
  open(options: SessionOptions): Result<Session, Refusal>;
}

/** An account on a market that we play ourselves. */
export function paperAccount(market: PaperMarket): AccountChoice {
  return { database: (dataDir) => paperDatabase(market, dataDir), open: (options) => openPaperSession(market, options) };
}

export function gatewayAccount(connection: GatewayConnection): AccountChoice {
  return { database: (dataDir) => gatewayDatabase(connection, dataDir), open: (options) => openLiveSession(connection, options) };
}
