import { type EpochMs } from '../kernel/time.ts';
import { type Money, NO_PRICE, type Price, type Quantity, ZERO_MONEY, addMoney, subtractMoney, turnoverOf } from '../kernel/units.ts';
import { type Fill, type Side } from '../orders/order.ts';
import { totalFees } from '../portfolio/fees.ts';

/** What was asked for and what came of it, with what the market showed. Prices are `NO_PRICE` where there was none. */
export interface LineRecord {
  readonly side: Side;
  readonly planned: Quantity;
  readonly fills: readonly Pick<Fill, 'price' | 'quantity' | 'time' | 'fees'>[];
  /** What the line was sized at: the signal's reference price. */
  readonly reference: Price;
  /** When the line first acted, and the middle of the market then. */
  readonly arrival: { readonly time: EpochMs; readonly price: Price } | null;
  /** The day's opening auction, its mean price over all trades, and its close. */
  readonly auction: Price;
  readonly vwap: Price;
  readonly close: Price;
}

/** What filled shares cost beyond a benchmark, and what they would have cost at it; both 0 without one. */
export interface Slippage {
  /** Above 0: paid more, or got less. */
  readonly cost: Money;
  readonly value: Money;
}

/** What one line cost; sums of lines are the sums of their parts. Money in 1/10000 yuan. */
export interface LineCosts {
  /** Of all planned and of the filled shares, at the reference price. */
  readonly planned: Money;
  readonly filled: Money;
  readonly arrival: Slippage;
  readonly auction: Slippage;
  readonly vwap: Slippage;
  /** What was filled after an arrival, and Σ milliseconds × yuan from it to each fill. */
  readonly timed: Money;
  readonly waited: number;
  readonly shortfall: Shortfall;
}

/**
 * Why the account earned less than a model that trades every planned share at the reference price and pays nothing
 * (implementation shortfall, Perold 1988). The parts add up to what the model has made by the close less what the line has.
 */
export interface Shortfall {
  /** From the reference price to arrival, on what was filled. */
  readonly delay: Money;
  /** From arrival to the fills' own prices. */
  readonly execution: Money;
  readonly fees: Money;
  /** From the reference price to the close, on what was not filled. */
  readonly missed: Money;
}

const NO_SLIPPAGE: Slippage = { cost: ZERO_MONEY, value: ZERO_MONEY };
const UNITS_PER_YUAN = 10_000;

export function lineCosts(record: LineRecord): LineCosts {
  const { side, planned, fills, reference, arrival, auction, vwap } = record;
  const filled = fills.reduce<Quantity>((sum, { quantity }) => (sum + quantity) as Quantity, 0 as Quantity);
  const turnover = fills.reduce((sum, fill) => addMoney(sum, turnoverOf(fill.price, fill.quantity)), ZERO_MONEY);
  const against = (benchmark: Price): Slippage => slippage(side, turnover, turnoverOf(benchmark, filled));
  return {
    planned: turnoverOf(reference, planned),
    filled: turnoverOf(reference, filled),
    arrival: against(arrival?.price ?? NO_PRICE),
    auction: against(auction),
    vwap: against(vwap),
    timed: arrival === null ? ZERO_MONEY : turnover,
    waited: arrival === null ? 0 : fills.reduce((sum, fill) => sum + ((fill.time - arrival.time) * fill.price * fill.quantity) / UNITS_PER_YUAN, 0),
    shortfall: shortfallOf(record, filled, turnover),
  };
}

function slippage(side: Side, turnover: Money, value: Money): Slippage {
  if (turnover === 0 || value === 0) return NO_SLIPPAGE;
  return { cost: worse(side, turnover, value), value };
}

/** By how much a side did worse at one value than at another. */
function worse(side: Side, at: Money, than: Money): Money {
  return side === 'buy' ? subtractMoney(at, than) : subtractMoney(than, at);
}

/** Without a reference price there is no model, only what the line itself can say; without a close nothing is missed. */
function shortfallOf({ side, planned, fills, reference, arrival, close }: LineRecord, filled: Quantity, turnover: Money): Shortfall {
  const decided = reference === NO_PRICE ? (arrival?.price ?? NO_PRICE) : reference;
  const arrived = arrival === null || arrival.price === NO_PRICE ? decided : arrival.price;
  const atArrival = arrived === NO_PRICE ? turnover : turnoverOf(arrived, filled);
  const missed = Math.max(0, planned - filled) as Quantity;
  const knownClose = close === NO_PRICE || decided === NO_PRICE ? decided : close;
  return {
    delay: worse(side, atArrival, decided === NO_PRICE ? atArrival : turnoverOf(decided, filled)),
    execution: worse(side, turnover, atArrival),
    fees: fills.reduce((sum, fill) => addMoney(sum, totalFees(fill.fees)), ZERO_MONEY),
    missed: worse(side, turnoverOf(knownClose, missed), turnoverOf(decided, missed)),
  };
}
