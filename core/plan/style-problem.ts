import { type Refusal, refusal } from '../kernel/result.ts';
import { formatTimeOfDay } from '../kernel/time.ts';
import { type Price, type Quantity, RATE_ONE, type Rate } from '../kernel/units.ts';
import { type DayReference } from '../market/quote.ts';
import { type TradingRules } from '../market/rules.ts';
import { type AuctionBase, type ExecutionStyle, type IcebergStyle, type PeggedStyle, type SliceParams } from './line.ts';

export type StyleProblem =
  /** `{ rate }` of an offset, a bound or a spread, which must be at least 0 and less than 1. */
  | 'edit.badRate'
  /** `{ price, tick }` */
  | 'edit.offTick'
  /** `{ price, limitUp, limitDown }` */
  | 'edit.outsideLimits'
  /** `{ ticks, most }` */
  | 'edit.badTicks'
  /** `{ intervalMs, least, most }` */
  | 'edit.badInterval'
  /** `{ start, end }`: no continuous trading between them. */
  | 'edit.badWindow'
  /** `{ slices, most }` */
  | 'edit.badSlices'
  /** `{ rate }`: more than 0, at most 1. */
  | 'edit.badCap'
  /** `{ shown, min, step }` */
  | 'edit.badShown'
  /** The instrument has none. */
  | 'edit.noClosingAuction'
  /** Board and date allow no fixed-price session. `{ board, source }`: the rule that says so. */
  | 'edit.noAfterHours'
  /** The price is to be the day's limit, and the day has none. */
  | 'edit.noLimitToday';

export const MOST_TICKS = 1_000;
/** One a second over the whole session: more is no schedule. */
export const MOST_SLICES = 14_400;
export const LEAST_INTERVAL_MS = 1_000;
export const MOST_INTERVAL_MS = 14_400_000;

/** What a style's parameters are held against. */
export interface StyleMarket {
  readonly rules: TradingRules;
  readonly reference: DayReference;
}

type Problem = Refusal<StyleProblem> | null;

/** Why a line cannot be worked so today; null when it can. */
export function styleProblem(style: ExecutionStyle, market: StyleMarket): Problem {
  switch (style.style) {
    case 'callAuction':
      return openingProblem(style, market);
    case 'afterHours':
      return noAfterHours(market) ?? rateProblem(style.bound);
    case 'closingAuction':
      return noClosingAuction(market) ?? auctionProblem(style.from, style.offset, style.price, market);
    case 'limit':
      return priceProblem(style.price, market);
    case 'bestFive':
      return rateProblem(style.bound);
    case 'pegged':
      return pegProblem(style);
    case 'iceberg':
      return icebergProblem(style, market);
    case 'twap':
    case 'vwap':
      return slicesProblem(style, market);
    case 'script':
      return null;
  }
}

function openingProblem(style: Extract<ExecutionStyle, { style: 'callAuction' }>, market: StyleMarket): Problem {
  const { from = 'reference', offset, price = null, then } = style;
  return auctionProblem(from, offset, price, market) ?? (then === null ? null : styleProblem(then, market));
}

function auctionProblem(from: AuctionBase, offset: Rate, price: Price | null, market: StyleMarket): Problem {
  if (price === null && (from === 'limitUp' || from === 'limitDown') && market.reference[from] === 0) {
    return refusal('edit.noLimitToday');
  }
  return rateProblem(offset) ?? priceProblem(price, market);
}

function noClosingAuction({ rules }: StyleMarket): Problem {
  const has = rules.phases.value.some((phase) => phase.name === 'closingCall');
  return has ? null : refusal('edit.noClosingAuction');
}

function noAfterHours({ rules }: StyleMarket): Problem {
  const has = rules.phases.value.some((phase) => phase.matching === 'fixedPrice');
  return has ? null : refusal('edit.noAfterHours', { board: rules.board, source: rules.phases.source });
}

function pegProblem({ ticks, bound, repriceMs }: PeggedStyle): Problem {
  if (!isWhole(ticks, -MOST_TICKS, MOST_TICKS)) return refusal('edit.badTicks', { ticks, most: MOST_TICKS });
  return rateProblem(bound) ?? (repriceMs === null ? null : intervalProblem(repriceMs));
}

function icebergProblem({ shown, price, bound, refillAt }: IcebergStyle, market: StyleMarket): Problem {
  return shownProblem(shown, market) ?? priceProblem(price, market) ?? rateProblem(bound) ?? rateProblem(refillAt);
}

function shownProblem(shown: Quantity, { rules }: StyleMarket): Problem {
  const { buyMin: min, buyStep: step } = rules.lot.value;
  return shown >= min && (shown - min) % step === 0 ? null : refusal('edit.badShown', { shown, min, step });
}

function slicesProblem(params: SliceParams, market: StyleMarket): Problem {
  const { slices, intervalMs, cap, bound, sizeJitter, timeJitter, rest } = params;
  if (slices !== null && !isWhole(slices, 1, MOST_SLICES)) return refusal('edit.badSlices', { slices, most: MOST_SLICES });
  if (cap !== null && !isWhole(cap, 1, RATE_ONE)) return refusal('edit.badCap', { rate: cap });
  const rates = rateProblem(bound) ?? rateProblem(sizeJitter) ?? rateProblem(timeJitter);
  const atClose = rest === 'closingAuction' ? noClosingAuction(market) : null;
  return intervalProblem(intervalMs) ?? rates ?? windowProblem(params, market) ?? atClose;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

function windowProblem({ start, end }: SliceParams, { rules }: StyleMarket): Problem {
  const from = start ?? 0;
  const trades = rules.phases.value.some((phase) => phase.matching === 'continuous' && Math.max(phase.from, from) < Math.min(phase.until, end));
  return trades ? null : refusal('edit.badWindow', { start: start === null ? null : formatTimeOfDay(start), end: formatTimeOfDay(end) });
}

function intervalProblem(intervalMs: number): Problem {
  return isWhole(intervalMs, LEAST_INTERVAL_MS, MOST_INTERVAL_MS)
    ? null
    : refusal('edit.badInterval', { intervalMs, least: LEAST_INTERVAL_MS, most: MOST_INTERVAL_MS });
}

function priceProblem(price: Price | null, { rules, reference: { limitUp, limitDown } }: StyleMarket): Problem {
  if (price === null) return null;
  const tick = rules.tick.value;
  if (price <= 0 || price % tick !== 0) return refusal('edit.offTick', { price, tick });
  const outside = (limitUp > 0 && price > limitUp) || price < limitDown;
  return outside ? refusal('edit.outsideLimits', { price, limitUp, limitDown }) : null;
}

function rateProblem(rate: Rate): Problem {
  return rate >= 0 && rate < RATE_ONE ? null : refusal('edit.badRate', { rate });
}
