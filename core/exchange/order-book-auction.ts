import { NONE } from './order-book-pages.ts';
import { type PriceLevels } from './order-book-levels.ts';
import { type AuctionTieBreak } from './order-book-types.ts';

/** At what price, in ticks, a call auction would trade, and how much. */
export interface AuctionMatch {
  readonly tick: number;
  readonly matched: number;
  /** Buys minus sells at that price: what stays over, of buys where positive, of sells where negative. */
  readonly surplus: number;
}

/**
 * The price of a call auction; null when no two orders can meet.
 *
 * A price must (1) trade the most, (2) fill every higher buy and every lower sell, (3) fill one of the two sides at that
 * price. Among several: the one that leaves least over, then by `tieBreak`, for which the exchanges differ:
 * Shenzhen 《深圳证券交易所交易规则》 第三章 成交 "取在该价格以上的买入申报累计数量与在该价格以下的卖出申报累计数量之差最小的价格为
 * 成交价；买卖申报累计数量之差仍存在相等情况的，开盘集合竞价时取最接近即时行情显示的前收盘价为成交价，盘中、收盘集合竞价时取最接近
 * 最近成交价的价格为成交价"; Shanghai 《上海证券交易所交易规则》 3.5.2 "两个以上申报价格符合上述条件的，使未成交量最小的申报价格为
 * 成交价格；仍有两个以上使未成交量最小的申报价格符合上述条件的，其中间价为成交价格". Shanghai considers only prices at which somebody
 * ordered (申报价格), Shenzhen any price. Neither says how a middle between two ticks is rounded: half up here.
 *
 * Going up in price, buys that can trade only fall and sells only rise, so the best prices lie together. A surplus of
 * buys that is equal over several prices leaves, by (2), the highest of them; one of sells the lowest.
 *
 * @param reference in ticks: the previous close for the opening, the last price for the closing auction
 */
export function auctionMatch(
  buys: PriceLevels,
  sells: PriceLevels,
  reference: number,
  tieBreak: AuctionTieBreak,
): AuctionMatch | null {
  const lowest = sells.best;
  const highest = buys.best;
  if (lowest === NONE || highest === NONE || lowest > highest) return null;
  const choice = new Choice();
  let demand = 0;
  for (let tick = highest; tick !== NONE && tick >= lowest; tick = buys.below(tick)) demand += buys.volume(tick);
  let supply = 0;
  for (let tick = lowest; tick <= highest;) {
    supply += sells.volume(tick);
    choice.consider(tick, tick, demand, supply);
    demand -= buys.volume(tick);
    const next = nearer(buys.above(tick), sells.above(tick));
    if (next === NONE) break;
    // A price between two at which somebody ordered is only ever better where it leaves nothing over.
    if (tieBreak === 'nearest' && demand === supply) choice.consider(tick + 1, next - 1, demand, supply);
    tick = next;
  }
  const tick = choice.tick(tieBreak, reference);
  return { tick, ...meeting(buys, sells, tick) };
}

/** What meets at one price. */
function meeting(buys: PriceLevels, sells: PriceLevels, tick: number): Omit<AuctionMatch, 'tick'> {
  let demand = 0;
  let supply = 0;
  for (let at = buys.best; at !== NONE && at >= tick; at = buys.below(at)) demand += buys.volume(at);
  for (let at = sells.best; at !== NONE && at <= tick; at = sells.above(at)) supply += sells.volume(at);
  return { matched: Math.min(demand, supply), surplus: demand - supply };
}

function nearer(a: number, b: number): number {
  if (a === NONE) return b;
  return b === NONE ? a : Math.min(a, b);
}

/** The best prices so far, from `low` to `high`, of candidates that come in rising order. */
class Choice {
  private matched = 0;
  private surplus = 0;
  private low = NONE;
  private high = NONE;

  /** Takes up the prices from `from` to `to`, at all of which the same quantities meet. */
  consider(from: number, to: number, demand: number, supply: number): void {
    if (from > to) return;
    const matched = Math.min(demand, supply);
    const surplus = demand - supply;
    const lessLeft = Math.abs(this.surplus) - Math.abs(surplus);
    if (matched < this.matched || (matched === this.matched && lessLeft < 0)) return;
    const better = matched > this.matched || lessLeft > 0;
    if (better || surplus > 0) this.low = from;
    if (better || surplus >= 0 || this.surplus > 0) this.high = to;
    this.matched = matched;
    this.surplus = surplus;
  }

  tick(tieBreak: AuctionTieBreak, reference: number): number {
    if (tieBreak === 'middle') return Math.floor((this.low + this.high + 1) / 2);
    return Math.min(Math.max(reference, this.low), this.high);
  }
}
