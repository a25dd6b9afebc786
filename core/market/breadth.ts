/** How many instruments of the feed stand where. Counts of what has been quoted today, at the latest quotes. */
export interface MarketBreadth {
  readonly quoted: number;
  /** Above and below the previous close. */
  readonly rising: number;
  readonly falling: number;
  /** At the day's limits. */
  readonly limitUp: number;
  readonly limitDown: number;
  /** These are all stocks that there are, however few: an invented market. */
  readonly isWhole?: boolean;
}

/**
 * Fewest instruments that may stand for the market. A feed that shows a few stocks would make "fewer than 50 at
 * limit-down" true on the worst day of the year; both exchanges have had more than a thousand stocks since 2000.
 */
export const LEAST_MARKET = 1_000;

/** Fewest that may stand for an industry, for the same reason. */
export const LEAST_SECTOR = 3;
