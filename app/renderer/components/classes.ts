/** Joins the class names that hold. */
export function classes(...names: readonly (string | false | undefined | null)[]): string {
  return names.filter(Boolean).join(' ');
}

/** Class of a number by its sign: up, down or nothing. */
export function trendClass(value: number): string {
  if (value === 0) return '';
  return value > 0 ? 'up' : 'down';
}
