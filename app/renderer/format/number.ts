import { formatDecimal } from '../../../core/kernel/decimal.ts';

/** Digits after the point of prices and money as they cross the bridge. */
const SCALE = 4;
const UNITS_PER_CENT = 100;
/** A rate of 1 % in steps of 1e-8, and one hundredth of that. */
const RATE_PER_BASIS_POINT = 10_000;
/** A proper minus: as wide as a plus, unlike the hyphen. */
const MINUS = '−';

export type Language = 'zh' | 'en';

/** What stands where there is no number. */
export const NOTHING = '—';

function group(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace('-', MINUS).replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A price with `digits` after the point, more if it has more; a price of 0 means that there is none. */
export function formatPrice(price: number, digits = 2): string {
  return price === 0 ? NOTHING : group(formatDecimal(price, SCALE, digits));
}

/** An average price: rounded to `digits`, as an average has no ticks. */
export function formatAverage(price: number, digits = 3): string {
  const step = 10 ** (SCALE - digits);
  return price === 0 ? NOTHING : group(formatDecimal(Math.round(price / step), digits, digits));
}

/** Money in yuan to the cent: `1,234,567.80`. */
export function formatMoney(money: number): string {
  return group(formatDecimal(Math.round(money / UNITS_PER_CENT), 2, 2));
}

/** Money in whole yuan, where cents would be noise. */
export function formatYuanWhole(money: number): string {
  return group(String(Math.round(money / 10_000)));
}

/** A number without a unit to two digits: `−1.25`. */
export function formatRatio(ratio: number): string {
  return group(ratio.toFixed(2));
}

export function formatQuantity(shares: number): string {
  return group(String(shares));
}

/** A rate as percent with two digits: `12.34%`. */
export function formatPercent(rate: number): string {
  return `${group(formatDecimal(Math.round(rate / RATE_PER_BASIS_POINT), 2, 2))}%`;
}

/** A rate in basis points, hundredths of a percent, with one digit: `1.2 bp`. */
export function formatBasisPoints(rate: number): string {
  return `${group(formatDecimal(Math.round((rate * 10) / RATE_PER_BASIS_POINT), 1, 1))} bp`;
}

/** `text` of a value with its sign in front, zero without. */
export function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : text;
}

const COMPACT: Readonly<Record<Language, readonly (readonly [at: number, unit: string])[]>> = {
  zh: [
    [1e8, '亿'],
    [1e4, '万'],
  ],
  en: [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'K'],
  ],
};

/** A large count in the language's own steps: `1.23亿`, `45.60万`, `12.35M`; small ones as they are. */
export function formatCompact(count: number, language: Language): string {
  const unit = COMPACT[language].find(([at]) => Math.abs(count) >= at);
  if (unit === undefined) return group(String(Math.round(count)));
  return group((count / unit[0]).toFixed(2)) + unit[1];
}

/** Money in yuan in the language's own steps. */
export function formatMoneyCompact(money: number, language: Language): string {
  return formatCompact(money / 10_000, language);
}

/** Funds and bonds trade in thousandths of a yuan. */
export function priceDigits(board: string): number {
  return board === 'etf' || board === 'bond' ? 3 : 2;
}
