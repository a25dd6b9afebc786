import { formatYuan, parseDecimal } from '../kernel/decimal.ts';
import { DEFAULT_STRATEGY, type OrderId } from '../kernel/ids.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../kernel/time.ts';
import { type Money, NO_PRICE, type Price, type Quantity, type Rate } from '../kernel/units.ts';
import { bareInstrument, type InstrumentId } from '../market/instrument.ts';
import { priceLimits } from '../market/price-limits.ts';
import { type AuctionState, type Level, type Quote } from '../market/quote.ts';
import { type OrderType, type TradingRules } from '../market/rules.ts';
import { tradingRules } from '../market/trading-rules.ts';
import { type BrokerReport, type OrderRequest, type Side } from '../orders/order.ts';
import { type QuoteExchange, createQuoteExchange } from './quote-exchange.ts';

/** `10.05` or `'10.05'` yuan as a price. */
export function yuan(amount: number | string): Price {
  const parsed = parseDecimal(String(amount), 4);
  if (!parsed.ok) throw new RangeError(`not a price: ${amount}`);
  return parsed.value as Price;
}

export type Shown = readonly (readonly [price: number, shares: number])[];

/** The next snapshot of a scenario: what is displayed, and what traded since the one before. */
export interface Snapshot {
  readonly bids?: Shown;
  readonly asks?: Shown;
  readonly trades?: Shown;
  readonly auction?: { readonly price: number; readonly matched: number; readonly unmatched?: [side: Side, shares: number] };
}

export interface ScenarioOptions {
  readonly instrument?: string;
  readonly date?: string;
  readonly prevClose?: number;
  /** As a fraction. */
  readonly volumeCap?: string;
}

export function rulesFor(instrument: string, date: string): TradingRules {
  const rules = tradingRules(bareInstrument(instrument as InstrumentId), date as TradeDate);
  if (!rules.ok) throw new RangeError(rules.error.code);
  return rules.value;
}

/** Tells a market situation in few words and writes what the exchange said of it in lines of text. */
export class Scenario {
  readonly exchange: QuoteExchange;
  readonly rules: TradingRules;
  private readonly date: TradeDate;
  private readonly instrument: InstrumentId;
  private readonly prevClose: Price;
  private now: EpochMs;
  private orders = 0;
  private readonly day = { open: 0, high: 0, low: 0, last: 0, volume: 0, turnover: 0 };

  constructor(options: ScenarioOptions = {}) {
    this.instrument = (options.instrument ?? '600000.SH') as InstrumentId;
    this.date = (options.date ?? '2024-06-03') as TradeDate;
    this.prevClose = yuan(options.prevClose ?? 10);
    this.rules = rulesFor(this.instrument, this.date);
    this.now = atTime(this.date, timeOfDay('09:00:00'));
    const cap = parseDecimal(options.volumeCap ?? '0.25', 8);
    this.exchange = createQuoteExchange({
      date: this.date,
      idTag: 'test',
      volumeCap: (cap.ok ? cap.value : 0) as Rate,
      rulesOf: (id) => (id === this.instrument ? this.rules : undefined),
      referenceOf: () => undefined,
    });
  }

  /** The time has come, and the exchange is told. */
  at(time: string): this {
    this.now = atTime(this.date, timeOfDay(time));
    this.exchange.time(this.now);
    return this;
  }

  /** The time has come, and nobody told the exchange. */
  later(time: string): this {
    this.now = atTime(this.date, timeOfDay(time));
    return this;
  }

  quote(snapshot: Snapshot): this {
    this.exchange.quote(this.snapshot(snapshot));
    return this;
  }

  /** The quote that `snapshot` makes at the present time. */
  snapshot({ bids = [], asks = [], trades = [], auction }: Snapshot): Quote {
    const { day } = this;
    for (const [price, shares] of trades) {
      const units = yuan(price);
      if (day.volume === 0) [day.open, day.high, day.low] = [units, units, units];
      day.high = Math.max(day.high, units);
      day.low = Math.min(day.low, units);
      day.last = units;
      day.volume += shares;
      day.turnover += units * shares;
    }
    const limits = priceLimits(this.rules, this.prevClose);
    return {
      instrument: this.instrument,
      time: this.now,
      prevClose: this.prevClose,
      open: day.open as Price,
      high: day.high as Price,
      low: day.low as Price,
      last: day.last as Price,
      volume: day.volume as Quantity,
      turnover: day.turnover as Money,
      limitUp: limits?.up ?? NO_PRICE,
      limitDown: limits?.down ?? NO_PRICE,
      bids: levels(bids),
      asks: levels(asks),
      auction: auction === undefined ? null : auctionState(auction),
    };
  }

  buy(shares: number, price: number, type: OrderType = 'limit'): OrderId {
    return this.submit('buy', shares, price, type);
  }

  sell(shares: number, price: number, type: OrderType = 'limit'): OrderId {
    return this.submit('sell', shares, price, type);
  }

  /** Sends the id of the last order once more. */
  again(shares: number, price: number): void {
    this.orders -= 1;
    this.buy(shares, price);
  }

  cancel(orderId: string): this {
    this.exchange.cancel(orderId as OrderId, this.now);
    return this;
  }

  endOfDay(): this {
    this.exchange.endOfDay(this.now);
    return this;
  }

  /** What was reported since the last call: `O1 filled 500@10.00`. */
  said(): string[] {
    return this.exchange.drain().map(describeReport);
  }

  private submit(side: Side, shares: number, price: number, type: OrderType): OrderId {
    this.orders += 1;
    const id = `O${this.orders}` as OrderId;
    this.exchange.submit(request(id, this.instrument, side, shares, yuan(price), type), this.now);
    return id;
  }
}

export function request(
  id: string,
  instrument: InstrumentId,
  side: Side,
  shares: number,
  price: Price,
  type: OrderType = 'limit',
): OrderRequest {
  return {
    id: id as OrderId,
    lineId: null,
    strategyId: DEFAULT_STRATEGY,
    origin: 'ticket',
    instrument,
    side,
    type,
    price,
    quantity: shares as Quantity,
  };
}

export function describeReport(report: BrokerReport): string {
  switch (report.kind) {
    case 'filled':
      return `${report.orderId} filled ${report.quantity}@${formatYuan(report.price)}`;
    case 'rejected':
    case 'cancelRejected':
      return `${report.orderId} ${report.kind} ${report.reason.code}`;
    case 'cancelled':
      return report.reason === null ? `${report.orderId} cancelled` : `${report.orderId} cancelled ${report.reason.code}`;
    default:
      return `${report.orderId} ${report.kind}`;
  }
}

function levels(shown: Shown): Level[] {
  return shown.map(([price, volume]) => ({ price: yuan(price), volume: volume as Quantity }));
}

function auctionState({ price, matched, unmatched }: NonNullable<Snapshot['auction']>): AuctionState {
  return {
    price: yuan(price),
    matched: matched as Quantity,
    unmatched: (unmatched?.[1] ?? 0) as Quantity,
    unmatchedSide: unmatched?.[0] ?? null,
  };
}
