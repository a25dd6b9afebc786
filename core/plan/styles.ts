import { timeOfDay } from '../kernel/time.ts';
import { type Quantity, RATE_ONE, rate } from '../kernel/units.ts';
import { type ContinuousStyle, type ExecutionStyle, STYLE_NAMES, type ScriptStyle, type SliceParams, type StyleName } from './line.ts';
import { type ScriptId, isScriptId } from '../kernel/script.ts';

const PERCENT = RATE_ONE / 100;

const AUCTION_OFFSET = rate(2 * PERCENT);

const BEST_FIVE = {
  style: 'bestFive',
  rest: 'cancel',
  bound: rate(3 * PERCENT),
} as const satisfies ContinuousStyle;

/** From when it may until a little before the closing auction; what is left then is taken from the market. */
const SLICES: SliceParams = {
  start: null,
  end: timeOfDay('14:55:00'),
  slices: null,
  intervalMs: 60_000,
  cap: rate(10 * PERCENT),
  bound: BEST_FIVE.bound,
  sizeJitter: rate(0),
  timeJitter: rate(0),
  catchUp: 'gradual',
  rest: 'carryOn',
};

const SHOWN = 1_000 as Quantity;
const REPRICE_MS = 10_000;

/** Each style with the parameters that it has where nobody says otherwise. */
export const DEFAULT_STYLES: Readonly<Record<StyleName, ExecutionStyle>> = {
  callAuction: { style: 'callAuction', offset: AUCTION_OFFSET, then: BEST_FIVE },
  limit: { style: 'limit', price: null },
  pegged: { style: 'pegged', to: 'own', ticks: 0, bound: BEST_FIVE.bound, repriceMs: REPRICE_MS },
  bestFive: BEST_FIVE,
  twap: { style: 'twap', ...SLICES },
  vwap: { style: 'vwap', ...SLICES },
  iceberg: { style: 'iceberg', shown: SHOWN, price: null, bound: BEST_FIVE.bound, refillAt: rate(0) },
  afterHours: { style: 'afterHours', bound: BEST_FIVE.bound },
  closingAuction: { style: 'closingAuction', from: 'last', offset: AUCTION_OFFSET, price: null },
};

/** Whether an approved line of this style may rightly have sent nothing before the closing auction, or before the session after hours. */
export function waitsForClose(style: ExecutionStyle): boolean {
  switch (style.style) {
    case 'callAuction':
      return style.then !== null && waitsForClose(style.then);
    case 'closingAuction':
    case 'afterHours':
      return true;
    case 'twap':
    case 'vwap':
      return style.rest === 'closingAuction';
    default:
      return false;
  }
}

/** Before the name of a script where a style is named by one word: `script:patient-chaser`. */
const SCRIPT_PREFIX = 'script:';

/** The script in a word such as `script:patient-chaser`; null when it is no such word. */
export function scriptInWord(word: string): ScriptId | null {
  const script = word.startsWith(SCRIPT_PREFIX) ? word.slice(SCRIPT_PREFIX.length) : '';
  return isScriptId(script) ? script : null;
}

function scriptNamed(script: ScriptId, configured: ExecutionStyle): ScriptStyle {
  return configured.style === 'script' && configured.script === script ? configured : { style: 'script', script, params: {} };
}

/**
 * The style that a signal names, with the account's parameters where the account's own style has it, alone or after the
 * auction; null when there is no style of that name.
 */
export function styleNamed(name: string, configured: ExecutionStyle): ExecutionStyle | null {
  const script = scriptInWord(name);
  if (script !== null) return scriptNamed(script, configured);
  const known = STYLE_NAMES.find((style) => style === name);
  if (known === undefined) return null;
  if (configured.style === known) return configured;
  if (configured.style === 'callAuction') {
    return configured.then?.style === known ? configured.then : DEFAULT_STYLES[known];
  }
  if (configured.style === 'script') return DEFAULT_STYLES[known];
  return known === 'callAuction' ? { style: 'callAuction', offset: AUCTION_OFFSET, then: configured } : DEFAULT_STYLES[known];
}
