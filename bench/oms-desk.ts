import { type Actor, type FillId, type StrategyId } from '../core/kernel/ids.ts';
import { seededRandom } from '../core/kernel/random.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../core/kernel/time.ts';
import { NO_PRICE, UNITS_PER_YUAN, money, price, quantity, turnoverOf } from '../core/kernel/units.ts';
import { type InstrumentId, bareInstrument } from '../core/market/instrument.ts';
import { type DayReference, type Quote } from '../core/market/quote.ts';
import { type TradingRules } from '../core/market/rules.ts';
import { tradingRules } from '../core/market/trading-rules.ts';
import { DEFAULT_CONFIG } from '../core/oms/config.ts';
import { Oms } from '../core/oms/oms.ts';
import { type Broker, type Journal } from '../core/oms/ports.ts';
import { type OpeningPosition } from '../core/portfolio/account.ts';
import { type ReturnHistory } from '../core/risk/measures/return-history.ts';
import { WINDOW_SESSIONS } from '../core/risk/measures/session-returns.ts';
import { type RiskPolicy } from '../core/risk/policy.ts';
import { type Signal } from '../core/plan/signal.ts';

export const DATE = '2026-09-01' as TradeDate;
const STRATEGY = 'bench' as StrategyId;
const BENCH = 'bench' as Actor;
const LAST = price(20 * UNITS_PER_YUAN);
const TICK = 100;
const PREFIXES = ['600', '601', '603', '605', '000', '001', '002', '300', '301'];

/** As many different instruments as asked, on the main boards and ChiNext. */
export function instruments(count: number): readonly InstrumentId[] {
  return Array.from({ length: count }, (_, n) => {
    const prefix = PREFIXES[Math.floor(n / 999)] ?? '302';
    const code = `${prefix}${String((n % 999) + 1).padStart(3, '0')}`;
    return `${code}.${prefix.startsWith('6') ? 'SH' : 'SZ'}` as InstrumentId;
  });
}

/**
 * An OMS with `held` positions and a plan of one limit line per strategy for each of `ids`, approved, in the continuous
 * session.
 */
export class BenchDesk {
  readonly oms: Oms;
  readonly #quotes = new Map<InstrumentId, Quote>();
  #now: EpochMs = atTime(DATE, timeOfDay('09:31:00'));
  #reports = 0;

  constructor(
    journal: Journal,
    broker: Pick<Broker, 'submit' | 'cancel'>,
    ids: readonly InstrumentId[],
    { held, strategies, risk = DEFAULT_CONFIG.risk }: { readonly held: number; readonly strategies: number; readonly risk?: RiskPolicy },
  ) {
    const references = new Map(instruments(ids.length + held).map((id) => [id, referenceOf(id)]));
    const rules = new Map<InstrumentId, TradingRules>();
    for (const [id, { instrument }] of references) {
      const found = tradingRules(instrument, DATE);
      if (found.ok) rules.set(id, found.value);
    }
    const now = (): EpochMs => this.#now;
    this.oms = new Oms(journal, broker, {
      market: { quote: (id) => this.#quotes.get(id), reference: (id) => references.get(id), minute: () => undefined },
      rulesOf: (id) => rules.get(id),
      returns: yearOf([...references.keys()]),
      get now() {
        return now();
      },
    });
    const positions = [...references.keys()].slice(ids.length).map(position);
    this.oms.openDay({
      type: 'dayOpened',
      date: DATE,
      mode: 'paper',
      account: 'bench',
      seed: 1,
      opening: { cash: money(100_000_000 * UNITS_PER_YUAN), positions },
      config: { ...DEFAULT_CONFIG, risk },
    });
    this.oms.nextStep();
    this.oms.onCommand({ type: 'importSignals', signals: signalsOf(ids, strategies), source: 'bench' }, BENCH);
    this.oms.nextStep();
    this.oms.onCommand({ type: 'approveLines', lineIds: [...this.oms.state.lines.keys()] }, BENCH);
  }

  /** The first quote of `id`, upon which its line sends its order. */
  quote(id: InstrumentId): void {
    this.#now = (this.#now + 1) as EpochMs;
    this.#quotes.set(id, quoteOf(id, this.#now));
    this.oms.nextStep();
    this.oms.onQuote(id);
  }

  /** The broker accepts and fills every order that is open. */
  fillAll(): void {
    for (const orderId of [...this.oms.state.openOrders]) {
      const order = this.oms.state.orders.get(orderId);
      if (order === undefined) continue;
      this.#reports += 1;
      const about = { orderId, time: this.#now };
      this.oms.onReport({ ...about, reportId: `A${this.#reports}`, kind: 'accepted' });
      const fillId = `F${this.#reports}` as FillId;
      this.oms.onReport({ ...about, reportId: fillId, kind: 'filled', fillId, price: order.price, quantity: order.quantity });
    }
  }
}

function referenceOf(id: InstrumentId): DayReference {
  return { instrument: { ...bareInstrument(id), freeFloat: quantity(1_000_000_000), industry: `industry ${id.slice(3, 5)}` }, prevClose: LAST, limitUp: price(22 * UNITS_PER_YUAN), limitDown: price(18 * UNITS_PER_YUAN) };
}

/** A year of days on which nothing went far: every instrument its own. */
function yearOf(ids: readonly InstrumentId[]): ReturnHistory {
  const random = seededRandom(1);
  const known = new Map(ids.map((id) => [id, Float64Array.from({ length: WINDOW_SESSIONS }, () => (random() - 0.5) / 20)]));
  return { days: WINDOW_SESSIONS, returns: (id) => known.get(id) };
}

function position(instrument: InstrumentId): OpeningPosition {
  const shares = quantity(1_000);
  return { instrument, strategyId: STRATEGY, quantity: shares, sellable: shares, cost: turnoverOf(LAST, shares) };
}

function signalsOf(ids: readonly InstrumentId[], strategies: number): readonly Signal[] {
  return Array.from({ length: strategies }, (_, n) => ids.map((id) => signal(id, `${STRATEGY}-${n}` as StrategyId))).flat();
}

function signal(instrument: InstrumentId, strategyId: StrategyId): Signal {
  return {
    date: DATE,
    tradeDate: DATE,
    strategyId,
    instrument,
    ask: { kind: 'quantity', side: 'buy', quantity: quantity(100) },
    refPrice: null,
    reason: 'bench',
    execution: 'limit',
    condition: null,
  };
}

export function quoteOf(instrument: InstrumentId, time: EpochMs): Quote {
  const levels = (sign: 1 | -1) =>
    [1, 2, 3, 4, 5].map((n) => ({ price: price(LAST + sign * n * TICK), volume: quantity(10_000) }));
  return {
    instrument,
    time,
    prevClose: LAST,
    open: LAST,
    high: LAST,
    low: LAST,
    last: LAST,
    volume: quantity(100_000),
    turnover: turnoverOf(LAST, quantity(100_000)),
    limitUp: NO_PRICE,
    limitDown: NO_PRICE,
    bids: levels(-1),
    asks: levels(1),
    auction: null,
  };
}
