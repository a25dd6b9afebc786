import { type GateContext } from './context.ts';
import { type RiskRules } from './policy.ts';
import { type Severity } from './rule.ts';
import { type InstrumentList } from './rules/restricted.ts';

/** What is found: nothing for a pass; for a cut order the shares that are left. */
type Found = 'warn' | 'ask' | 'deny' | number;
/** What the gate should say of an order, by rule. */
export type PlainVerdicts = Readonly<Record<string, Found>>;
type Plain = (c: GateContext) => Found | undefined;

const ONE = 100_000_000n;
const b = (n: number): bigint => BigInt(n);
const buys = (c: GateContext): boolean => c.order.side === 'buy';
const continuous = (c: GateContext): boolean => c.phase?.matching === 'continuous';

function say(c: GateContext, rule: string, severity: Severity, allowed = 0): Found {
  if (severity === 'shrink') return allowed > 0 ? allowed : 'deny';
  return severity === 'ask' && (c.order.origin === 'ticket' || c.overridden.includes(rule)) ? 'warn' : severity;
}

function soft(c: GateContext, rule: string, severity: Severity, allowed = 0): Found {
  return say(c, rule, buys(c) ? severity : 'warn', allowed);
}

/** Counted down share by share until it is an order. */
function lots({ rules }: GateContext, shares: bigint): number {
  if (rules === undefined) return Number(shares);
  const { buyMin, buyStep } = rules.lot.value;
  let n = Number(shares);
  while (n >= buyMin && (n - buyMin) % buyStep !== 0) n -= 1;
  return n < buyMin ? 0 : n;
}

function mark({ quote, reference }: GateContext): number {
  if (quote === undefined) return reference?.prevClose ?? 0;
  return quote.last > 0 ? quote.last : quote.prevClose;
}

function share(c: GateContext, name: 'instrumentShare' | 'sectorShare' | 'strategyShare' | 'exposure', before: number): Found | undefined {
  const setting = c.policy.rules[name];
  if (setting === null || !buys(c)) return undefined;
  const unit = b(Math.max(mark(c), c.order.price));
  const most = (b(c.exposure.openingEquity) * b(setting.most)) / ONE;
  if (b(before) + unit * b(c.order.quantity) <= most) return undefined;
  const room = most - b(before);
  return say(c, name, setting.severity, c.rules === undefined || room <= 0n || unit === 0n ? 0 : lots(c, room / unit));
}

function fallen(c: GateContext, name: 'dayLoss' | 'drawdown', from: number): Found | undefined {
  const setting = c.policy.rules[name];
  if (setting === null || !buys(c)) return undefined;
  return b(from - c.exposure.equity) >= (b(from) * b(setting.most)) / ONE ? say(c, name, setting.severity) : undefined;
}

function listed(c: GateContext, list: InstrumentList | null): boolean {
  const i = c.reference?.instrument;
  if (list === null || i === undefined) return false;
  if (list.instruments.some((id) => id === i.id) || list.boards.some((board) => board === i.board)) return true;
  if (list.industries.some((name) => name === i.industry)) return true;
  return list.names.some((name) => new RegExp(`^${name.replaceAll(/[*]+/g, '.*')}$`, 'u').test(i.name));
}

/** The price that the cage measures from. */
function caged(c: GateContext): number {
  const { quote } = c;
  if (quote === undefined) return 0;
  const [theirs, ours] = buys(c) ? [quote.asks, quote.bids] : [quote.bids, quote.asks];
  return theirs[0]?.price ?? ours[0]?.price ?? mark(c);
}

const max = (x: bigint, y: bigint): bigint => (x > y ? x : y);
const min = (x: bigint, y: bigint): bigint => (x < y ? x : y);

function outsideCage(c: GateContext, k: NonNullable<GateContext['rules']>): boolean {
  const cage = k.priceCage.value;
  const from = b(caged(c));
  if (cage === null || from <= 0n) return false;
  const tick = b(k.tick.value);
  const price = b(c.order.price);
  // Half a tick more, and down to the tick: rounded half up.
  const near = ((2n * from * (ONE + (buys(c) ? 1n : -1n) * b(cage.rate)) + tick * ONE) / (2n * tick * ONE)) * tick;
  const width = b(cage.minTicks) * tick;
  return buys(c) ? price > max(near, from + width) : price < max(min(near, from - width), tick);
}

function lotFits({ order: o, account: a }: GateContext, k: NonNullable<GateContext['rules']>): boolean {
  const cap = o.type === 'limit' ? k.maxQuantity.value.limit : k.maxQuantity.value.market;
  if (o.quantity < 1 || o.quantity > cap) return false;
  const { buyMin, buyStep, sellMin, sellStep } = k.lot.value;
  if (o.side === 'buy') return o.quantity >= buyMin && (o.quantity - buyMin) % buyStep === 0;
  if (o.quantity >= a.sellable) return true;
  const odd = a.sellable % sellStep;
  // All of an odd lot, alone or with whole lots; or whole lots alone.
  if (odd > 0) return o.quantity % sellStep === odd || (a.sellable >= sellMin && o.quantity % sellStep === 0 && o.quantity >= sellMin);
  return o.quantity >= sellMin && (o.quantity - sellMin) % sellStep === 0;
}

const denyIf = (breaks: boolean | undefined): Found | undefined => (breaks === true ? 'deny' : undefined);
/** A buy is denied, a sale warned of. */
const holdIf = (c: GateContext, breaks: boolean | undefined): Found | undefined => (breaks === true ? (buys(c) ? 'deny' : 'warn') : undefined);

function pays(c: GateContext, shares: number): boolean {
  return b(c.order.price) * b(shares) + b(c.feesFor(shares as never)) <= b(c.account.available);
}

/** Each rule once more. */
const RULES: Readonly<Record<string, Plain>> = {
  accountState: (c) =>
    denyIf(c.account.settled || !c.account.reconciled || c.account.trading === 'halted' || (c.account.trading === 'reducingOnly' && buys(c))),
  policy: (c) => holdIf(c, c.live && c.policy.template === 'none'),
  paused: (c) => denyIf(c.pauses.line || c.pauses.strategy || (buys(c) ? c.pauses.buys : c.pauses.sells)),
  instrument: (c) => denyIf(c.rules === undefined || c.reference === undefined),
  referenceData: (c) => holdIf(c, c.reference?.prevClose === 0),
  permission: (c) => {
    const setting = c.policy.rules.permission;
    const i = c.reference?.instrument;
    if (setting === null || i === undefined || !buys(c)) return undefined;
    const may = setting.boards.some((one) => one === i.board) && (setting.riskWarning || !i.st);
    return may ? undefined : say(c, 'permission', setting.severity);
  },
  restricted: (c) => {
    const setting = c.policy.rules.restricted;
    if (setting === null || c.reference === undefined || !buys(c)) return undefined;
    const may = !listed(c, setting.never) && (setting.only === null || listed(c, setting.only));
    return may ? undefined : say(c, 'restricted', setting.severity);
  },
  session: (c) => denyIf(c.phase?.entry !== true),
  orderType: (c) => {
    const types = c.rules?.orderTypes.value[continuous(c) ? 'continuous' : 'auction'];
    return denyIf(c.phase !== undefined && types?.every((type) => type !== c.order.type));
  },
  clockSkew: (c) => holdIf(c, c.quote !== undefined && c.quote.time > c.now + c.policy.maxClockSkewMs),
  quoteAge: (c) => {
    if (!continuous(c) && c.order.type === 'limit') return undefined;
    return denyIf(c.quote === undefined || c.quote.time < c.now - c.policy.maxQuoteAgeMs);
  },
  priceTick: (c) => denyIf(c.order.price <= 0 || (c.rules !== undefined && c.order.price % c.rules.tick.value !== 0)),
  priceLimit: (c) => {
    const { limitUp = 0, limitDown = 0 } = c.reference ?? {};
    return denyIf((limitUp > 0 && c.order.price > limitUp) || (limitDown > 0 && c.order.price < limitDown));
  },
  priceCage: (c) => {
    if (c.rules === undefined || c.quote === undefined || !continuous(c) || c.order.type !== 'limit') return undefined;
    return denyIf(outsideCage(c, c.rules));
  },
  priceCollar: (c) => {
    const setting = c.policy.rules.priceCollar;
    if (setting === null || c.quote === undefined || !continuous(c) || c.order.type !== 'limit') return undefined;
    const best = (buys(c) ? c.quote.asks : c.quote.bids)[0]?.price;
    const price = b(c.order.price) * ONE;
    const far = (from: number, by: number): boolean =>
      buys(c) ? price > b(from) * (ONE + b(by)) : price < b(from) * (ONE - b(by));
    const breaks = far(mark(c), setting.fromLast) || (best !== undefined && far(best, setting.fromOpposite));
    return breaks ? say(c, 'priceCollar', setting.severity) : undefined;
  },
  lotSize: (c) => denyIf(c.rules !== undefined && !lotFits(c, c.rules)),
  parent: (c) => {
    const left = c.parentRemaining;
    return left !== null && c.order.quantity > left ? say(c, 'parent', 'shrink', left) : undefined;
  },
  sellable: (c) => (!buys(c) && c.order.quantity > c.account.sellable ? say(c, 'sellable', 'shrink', c.account.sellable) : undefined),
  cash: (c) => {
    if (!buys(c) || pays(c, c.order.quantity)) return undefined;
    const { price } = c.order;
    if (c.account.available <= 0 || price <= 0 || c.rules === undefined) return 'deny';
    let n = lots(c, b(c.account.available) / b(price));
    while (n > 0 && !pays(c, n)) n = lots(c, b(n - 1));
    return say(c, 'cash', 'shrink', n);
  },
  orderValue: (c) => {
    const most = c.policy.maxOrderShare;
    if (!buys(c) || most >= 100_000_000) return undefined;
    return denyIf(b(c.order.price) * b(c.order.quantity) * ONE > b(c.exposure.equity) * b(most));
  },
  orderSize: (c) => {
    const setting = c.policy.rules.orderSize;
    if (setting === null) return undefined;
    const { price, quantity } = c.order;
    if (quantity <= setting.shares && b(price) * b(quantity) <= b(setting.value)) return undefined;
    const worth = price > 0 ? b(setting.value) / b(price) : b(setting.shares);
    return soft(c, 'orderSize', setting.severity, lots(c, min(worth, b(setting.shares))));
  },
  instrumentShare: (c) => share(c, 'instrumentShare', c.exposure.ofInstrument(c.order.instrument)),
  sectorShare: (c) => {
    const setting = c.policy.rules.sectorShare;
    const i = c.reference?.instrument;
    if (setting === null || i === undefined || !buys(c)) return undefined;
    if (i.industry !== null) return share(c, 'sectorShare', c.exposure.ofSector(i.industry));
    return denyIf(i.board !== 'etf' && i.board !== 'bond' && setting.severity !== 'warn');
  },
  strategyShare: (c) => share(c, 'strategyShare', c.exposure.ofStrategy(c.order.strategyId)),
  exposure: (c) => share(c, 'exposure', c.exposure.total),
  valueAtRisk: (c) => {
    const setting = c.policy.rules.valueAtRisk;
    if (setting === null || !buys(c)) return undefined;
    const { exposure, order } = c;
    const value = Math.max(mark(c), order.price) * order.quantity;
    const losses = exposure.tailLoss(order.instrument, value as never, Number(setting.confidence) / Number(ONE));
    const over = (loss: number, most: number): boolean => b(Math.ceil(-loss)) > (b(exposure.openingEquity) * b(most)) / ONE;
    const breaks =
      exposure.unknownReturns(order.instrument) !== null ||
      (losses !== null && (over(losses.var, setting.most) || over(losses.cvar, setting.mostShortfall)));
    return breaks ? say(c, 'valueAtRisk', setting.severity) : undefined;
  },
  floatShare: (c) => {
    const setting = c.policy.rules.floatShare;
    const i = c.reference?.instrument;
    if (setting === null || i === undefined || !buys(c)) return undefined;
    if (i.freeFloat === undefined) return i.board === 'etf' || i.board === 'bond' ? undefined : say(c, 'floatShare', setting.severity);
    const buying = c.openOrders.filter((open) => open.side === 'buy').map((open) => open.quantity - open.filled);
    const room = (b(i.freeFloat) * b(setting.most)) / ONE - [c.account.held, ...buying].reduce((sum, shares) => sum + b(shares), 0n);
    if (b(c.order.quantity) <= room) return undefined;
    return say(c, 'floatShare', setting.severity, room <= 0n || c.rules === undefined ? 0 : lots(c, room));
  },
  volumeShare: (c) => {
    const setting = c.policy.rules.volumeShare;
    if (setting === null || c.quote === undefined || c.rules === undefined || !continuous(c)) return undefined;
    let before = c.traffic.filledOf(c.order.instrument) as number;
    for (const open of c.openOrders) before += open.quantity - open.filled;
    const room = (b(c.quote.volume) * b(setting.most)) / ONE - b(before);
    if (b(c.order.quantity) <= room) return undefined;
    return soft(c, 'volumeShare', setting.severity, room > 0n ? lots(c, room) : 0);
  },
  newBuys: (c) => {
    const setting = c.policy.rules.newBuys;
    const { opened } = c.traffic;
    if (setting === null || !buys(c) || c.account.held > 0 || opened.has(c.order.instrument)) return undefined;
    return opened.size >= setting.most ? say(c, 'newBuys', setting.severity) : undefined;
  },
  orderRate: (c) => {
    const setting = c.policy.rules.orderRate;
    if (setting === null) return undefined;
    const counts = [
      [c.traffic.messagesSince((c.now - 1_000) as never) + 1, setting.perSecond],
      [c.traffic.messagesSince((c.now - 60_000) as never) + 1, setting.perMinute],
      [c.traffic.orders + c.traffic.cancels + 1, setting.perDay],
    ] as const;
    if (counts.some(([count, most]) => count > most)) return soft(c, 'orderRate', setting.severity);
    return counts.some(([count, most]) => b(count) > (b(most) * b(setting.warnShare)) / ONE) ? 'warn' : undefined;
  },
  cancelRatio: (c) => {
    const setting = c.policy.rules.cancelRatio;
    const { orders, cancels } = c.traffic;
    if (setting === null || orders < setting.from) return undefined;
    return b(cancels) * ONE > b(orders) * b(setting.most) ? soft(c, 'cancelRatio', setting.severity) : undefined;
  },
  duplicate: (c) => {
    const setting = c.policy.rules.duplicate;
    if (setting === null) return undefined;
    const equal = c.traffic.equalOrders(c.order, (c.now - setting.windowMs) as never);
    return equal >= setting.most ? soft(c, 'duplicate', setting.severity) : undefined;
  },
  selfTrade: (c) => {
    const setting = c.policy.rules.selfTrade;
    const o = c.order;
    const meets = c.openOrders.some((open) => {
      if (open.side === o.side) return false;
      if (open.type !== 'limit' || o.type !== 'limit') return true;
      return buys(c) ? open.price <= o.price : open.price >= o.price;
    });
    return setting !== null && meets ? say(c, 'selfTrade', setting.severity) : undefined;
  },
  dayLoss: (c) => fallen(c, 'dayLoss', c.exposure.openingEquity),
  drawdown: (c) => fallen(c, 'drawdown', Math.max(c.exposure.openingEquity, c.account.equityHigh)),
  lossStreak: (c) => {
    const setting: RiskRules['lossStreak'] = c.policy.rules.lossStreak;
    return setting !== null && buys(c) && c.traffic.lossStreak >= setting.most ? say(c, 'lossStreak', setting.severity) : undefined;
  },
};

/**
 * The rules once more, as plainly as they can be written: whole numbers of any size, counting down instead of dividing,
 * nothing shared with the gate. Tests hold the gate against this.
 */
export function plainGate(context: GateContext): PlainVerdicts {
  const found: Record<string, Found> = {};
  for (const [name, rule] of Object.entries(RULES)) {
    const said = rule(context);
    if (said !== undefined) found[name] = said;
  }
  return found;
}
