import { dayDrawdown } from './day-drawdown.ts';
import { fallingStocks } from './falling-stocks.ts';
import { indexFall } from './index-fall.ts';
import { limitBroken } from './limit-broken.ts';
import { limitDownCount } from './limit-down-count.ts';
import { stopLoss } from './stop-loss.ts';
import { takeProfit } from './take-profit.ts';
import { timeStop } from './time-stop.ts';
import { trailingStop } from './trailing-stop.ts';
import { type Watch, type WatchName } from './watch.ts';

/** Every watch, in the order in which they are asked. A new one is added here and to `WATCH_NAMES`. */
export const WATCHES: Readonly<Record<WatchName, Watch>> = {
  stopLoss,
  trailingStop,
  takeProfit,
  timeStop,
  limitBroken,
  dayDrawdown,
  limitDownCount,
  fallingStocks,
  indexFall,
};
