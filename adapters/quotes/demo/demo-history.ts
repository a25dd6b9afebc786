import { type Random, normal, seededRandom } from '../../../core/kernel/random.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Price, UNITS_PER_YUAN } from '../../../core/kernel/units.ts';
import { type PriceLimits, priceLimits } from '../../../core/market/price-limits.ts';
import { type TradingRules } from '../../../core/market/rules.ts';
import { tradingRules } from '../../../core/market/trading-rules.ts';
import { type DemoInstrument, SECTORS } from './demo-universe.ts';

/**
 * What is special about an instrument's day. `sealsUp`: rises to the limit and stays there with no sellers.
 * `opensDown`: opens at limit-down with no buyers and comes back later. `suspended`: does not trade.
 */
export type DemoRole = 'ordinary' | 'sealsUp' | 'opensDown' | 'suspended';

/** What one day is going to be for one instrument; the quotes of the day only fill it in. */
export interface DemoDay {
  readonly rules: TradingRules;
  readonly role: DemoRole;
  readonly prevClose: Price;
  /** Null: no limit, which no demo instrument has. */
  readonly limits: PriceLimits | null;
  readonly open: Price;
  readonly close: Price;
}

/** Closes of the last sessions before the day, for each instrument, oldest first. */
export type PastCloses = readonly (readonly Price[])[];

export interface DemoHistory {
  readonly days: readonly DemoDay[];
  readonly past: PastCloses;
}

/** Sessions before the day whose closes are kept. */
export const PAST_SESSIONS = 21;
/** Standard deviation of the market's and of an industry's daily return. */
const MARKET_SIGMA = 0.008;
const SECTOR_SIGMA = 0.006;
/** Standard deviation of the opening gap as a share of the day's return and of itself. */
const GAP_SHARE = 0.35;
/** How much of its distance from the base price (in logarithms) an instrument gives back each day. */
const REVERSION = 0.02;
/** Chance of a day with news: a return five times as wide. */
const NEWS = 0.004;
/** How far towards its limit a share that will seal opens: farther than a cautious buyer follows. */
const SEAL_OPENS_AT = 0.4;
/** How much of its fall a share that opened at limit-down still shows at the close: a patient seller gets away. */
const BACK_AT_CLOSE = 0.12;
/** Up to so many times its base price a share may seal at limit-up. */
const DEAREST_SEAL = 1.5;
/** A market of fewer instruments has no room for special days. */
const LEAST_FOR_ROLES = 8;

/**
 * Lives through the sessions from the first to the last and tells the last one's days. Each close follows from the one
 * before: who asks for the next session gets a market that goes on where this one ended.
 */
export function demoHistory(
  seed: number,
  universe: readonly DemoInstrument[],
  sessions: readonly TradeDate[],
): DemoHistory {
  const past: (readonly DemoDay[])[] = [];
  for (const { days } of demoDays(seed, universe, sessions)) {
    past.push(days);
    if (past.length > PAST_SESSIONS) past.shift();
  }
  return { days: past.at(-1) ?? [], past: universe.map((_, i) => past.map((days) => days[i]?.prevClose ?? (0 as Price))) };
}

/** One session of the whole market. */
export interface DemoDays {
  readonly date: TradeDate;
  /** In the order of the universe. */
  readonly days: readonly DemoDay[];
}

/** The sessions one after another; the last one's rules are looked up anew, for they are shown with their dates. */
export function* demoDays(seed: number, universe: readonly DemoInstrument[], sessions: readonly TradeDate[]): Generator<DemoDays, void> {
  let rules: readonly TradingRules[] = [];
  let closes: readonly Price[] | null = null;
  for (const [index, date] of sessions.entries()) {
    const rulesOfDay = rulesOn(universe, date, index === sessions.length - 1 ? [] : rules);
    closes ??= universe.map((one, i) => onTick(one.basePrice * UNITS_PER_YUAN, tickOf(rulesOfDay, i)));
    const days = nextDays(seed, index, universe, rulesOfDay, closes);
    yield { date, days };
    closes = days.map((day) => day.close);
    rules = rulesOfDay;
  }
}

function nextDays(
  seed: number,
  session: number,
  universe: readonly DemoInstrument[],
  rules: readonly TradingRules[],
  closes: readonly Price[],
): readonly DemoDay[] {
  const random = seededRandom(seed * 7_919 + session * 104_729 + 1);
  const market = MARKET_SIGMA * normal(random);
  const sectors = Array.from({ length: SECTORS }, () => SECTOR_SIGMA * normal(random));
  const roles = rolesOf(universe, closes, seededRandom(seed * 7_919 + session * 104_729 + 2));
  return universe.map((one, i) => {
    const own = one.sigma * normal(random) * (random() < NEWS ? 5 : 1);
    const moved = one.beta * market + (one.sector === null ? 0 : (sectors[one.sector] ?? 0)) + own;
    const gap = GAP_SHARE * (moved + 0.6 * one.sigma * normal(random));
    const prevClose = closes[i] ?? (0 as Price);
    const back = REVERSION * Math.log((one.basePrice * UNITS_PER_YUAN) / prevClose);
    return dayOf(roles.get(i) ?? 'ordinary', rulesAt(rules, i), prevClose, moved + back, gap);
  });
}

function dayOf(role: DemoRole, rules: TradingRules, prevClose: Price, moved: number, gap: number): DemoDay {
  const limits = priceLimits(rules, prevClose);
  const tick = rules.tick.value;
  const within = (price: number): Price => clamp(onTick(price, tick), limits);
  const day = { rules, role, prevClose, limits, open: prevClose, close: prevClose };
  if (role === 'suspended' || limits === null) return day;
  switch (role) {
    case 'sealsUp':
      return { ...day, open: within(prevClose + (limits.up - prevClose) * SEAL_OPENS_AT), close: limits.up };
    case 'opensDown':
      return { ...day, open: limits.down, close: within(prevClose + (limits.down - prevClose) * BACK_AT_CLOSE) };
    case 'ordinary':
      return { ...day, open: within(prevClose * Math.exp(gap)), close: within(prevClose * Math.exp(moved)) };
  }
}

/**
 * One of each special day, among shares that are not under special treatment. What is much dearer than usual does not
 * seal at limit-up: otherwise the shares of a small market would rise without end.
 */
function rolesOf(
  universe: readonly DemoInstrument[],
  closes: readonly Price[],
  random: Random,
): ReadonlyMap<number, DemoRole> {
  const roles = new Map<number, DemoRole>();
  if (universe.length < LEAST_FOR_ROLES) return roles;
  for (const role of ['sealsUp', 'opensDown', 'suspended'] as const) {
    const start = Math.floor(random() * universe.length);
    for (let n = 0; n < universe.length; n += 1) {
      const pick = (start + n) % universe.length;
      if (roles.has(pick) || !mayBe(role, universe[pick], closes[pick])) continue;
      roles.set(pick, role);
      break;
    }
  }
  return roles;
}

function mayBe(role: DemoRole, one: DemoInstrument | undefined, close: Price | undefined): boolean {
  if (one === undefined || close === undefined) return false;
  if (one.sector === null || one.instrument.st || one.instrument.board === 'bse') return false;
  return role !== 'sealsUp' || close < DEAREST_SEAL * one.basePrice * UNITS_PER_YUAN;
}

/** Each instrument's rules on `date`; those of the day before as far as they are still in force. */
function rulesOn(universe: readonly DemoInstrument[], date: TradeDate, before: readonly TradingRules[]): readonly TradingRules[] {
  const known = new Map<string, TradingRules>();
  return universe.map(({ instrument }, i) => {
    const earlier = before[i];
    if (earlier !== undefined && isInForce(earlier, date)) return earlier;
    const key = `${instrument.board}/${instrument.id.slice(7)}/${instrument.st}`;
    const rules = known.get(key) ?? lookUp(instrument, date);
    known.set(key, rules);
    return rules;
  });
}

function isInForce({ priceLimit, tick, phases }: TradingRules, date: TradeDate): boolean {
  return [priceLimit, tick, phases].every(({ to }) => to === null || date <= to);
}

function lookUp(instrument: DemoInstrument['instrument'], date: TradeDate): TradingRules {
  const rules = tradingRules(instrument, date);
  if (!rules.ok) throw new RangeError(`${rules.error.code}: ${instrument.id} on ${date}`);
  return rules.value;
}

function rulesAt(rules: readonly TradingRules[], index: number): TradingRules {
  const found = rules[index];
  if (found === undefined) throw new RangeError(`no rules for instrument ${index}`);
  return found;
}

function tickOf(rules: readonly TradingRules[], index: number): Price {
  return rulesAt(rules, index).tick.value;
}

function onTick(units: number, tick: Price): Price {
  return (Math.max(1, Math.round(units / tick)) * tick) as Price;
}

function clamp(price: Price, limits: PriceLimits | null): Price {
  if (limits === null) return price;
  if (price > limits.up) return limits.up;
  return price < limits.down ? limits.down : price;
}
