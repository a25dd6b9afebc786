import { type Result, err, ok } from './result.ts';
import { type Money, type Price, type Rate } from './units.ts';

/** Digits after the decimal point of `Price` and `Money`. */
export const MONEY_SCALE = 4;
/** Digits after the decimal point of `Rate`. */
export const RATE_SCALE = 8;

export type DecimalProblem = 'notANumber' | 'tooManyDecimals' | 'tooLarge';

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * Reads a plain decimal into an integer of `10^-scale`, never through a float: `parseDecimal('19.38', 4)` is 193800.
 *
 * Trailing zeros beyond `scale` are accepted; other digits there are refused, and so are exponents, blanks, signs
 * alone and anything beyond the safe integers.
 */
export function parseDecimal(text: string, scale: number): Result<number, DecimalProblem> {
  const match = DECIMAL.exec(text);
  if (match === null) return err('notANumber');
  const [, sign, whole = '', fraction = ''] = match;
  const kept = fraction.slice(0, scale).padEnd(scale, '0');
  if (/[1-9]/.test(fraction.slice(scale))) return err('tooManyDecimals');
  const magnitude = Number(whole + kept);
  if (!Number.isSafeInteger(magnitude)) return err('tooLarge');
  return ok(sign === '-' && magnitude !== 0 ? -magnitude : magnitude);
}

/**
 * Writes an integer of `10^-scale` as a plain decimal with at least `minDigits` after the point and no trailing zeros
 * beyond them: `formatDecimal(193800, 4, 2)` is `19.38`.
 */
export function formatDecimal(value: number, scale: number, minDigits: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  let fraction = digits.slice(digits.length - scale);
  let end = fraction.length;
  while (end > minDigits && fraction[end - 1] === '0') end -= 1;
  fraction = fraction.slice(0, end);
  return `${value < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Money or a price as a decimal string in yuan, with two to four decimals. */
export function formatYuan(value: Money | Price): string {
  return formatDecimal(value, MONEY_SCALE, 2);
}

/** A rate as a plain fraction: 0.1 for ten percent. */
export function formatRate(value: Rate): string {
  return formatDecimal(value, RATE_SCALE, 0);
}
