import { type OrderId, type StrategyId } from '../../kernel/ids.ts';
import { type Money, type Price, ZERO_MONEY, addMoney, turnoverOf } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type MarketView, markPrice } from '../../market/quote.ts';
import { leaves } from '../../orders/order.ts';
import { type OpeningAccount } from '../../portfolio/account.ts';
import { type ExposureView } from '../../risk/context.ts';
import { LossBook, type TailLoss } from '../../risk/measures/loss-book.ts';
import { type ReturnHistory } from '../../risk/measures/return-history.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from './live-state.ts';

/** What one instrument adds to the sums. */
interface Part {
  readonly held: Money;
  readonly exposed: Money;
  readonly sector: string | null;
  readonly strategies: ReadonlyMap<StrategyId, Money>;
}

const NO_PART: Part = { held: ZERO_MONEY, exposed: ZERO_MONEY, sector: null, strategies: new Map() };

/**
 * The account's exposure, kept as sums: asking costs the same with 5 positions and with 500. It is a view of state and
 * market and holds nothing of its own; an instrument is valued anew when its quote, its orders or its position change.
 */
export class RiskBook implements ExposureView {
  readonly #state: LiveState;
  readonly #market: MarketView;
  readonly #parts = new Map<InstrumentId, Part>();
  readonly #sectors = new Map<string, Money>();
  readonly #strategies = new Map<StrategyId, Money>();
  #held: Money = ZERO_MONEY;
  #exposed: Money = ZERO_MONEY;
  #openingEquity: Money = ZERO_MONEY;
  readonly #returns: ReturnHistory | undefined;
  /** Kept from the first time that somebody asks: many policies never do. */
  #losses: LossBook | null = null;

  /** @param returns Left out: nothing is known of the past, and of what a bad day would cost. */
  constructor(state: LiveState, market: MarketView, returns?: ReturnHistory) {
    this.#state = state;
    this.#market = market;
    this.#returns = returns;
  }

  get total(): Money {
    return this.#exposed;
  }

  get equity(): Money {
    return addMoney(this.#state.ledger.cash.balance, this.#held);
  }

  get openingEquity(): Money {
    return this.#openingEquity;
  }

  ofInstrument(instrument: InstrumentId): Money {
    return this.#parts.get(instrument)?.exposed ?? ZERO_MONEY;
  }

  ofSector(industry: string): Money {
    return this.#sectors.get(industry) ?? ZERO_MONEY;
  }

  ofStrategy(strategy: StrategyId): Money {
    return this.#strategies.get(strategy) ?? ZERO_MONEY;
  }

  unknownReturns(instrument: InstrumentId): InstrumentId | null {
    const losses = this.#lossBook();
    return losses?.covers(instrument) === true ? losses.uncovered : instrument;
  }

  tailLoss(instrument: InstrumentId, more: Money, confidence: number): TailLoss | null {
    return this.#lossBook()?.after(instrument, more, confidence) ?? null;
  }

  #lossBook(): LossBook | null {
    if (this.#losses === null && this.#returns !== undefined) {
      this.#losses = new LossBook(this.#returns);
      for (const [instrument, { exposed }] of this.#parts) this.#losses.value(instrument, exposed);
    }
    return this.#losses;
  }

  /** Whether anything of the instrument is held or on order. */
  has(instrument: InstrumentId): boolean {
    return this.#parts.has(instrument);
  }

  /** Follows an event that `apply` has just booked. */
  follow(event: OmsEvent): void {
    if (event.type === 'dayOpened') this.#openDay(event.opening);
    if (event.type === 'orderIntended' || event.type === 'foreignOrderSeen') this.value(event.order.instrument);
    if (event.type === 'lotsTransferred') this.value(event.instrument);
    if (event.type === 'orderTakenOver') this.#valueOrder(event.orderId);
    if (event.type === 'reportReceived') this.#valueOrder(event.report.orderId);
  }

  #valueOrder(id: OrderId): void {
    const order = this.#state.orders.get(id);
    if (order !== undefined) this.value(order.instrument);
  }

  /** Values the instrument anew. */
  value(instrument: InstrumentId): void {
    const before = this.#parts.get(instrument) ?? NO_PART;
    const after = this.#part(instrument);
    this.#held = (this.#held - before.held + after.held) as Money;
    this.#exposed = (this.#exposed - before.exposed + after.exposed) as Money;
    if (before.sector !== null) add(this.#sectors, before.sector, -before.exposed);
    if (after.sector !== null) add(this.#sectors, after.sector, after.exposed);
    for (const [strategy, value] of before.strategies) add(this.#strategies, strategy, -value);
    for (const [strategy, value] of after.strategies) add(this.#strategies, strategy, value);
    if (after === NO_PART) this.#parts.delete(instrument);
    else this.#parts.set(instrument, after);
    this.#losses?.value(instrument, after.exposed);
  }

  #part(instrument: InstrumentId): Part {
    const position = this.#state.ledger.positions.get(instrument);
    const open = this.#state.openIn(instrument);
    if (position === undefined && open.length === 0) return NO_PART;
    const mark = this.#mark(instrument);
    const strategies = new Map<StrategyId, Money>();
    for (const [strategy, lot] of position?.lots ?? []) add(strategies, strategy, turnoverOf(mark, lot.quantity));
    const held = position === undefined ? ZERO_MONEY : turnoverOf(mark, position.quantity);
    let exposed = held;
    for (const order of open) {
      if (order.side === 'sell') continue;
      const value = turnoverOf(Math.max(order.price, mark) as Price, leaves(order));
      exposed = addMoney(exposed, value);
      add(strategies, order.strategyId, value);
    }
    return { held, exposed, sector: this.#market.reference(instrument)?.instrument.industry ?? null, strategies };
  }

  /** The last price, before the first trade the previous close; 0 for what the market does not show. */
  #mark(instrument: InstrumentId): Price {
    const quote = this.#market.quote(instrument);
    return quote === undefined ? this.#prevClose(instrument) : markPrice(quote);
  }

  #prevClose(instrument: InstrumentId): Price {
    return this.#market.reference(instrument)?.prevClose ?? (0 as Price);
  }

  #openDay({ cash, positions }: OpeningAccount): void {
    this.#openingEquity = cash;
    for (const { instrument, quantity } of positions) {
      this.#openingEquity = addMoney(this.#openingEquity, turnoverOf(this.#prevClose(instrument), quantity));
      this.value(instrument);
    }
  }
}

function add<Key>(sums: Map<Key, Money>, key: Key, amount: number): void {
  sums.set(key, addMoney(sums.get(key) ?? ZERO_MONEY, amount as Money));
}
