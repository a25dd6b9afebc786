/** A fraction in percent with two decimals and its sign, as far as it is not rounded away: `-1.23 %`. */
export function percentText(fraction: number | null): string {
  return fraction === null ? 'none' : `${fixed(fraction * 100, 2)} %`;
}

/** A plain number with the given decimals; never `-0.00`. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return /^-[0.]+$/.test(text) ? text.slice(1) : text;
}
