import { RATE_ONE } from '../../kernel/units.ts';
import { type WatchAction, type WatchName, type WatchScope, type WatchSetting } from './watch.ts';

type Scoped<Scope extends WatchScope> = Readonly<Record<Scope, WatchSetting | null>>;
type HoldingScope = Exclude<WatchScope, 'market'>;

/** How each watch is set for each thing it can look at; null: it is off. */
export interface WatchSettings {
  readonly stopLoss: Scoped<HoldingScope>;
  readonly trailingStop: Scoped<HoldingScope>;
  readonly takeProfit: Scoped<HoldingScope>;
  readonly timeStop: Scoped<HoldingScope>;
  readonly limitBroken: Scoped<'instrument'>;
  readonly dayDrawdown: Scoped<'account'>;
  readonly limitDownCount: Scoped<'market'>;
  readonly fallingStocks: Scoped<'market'>;
  readonly indexFall: Scoped<'market'>;
}

/** What is done with a sale while its instrument is locked at limit-down, with nobody buying. */
export const AT_LIMIT_DOWN = ['queue', 'wait'] as const;

/** What is watched while something is held. */
export interface WatchPolicy {
  /** The index of `indexFall`. */
  readonly index: string;
  /** `queue`: an order at limit-down waits in the exchange's queue; `wait`: nothing is sent before somebody buys. */
  readonly atLimitDown: (typeof AT_LIMIT_DOWN)[number];
  readonly watches: WatchSettings;
}

const PERCENT = RATE_ONE / 100;
const NOWHERE = { instrument: null, strategy: null, account: null };

export const NO_WATCHES: WatchPolicy = {
  index: '000300.SH',
  atLimitDown: 'queue',
  watches: {
    stopLoss: NOWHERE,
    trailingStop: NOWHERE,
    takeProfit: NOWHERE,
    timeStop: NOWHERE,
    limitBroken: { instrument: null },
    dayDrawdown: { account: null },
    limitDownCount: { market: null },
    fallingStocks: { market: null },
    indexFall: { market: null },
  },
};

/** How the lines of a watch are worked where nothing else is said. */
export const WATCH_STYLE = 'bestFive';

/** A share is given in percent. */
function share(at: number, action: WatchAction, rearm: number | null = null): WatchSetting {
  return { at: at * PERCENT, rearm: rearm === null ? null : rearm * PERCENT, action, execution: WATCH_STYLE };
}

function count(at: number, action: WatchAction): WatchSetting {
  return { at, rearm: null, action, execution: WATCH_STYLE };
}

export const CAUTIOUS_WATCHES: WatchPolicy = {
  ...NO_WATCHES,
  watches: {
    stopLoss: { instrument: share(6, 'propose'), strategy: share(5, 'propose'), account: share(5, 'alert') },
    trailingStop: { instrument: share(8, 'propose'), strategy: null, account: null },
    takeProfit: { instrument: share(20, 'alert'), strategy: null, account: null },
    timeStop: { instrument: count(20, 'alert'), strategy: null, account: null },
    limitBroken: { instrument: share(12, 'propose', 1) },
    dayDrawdown: { account: share(2, 'alert') },
    limitDownCount: { market: count(100, 'alert') },
    fallingStocks: { market: share(80, 'alert', 10) },
    indexFall: { market: share(2, 'alert', 0.5) },
  },
};

export const BALANCED_WATCHES: WatchPolicy = {
  ...NO_WATCHES,
  watches: {
    ...NO_WATCHES.watches,
    stopLoss: { instrument: share(8, 'propose'), strategy: null, account: share(8, 'alert') },
    trailingStop: { instrument: share(12, 'alert'), strategy: null, account: null },
    limitBroken: { instrument: share(25, 'alert', 2) },
    dayDrawdown: { account: share(4, 'alert') },
    limitDownCount: { market: count(200, 'alert') },
    indexFall: { market: share(3, 'alert', 0.5) },
  },
};

/** How the policy sets a watch for a scope; null: not at all. */
export function settingOf({ watches }: WatchPolicy, watch: WatchName, scope: WatchScope): WatchSetting | null {
  const scoped: Partial<Readonly<Record<WatchScope, WatchSetting | null>>> = watches[watch];
  return scoped[scope] ?? null;
}
