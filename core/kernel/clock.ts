import { type EpochMs } from './time.ts';

/** Tells the time of the session: the wall's in live trading, the market data's in a replay. */
export interface Clock {
  now(): EpochMs;
}
