import { join } from 'node:path';
import { type LinkPatience } from '../../adapters/brokers/gateway/gateway-link.ts';
import { DEFAULT_STRATEGY } from '../../core/kernel/ids.ts';
import { seededRandom } from '../../core/kernel/random.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type Price, type Quantity, money } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type Stream } from '../../adapters/cloud/outbox.ts';
import { type Credentials, type Item } from '../../adapters/cloud/protocol.ts';
import { type GatewaySessionOptions } from '../../app/terminal/gateway-session.ts';

export const DATE = '2025-06-03' as TradeDate;
export const ACCOUNTS: readonly string[] = ['alice', 'bob', 'carol', 'dave'];

const YUAN = 10_000;

/** Nobody waits long for a gateway that is killed every few seconds. */
const IMPATIENT: LinkPatience = { pingEvery: 60, silence: 400, firstRetry: 10, longestRetry: 80 };

/** What a terminal of the torture is told on its command line. */
export interface Desk {
  readonly url: string;
  readonly folder: string;
  readonly account: string;
  readonly token: string;
  readonly instrument: InstrumentId;
  readonly prevClose: Price;
  readonly seed: number;
}

/** What an uploader is told on its command line. */
export interface Upload {
  readonly url: string;
  /** File of the outbox, and whose things it holds. */
  readonly outbox: string;
  readonly stream: Stream;
  readonly credentials: Credentials;
  readonly items: readonly Item[];
}

/** Every account begins alike: cash and shares enough for a day of small orders. */
export function openingOf({ instrument, prevClose }: Pick<Desk, 'instrument' | 'prevClose'>): OpeningAccount {
  const quantity = 1_000_000 as Quantity;
  return {
    cash: money(100_000_000 * YUAN),
    positions: [{ instrument, strategyId: DEFAULT_STRATEGY, quantity, sellable: quantity, cost: money(prevClose * quantity) }],
  };
}

export function databaseOf({ folder, account }: Pick<Desk, 'folder' | 'account'>): string {
  return join(folder, `${account}.db`);
}

export function sessionOptions(desk: Desk): GatewaySessionOptions {
  const { url, account, token, instrument, seed } = desk;
  return {
    ...{ url, account, token },
    date: DATE,
    seed: 1,
    opening: openingOf(desk),
    config: DEFAULT_CONFIG,
    instruments: new Map(),
    wanted: [instrument],
    random: seededRandom(seed),
    patience: IMPATIENT,
    noAnswerMs: 100,
    compareEveryMs: 150,
    database: databaseOf(desk),
  };
}
