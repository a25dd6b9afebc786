import { type Quantity, type Rate, RATE_ONE, mulDiv, quantity } from '../../kernel/units.ts';

/**
 * Trading days it takes to sell `held` shares at no more than `share` of each day's volume, `dailyVolume` being the
 * usual one; the last day counts whole. Null when nothing could ever be sold.
 */
export function daysToSell(held: Quantity, dailyVolume: Quantity, share: Rate): number | null {
  if (held === 0) return 0;
  const perDay = quantity(mulDiv(dailyVolume, share, RATE_ONE, 'floor'));
  return perDay === 0 ? null : Math.ceil(held / perDay);
}
