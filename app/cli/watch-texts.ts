import { type WatchName, type WatchScope } from '../../core/risk/watch/watch.ts';
import { WATCHES } from '../../core/risk/watch/watches.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'risk.watch': 'What is watched while something is held; null: it is not. A person may arm and disarm each for one holding.',
  'risk.watch.index': 'The index of "indexFall".',
  'risk.watch.atLimitDown':
    'Sales of a watch while nobody buys at limit-down. "queue": an order at limit-down waits in the exchange\'s queue. "wait": nothing is sent.',
};

const NAMES: Readonly<Record<WatchName, string>> = {
  stopLoss: 'Stop loss: how far below the average cost, as a fraction.',
  trailingStop: 'Trailing stop: how far below the highest price since it is held; of several holdings, the profit given back as a fraction of their cost.',
  takeProfit: 'Take profit: how far above the average cost, as a fraction.',
  timeStop: 'Time stop: after how many sessions, 0 being the first.',
  limitBroken: 'A holding that rising prices have carried over this share of the account; what is over it is sold.',
  dayDrawdown: 'How far the account is below its high of the day, as a fraction.',
  limitDownCount: 'How many stocks of the market stand at limit-down.',
  fallingStocks: 'How many of the quoted stocks are falling, as a fraction.',
  indexFall: 'How far the index is below its previous close, as a fraction.',
};

const SCOPES: Readonly<Record<WatchScope, string>> = {
  instrument: 'For each holding.',
  strategy: 'For each strategy, over what it holds.',
  account: 'For the account, over all that it holds.',
  market: 'For the market; its lines sell all that the account holds.',
};

const FIELDS: Readonly<Record<string, string>> = {
  rearm: 'Armed again on the same day when it is back by more than this, in the unit of "at"; null: on the next day.',
  action: '"alert": says so. "propose": writes sell lines that wait for a person. "act": sells.',
  execution: 'Execution style of its lines; null: the default one.',
};

const WATCH = /^risk\.watch\.(\w+)(?:\.(\w+)(?:\.(\w+))?)?$/;

/** What is said of a key in the section `risk.watch`; undefined for a key that nobody has explained. */
export function watchText(path: string): string | undefined {
  const [, watch = '', scope, key] = WATCH.exec(path) ?? [];
  if (!isWatch(watch)) return TEXTS[path];
  if (scope === undefined) return NAMES[watch];
  const known = WATCHES[watch].scopes.find((one) => one === scope);
  if (known === undefined) return undefined;
  if (key === undefined) return SCOPES[known];
  return key === 'at' ? `Where it fires, ${WATCHES[watch].unit === 'share' ? 'as a fraction' : 'as a number'}.` : FIELDS[key];
}

function isWatch(name: string): name is WatchName {
  return name in WATCHES;
}
