import { formatPercent } from '../../format/number.ts';

const RATE_ONE = 100_000_000;

/** A fraction as percent: publishers state theirs so, and drawdowns are reckoned so. */
export function fractionText(fraction: number): string {
  return formatPercent(Math.round(fraction * RATE_ONE));
}
