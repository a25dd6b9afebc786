import { type StrategyId } from '../../kernel/ids.ts';
import { type TradeDate } from '../../kernel/time.ts';
import { type Money, type Price, type Quantity, ZERO_MONEY, ZERO_QUANTITY, addMoney, addQuantity, turnoverOf } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type MarketView, markPrice } from '../../market/quote.ts';
import { type Lot, type Position } from '../../portfolio/ledger.ts';
import { type Holding } from '../../risk/watch/watch.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';
import { type WatchTarget } from './watch-memory.ts';

/** What several holdings add up to. */
interface Sum {
  cost: number;
  worth: number;
  quantity: number;
}

/** What one instrument adds to the sums, by strategy. */
type Part = ReadonlyMap<StrategyId, Pick<Sum, 'cost' | 'worth' | 'quantity'>>;

const NO_PART: Part = new Map();

/**
 * What strategies and the account hold together, kept as sums: a quote costs the same with 5 positions and with 500. A
 * view of state and market, like {@link RiskBook}; folding the journal and looking at the market gives the same sums.
 */
export class WatchBook {
  readonly #state: LiveState;
  readonly #market: MarketView;
  readonly #parts = new Map<InstrumentId, Part>();
  readonly #strategies = new Map<StrategyId, Sum>();
  readonly #account: Sum = { cost: 0, worth: 0, quantity: 0 };
  /** The oldest purchase of each group, looked up when it is asked for and until holdings change. */
  readonly #opened = new Map<string, TradeDate | null>();

  constructor(state: LiveState, market: MarketView) {
    this.#state = state;
    this.#market = market;
  }

  /** Follows an event that `apply` has just booked. */
  follow(event: OmsEvent): void {
    if (event.type === 'dayOpened') for (const { instrument } of event.opening.positions) this.#rebook(instrument);
    if (event.type === 'lotsTransferred') this.#rebook(event.instrument);
    if (event.type !== 'reportReceived' || !('fillId' in event.report)) return;
    const order = this.#state.orders.get(event.report.orderId);
    if (order !== undefined) this.#rebook(order.instrument);
  }

  /** Values the instrument anew. */
  value(instrument: InstrumentId): void {
    for (const [strategy, part] of this.#parts.get(instrument) ?? NO_PART) this.#add(strategy, part, -1);
    const part = this.#part(instrument);
    for (const [strategy, added] of part) this.#add(strategy, added, 1);
    if (part.size === 0) this.#parts.delete(instrument);
    else this.#parts.set(instrument, part);
  }

  /** What is held of the target; nothing, for the market. */
  holdingOf(target: WatchTarget): Holding {
    const high = this.#state.watches.highOf(target);
    if (target.scope === 'instrument') return this.#ofInstrument(target.of as InstrumentId, high);
    const sum = target.scope === 'account' ? this.#account : this.#strategies.get(target.of as StrategyId);
    const { cost, worth, quantity } = sum ?? { cost: 0, worth: 0, quantity: 0 };
    return { cost: cost as Money, worth: worth as Money, quantity: quantity as Quantity, opened: this.#openedBy(target), high };
  }

  #ofInstrument(instrument: InstrumentId, high: number | null): Holding {
    const position = this.#state.ledger.positions.get(instrument);
    if (position === undefined) return { cost: ZERO_MONEY, worth: ZERO_MONEY, quantity: ZERO_QUANTITY, opened: null, high };
    const { cost, quantity, lots } = position;
    return { cost, quantity, worth: turnoverOf(this.#mark(instrument), quantity), opened: oldest(lots.values()), high };
  }

  #openedBy({ scope, of }: WatchTarget): TradeDate | null {
    const key = `${scope}/${of}`;
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    const lots = [...this.#state.ledger.positions.values()].flatMap((position) => lotsOf(position, scope === 'account' ? null : of));
    const opened = oldest(lots);
    this.#opened.set(key, opened);
    return opened;
  }

  #rebook(instrument: InstrumentId): void {
    this.#opened.clear();
    this.value(instrument);
  }

  #part(instrument: InstrumentId): Part {
    const position = this.#state.ledger.positions.get(instrument);
    if (position === undefined || position.quantity === 0) return NO_PART;
    const mark = this.#mark(instrument);
    return new Map(
      [...position.lots].map(([strategy, { cost, quantity }]) => [strategy, { cost, quantity, worth: turnoverOf(mark, quantity) }]),
    );
  }

  #add(strategy: StrategyId, { cost, worth, quantity }: Sum, sign: 1 | -1): void {
    const known = this.#strategies.get(strategy) ?? { cost: 0, worth: 0, quantity: 0 };
    this.#strategies.set(strategy, known);
    for (const sum of [known, this.#account]) {
      sum.cost = addMoney(sum.cost as Money, (sign * cost) as Money);
      sum.worth = addMoney(sum.worth as Money, (sign * worth) as Money);
      sum.quantity = addQuantity(sum.quantity as Quantity, (sign * quantity) as Quantity);
    }
  }

  /** The last price, before the first trade the previous close; 0 for what the market does not show. */
  #mark(instrument: InstrumentId): Price {
    const quote = this.#market.quote(instrument);
    return quote === undefined ? (this.#market.reference(instrument)?.prevClose ?? (0 as Price)) : markPrice(quote);
  }
}

function lotsOf({ lots }: Position, strategy: string | null): readonly Lot[] {
  return [...lots].flatMap(([id, lot]) => (strategy === null || id === strategy ? [lot] : []));
}

function oldest(lots: Iterable<Lot>): TradeDate | null {
  let first: TradeDate | null = null;
  for (const { opened } of lots) if (opened !== null && (first === null || opened < first)) first = opened;
  return first;
}
