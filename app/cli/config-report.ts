import { type ConfigJson, isConfigJson } from '../../adapters/files/config.ts';
import { riskText } from './risk-texts.ts';

/** What each key of a configuration means, by its path. */
const TEXTS: Readonly<Record<string, string>> = {
  fees: "What the broker charges. Taxes and the transfer fee are the market's and follow from the date.",
  'fees.commissionRate': 'Commission on what an order trades, as a fraction: 0.00025 is 0.025 %.',
  'fees.commissionMinimum': 'Least commission of one order over all its fills, in yuan.',

  plan: "How signals become the day's plan.",
  'plan.approval':
    '"each": every line waits for a person. "countdown": what nobody has touched (edited, skipped, paused, held) is approved when the countdown is over, unless a rule denies it or trading is paused. "automatic": every line is approved as soon as it is proposed.',
  'plan.approvalCountdown': 'How long a proposed line waits for a touch under "countdown", in seconds.',
  'plan.approvalExpiry': 'When approvals lapse (HH:MM:SS): a line that no order has worked by then expires.',
  'plan.cashReserve': 'Share of equity that buys leave in cash.',

  execution: 'How lines are worked.',
  'execution.default': 'The style of lines whose signal names none in its column "execution".',
  'execution.retryInterval': 'Least pause between two orders of one line, in seconds.',
  'execution.guards': 'What no line does, whatever its style and its condition say. Tickets are not held to it.',
  'execution.guards.sellAtLimitUp': 'Whether lines may sell while the price stands at limit-up.',
  'execution.guards.buyAtLimitDown': 'Whether lines may buy while the price stands at limit-down.',
  'execution.guards.maxBuyChange':
    'No buy while the price is further above the previous close than this fraction (0.05 is 5 %); null: no bound.',
  'execution.candidates':
    'What is bought in place of a buy that nobody sells (locked at limit-up, suspended), one entry per strategy: {"strategy": name, "from": a list of instruments or "sector", "start" and "end": when, "lasting": seconds that it must have been so, "most": how often one buy may be replaced}.',
  'execution.baskets':
    'Strategies whose plan is worked as one, its buys spending no more than its sells have brought: {"strategy": name, "name": of the basket, "style": of its lines, "tolerance": yuan that buys may be ahead of sells, "start", "end": when, "rest": what the end means: "carryOn", "release" (buys wait no longer) or "cancel"}.',
  'execution.exits':
    'Sales of holdings by a condition, asked for what each strategy holds of each instrument: {"name": its own, "strategy": whose holdings or null, "condition": text, "share": how much of the holding, "action": "alert", "propose" (a line that waits for a person) or "act", "style": with all its keys, or null}. Each fires once a day.',
  'execution.styles': 'Strategies with a default style of their own: {"strategy": name, "style": a style with all its keys}.',

  exchange: 'The simulated exchange of paper trading.',
  'exchange.volumeCap': 'Most that our orders may fill of what really traded between two snapshots, as a share.',
};

/** The keys of a style, wherever it stands. */
const STYLE_TEXTS: Readonly<Record<string, string>> = {
  style:
    '"callAuction": into the opening call auction. "limit": a limit order. "pegged": a limit order at a best price of the market. "bestFive": takes the five best opposite levels. "twap", "vwap": slices over a window. "iceberg": shows a part at a time. "closingAuction": into the closing call auction. "afterHours": at the close into the fixed-price session.',
  from: 'What the price of an auction order starts from: "reference", "prevClose", "last", "limitUp" or "limitDown" (these two as they are).',
  offset: 'How far above (buys) or below (sells) its base price the auction order may go, as a fraction.',
  then: 'The style that goes on after the auction with what is left; null: it is given up.',
  price: 'The limit in yuan; null: "limit" takes the best opposite price when it is sent, "iceberg" its own best, an auction its base.',
  rest: 'What becomes of the rest. "bestFive": "cancel", or "limit" (it stays as a limit order). "twap", "vwap" after their window: "carryOn" (best-five within cap and bound), "closingAuction" or "cancel".',
  bound: 'How much worse than the reference price an order may trade, as a fraction.',
  to: 'The best price that "pegged" follows: "own" or "opposite".',
  ticks: 'Ticks towards the other side, below 0 away from it.',
  reprice: 'Follows a best price that has moved away, no sooner than so many seconds; null: stays.',
  shown: 'Shares shown at a time.',
  refillAt: 'Shown anew in full when no more than this share of it is left; 0: when nothing is left.',
  start: 'When the first slice may go (HH:MM:SS); null: as soon as the line may work.',
  end: 'When the window is over.',
  slices: 'How many slices; null: one per interval.',
  interval: 'Length of a slice in seconds, where "slices" is null.',
  cap: 'Most of what the market trades in any minute, as a share; null: no cap.',
  sizeJitter: 'By how much of itself a slice may be larger or smaller, by chance.',
  timeJitter: 'By how much of its length a slice may come later, by chance.',
  catchUp: 'What slices missed: "atOnce", "gradual" (at most twice a slice at a time) or "skip" (left to "rest").',
};

/** What is said of the key at `path`; undefined for a key that nobody has explained. */
export function configText(path: string): string | undefined {
  return TEXTS[path] ?? riskText(path) ?? (path.startsWith('execution.default.') ? STYLE_TEXTS[path.split('.').at(-1) ?? ''] : undefined);
}

const MAX_WIDTH = 110;

/** The configuration as JSON with a comment above every key. */
export function explainedConfig(config: ConfigJson): string {
  return `// Every key may be left out. Without these lines (config --print --json) this is a config.json.\n${block(config, '', '')}\n`;
}

function block(config: ConfigJson, path: string, indent: string): string {
  const inner = `${indent}  `;
  const entries = Object.entries(config).map(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const text = isConfigJson(value) ? block(value, at, inner) : JSON.stringify(value);
    return `${comment(configText(at) ?? '', inner)}${inner}${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

function comment(text: string, indent: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && `${line} ${word}`.length <= MAX_WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`${indent}// ${word}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}
