import { RATE_ONE, rate } from '../kernel/units.ts';
import { type ContinuousStyle, type ExecutionStyle, STYLE_NAMES, type StyleName } from './line.ts';

const PERCENT = RATE_ONE / 100;

const AUCTION_OFFSET = rate(2 * PERCENT);

const BEST_FIVE = {
  style: 'bestFive',
  rest: 'cancel',
  bound: rate(3 * PERCENT),
} as const satisfies ContinuousStyle;

/** Each style with the parameters that it has where nobody says otherwise. */
export const DEFAULT_STYLES: Readonly<Record<StyleName, ExecutionStyle>> = {
  callAuction: { style: 'callAuction', offset: AUCTION_OFFSET, then: BEST_FIVE },
  limit: { style: 'limit', price: null },
  bestFive: BEST_FIVE,
};

/**
 * The style that a signal names, with the account's parameters where the account's own style has it, alone or after the
 * auction; null when there is no style of that name.
 */
export function styleNamed(name: string, configured: ExecutionStyle): ExecutionStyle | null {
  const known = STYLE_NAMES.find((style) => style === name);
  if (known === undefined) return null;
  if (configured.style === known) return configured;
  if (configured.style === 'callAuction') {
    return configured.then?.style === known ? configured.then : DEFAULT_STYLES[known];
  }
  return known === 'callAuction' ? { style: 'callAuction', offset: AUCTION_OFFSET, then: configured } : DEFAULT_STYLES[known];
}
