import { DEFAULT_STRATEGY } from '../../../core/kernel/ids.ts';
import { type Random, seededRandom } from '../../../core/kernel/random.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Money, type Price, type Quantity, UNITS_PER_YUAN, money, turnoverOf } from '../../../core/kernel/units.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { roundBuyQuantity } from '../../../core/market/lots.ts';
import { type OpeningAccount, type OpeningPosition } from '../../../core/portfolio/account.ts';
import { type DemoRole } from './demo-history.ts';
import { type DemoMarket } from './demo-market.ts';

/** What the demo account is worth at the day's previous closes. */
export const DEMO_EQUITY = money(1_000_000 * UNITS_PER_YUAN);

/** Holdings of an ordinary kind beside the two special ones, and the part of equity that each is about. */
const ORDINARY_HOLDINGS = 6;
const HOLDING_SHARE = 0.07;
const OLDEST_HOLDING = 30;

/**
 * The account that the demo begins with: cash and some eight holdings, worth `equity` together at the previous closes.
 * It holds the share that will open at limit-down and the suspended one, so that a plan meets both.
 */
export function demoAccount(market: DemoMarket, equity: Money = DEMO_EQUITY): OpeningAccount {
  const random = seededRandom(market.seed * 31 + 17);
  const positions = holdings(market, random).flatMap((index) => position(market, index, equity, random));
  const spent = positions.reduce((sum, { value }) => sum + value, 0);
  return { cash: money(equity - spent), positions: positions.map(({ held }) => held) };
}

/** Which instruments it holds. */
function holdings(market: DemoMarket, random: Random): readonly number[] {
  const special = (['opensDown', 'suspended'] as const).flatMap((role) => indexOf(market, role));
  const chosen = new Set(special);
  const most = Math.min(special.length + ORDINARY_HOLDINGS, market.universe.length);
  for (let tries = 0; chosen.size < most && tries < 1_000; tries += 1) {
    const index = Math.floor(random() * market.universe.length);
    if (market.history.days[index]?.role === 'ordinary') chosen.add(index);
  }
  return [...chosen];
}

/** About the usual part of equity in whole lots; nothing where a lot is too dear. */
function position(
  market: DemoMarket,
  index: number,
  equity: Money,
  random: Random,
): readonly { readonly held: OpeningPosition; readonly value: Money }[] {
  const [one, day] = [market.universe[index], market.history.days[index]];
  if (one === undefined || day === undefined) return [];
  const wanted = Math.floor((equity * HOLDING_SHARE * (0.7 + 0.6 * random())) / day.prevClose) as Quantity;
  const quantity = roundBuyQuantity(day.rules, wanted);
  const paid = Math.round(day.prevClose * (0.86 + 0.26 * random())) as Price;
  if (quantity === 0) return [];
  const held = {
    instrument: one.instrument.id,
    strategyId: DEFAULT_STRATEGY,
    quantity,
    sellable: quantity,
    cost: turnoverOf(paid, quantity),
    opened: openedBefore(market.date, index),
  };
  return [{ held, value: turnoverOf(day.prevClose, quantity) }];
}

/** Holdings are between one and some thirty sessions old. */
function openedBefore(date: TradeDate, index: number): TradeDate {
  const calendar = exchangeCalendar();
  let opened = date;
  for (let ago = 1 + ((index * 7) % OLDEST_HOLDING); ago > 0; ago -= 1) {
    const before = calendar.previousSession(opened);
    if (!before.ok) throw new RangeError(`no session before ${opened}`);
    opened = before.value;
  }
  return opened;
}

/** The instrument whose day has `role`, if the market is large enough to have one. */
export function indexOf(market: DemoMarket, role: DemoRole): readonly number[] {
  const index = market.history.days.findIndex((day) => day.role === role);
  return index < 0 ? [] : [index];
}
