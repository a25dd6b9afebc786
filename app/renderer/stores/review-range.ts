/** Stretches of days that end with the last sealed one. */
export const RANGES = ['day', 'week', 'month', 'quarter', 'year', 'all'] as const;
export type RangeName = (typeof RANGES)[number];

/** First day of a stretch whose last day is known, `YYYY-MM-DD`; null: the first of all. */
export function rangeStart(name: RangeName, last: string): string | null {
  const [year = 0, month = 1, day = 1] = last.split('-').map(Number);
  switch (name) {
    case 'day':
      return last;
    case 'week':
      return isoDate(year, month, day - ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7));
    case 'month':
      return isoDate(year, month, 1);
    case 'quarter':
      return isoDate(year, month - ((month - 1) % 3), 1);
    case 'year':
      return isoDate(year, 1, 1);
    case 'all':
      return null;
  }
}

/** Days beyond a month's ends belong to the months beside it. */
function isoDate(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
