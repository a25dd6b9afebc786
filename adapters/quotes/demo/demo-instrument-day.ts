import { type Random, normal } from '../../../core/kernel/random.ts';
import { type EpochMs } from '../../../core/kernel/time.ts';
import { type Money, NO_PRICE, type Price, type Quantity, UNITS_PER_YUAN } from '../../../core/kernel/units.ts';
import { type AuctionState, type Quote } from '../../../core/market/quote.ts';
import { type BookShape, type DemoBook, type Touch, bookAt, mix, touchAt } from './demo-book.ts';
import { type DemoDay } from './demo-history.ts';
import { DemoPath } from './demo-path.ts';
import { type Round } from './demo-timetable.ts';
import { type DemoInstrument } from './demo-universe.ts';

/** What moved the whole market and the instrument's industry since the round before: logarithmic returns. */
export interface Weather {
  readonly market: number;
  readonly sector: number;
}

/** Shares of the day's volume that the auctions trade, of an ordinary day. */
const OPENING_SHARE = 0.008;
const CLOSING_SHARE = 0.012;
/** Of the day's volume: what an ordinary level shows. */
const DEPTH_SHARE = 1 / 600;
/** Spread of an ordinary share, as a share of its price; never less than a tick. */
const SPREAD_SHARE = 1.6e-4;
/** How many ordinary levels wait at a limit that nobody trades away from. */
const QUEUE_AT_LIMIT = 45;
/** How lively trading is at such a limit. */
const ACTIVITY_AT_LIMIT = 0.12;
/** Standard deviation of the indicative price at the start of an auction. */
const CALL_SIGMA = 0.006;
/** From here on an opening call takes no cancels: the matched volume only grows. */
const FIRM_FROM = 0.5;

const NO_BOOK: DemoBook = { bids: [], asks: [] };

/** One instrument's day: turns rounds into snapshots that never contradict each other. */
export class DemoInstrumentDay {
  private readonly one: DemoInstrument;
  private readonly day: DemoDay;
  private readonly path: DemoPath;
  private readonly shape: BookShape;
  private readonly lot: number;
  /** Shares of the whole day, as far as known before it. */
  private readonly dayVolume: number;
  private readonly openingVolume: number;
  private readonly closingVolume: number;
  private open = 0;
  private high = 0;
  private low = 0;
  private last = 0;
  private volume = 0;
  private turnover = 0;
  private matched = 0;
  private value = 0;
  private shown = NO_BOOK;
  private passed = 0;

  constructor(one: DemoInstrument, day: DemoDay, random: Random) {
    const { tick, lot } = day.rules;
    this.one = one;
    this.day = day;
    this.path = new DemoPath(day, random);
    this.lot = lot.value.buyStep;
    const moved = Math.abs(day.close / day.prevClose - 1);
    const lively = Math.exp(0.35 * normal(random)) * (1 + 12 * moved);
    this.dayVolume = (one.dailyTurnover * lively * UNITS_PER_YUAN) / day.prevClose;
    this.openingVolume = this.lots(this.dayVolume * OPENING_SHARE * (0.4 + 1.2 * random()), random);
    this.closingVolume = Math.max(this.lots(this.dayVolume * CLOSING_SHARE * (0.4 + 1.2 * random()), random), lot.value.buyMin);
    this.shape = {
      tick: tick.value,
      limitUp: day.limits === null ? Number.MAX_SAFE_INTEGER : day.limits.up / tick.value,
      limitDown: day.limits === null ? 1 : day.limits.down / tick.value,
      depth: Math.max(this.dayVolume * DEPTH_SHARE, 2 * lot.value.buyMin),
      lot: this.lot,
      salt: mix(Math.round(one.basePrice * 1_000), Number(one.instrument.id.slice(0, 6))),
    };
  }

  /** The snapshot of `round`, which is the `number`-th; null when there is nothing new to show. */
  quote(round: Round, number: number, time: EpochMs, weather: Weather, random: Random): Quote | null {
    if (this.day.role === 'suspended') return round.kind === 'trading' && number % 20 > 0 ? null : this.snapshot(time, NO_BOOK, null);
    switch (round.kind) {
      case 'still':
        return this.snapshot(time, this.shown, null);
      case 'openingCall':
        return this.snapshot(time, NO_BOOK, this.indicative(round.progress, this.day.open, this.openingVolume, random));
      case 'opened':
        this.trade(this.day.open, this.openingVolume);
        return this.snapshot(time, this.bookAround(this.day.open, number, random), null);
      case 'trading':
        return this.snapshot(time, this.move(round, number, weather, random), null);
      case 'closingCall':
        return this.snapshot(time, NO_BOOK, this.indicative(round.progress, this.day.close, this.closingVolume, random));
      case 'closed':
        this.trade(this.day.close, this.closingVolume);
        return this.snapshot(time, this.bookAround(this.day.close, number, random), null);
    }
  }

  /** The market moves and trades; returns what it shows then. */
  private move(round: Round, number: number, weather: Weather, random: Random): DemoBook {
    const own = 0.8 * this.one.sigma * Math.sqrt(Math.max(round.progress - this.passed, 0)) * normal(random);
    const before = this.value;
    this.passed = round.progress;
    this.value = this.path.step(round.progress, this.one.beta * weather.market + weather.sector + own, random);
    const fair = (this.day.prevClose / this.shape.tick) * Math.exp(this.value);
    const spread = Math.max(1, Math.round(fair * SPREAD_SHARE * (0.5 + random())));
    const touch = touchAt(fair, spread, this.shape);
    this.tradeAround(touch, round.volumeShare, this.value > before, random);
    return bookAt(touch, this.shape, number, isSealed(touch) ? QUEUE_AT_LIMIT * (1 - 0.5 * round.progress) : 1);
  }

  /** Trades of a round: some at one side of the touch, the last at the side to which the price moved. */
  private tradeAround(touch: Touch, share: number, rising: boolean, random: Random): void {
    const sealed = isSealed(touch);
    const expected = this.dayVolume * share * (sealed ? ACTIVITY_AT_LIMIT : 1) * Math.exp(0.9 * normal(random) - 0.4);
    const shares = this.lots(expected, random);
    if (sealed) return this.trade((touch.bid + touch.ask) * this.shape.tick, shares);
    const atAsk = random() < (rising ? 0.7 : 0.3);
    const earlier = this.lots(shares * random() * 0.8, random);
    const [first, second] = atAsk ? [touch.bid, touch.ask] : [touch.ask, touch.bid];
    this.trade(first * this.shape.tick, Math.min(earlier, shares));
    this.trade(second * this.shape.tick, Math.max(0, shares - earlier));
  }

  private trade(price: number, shares: number): void {
    if (shares === 0) return;
    if (this.volume === 0) [this.open, this.high, this.low] = [price, price, price];
    if (price > this.high) this.high = price;
    if (price < this.low) this.low = price;
    this.last = price;
    this.volume += shares;
    this.turnover += price * shares;
  }

  /** What an auction that ends at `price` with `volume` shows on its way. */
  private indicative(progress: number, price: Price, volume: number, random: Random): AuctionState | null {
    const reached = this.lots(volume * progress ** 1.5 * (1 - 0.15 * random()), random);
    this.matched = progress > FIRM_FROM ? Math.max(this.matched, Math.min(reached, volume)) : Math.min(reached, volume);
    if (this.matched === 0) return null;
    const { tick, limitUp, limitDown } = this.shape;
    const away = CALL_SIGMA * (1 - progress) ** 2 * normal(random);
    const ticks = Math.min(limitUp, Math.max(limitDown, Math.round((price / tick) * Math.exp(away))));
    const unmatched = this.lots(this.shape.depth * random(), random);
    const side = random() < 0.5 ? 'buy' : 'sell';
    return {
      price: (ticks * tick) as Price,
      matched: this.matched as Quantity,
      unmatched: unmatched as Quantity,
      unmatchedSide: unmatched === 0 ? null : side,
    };
  }

  /** The book after an auction at `price`: one side still shows what stayed unmatched there. */
  private bookAround(price: Price, number: number, random: Random): DemoBook {
    this.matched = 0;
    const ticks = price / this.shape.tick;
    const touch = touchAt(random() < 0.5 ? ticks : ticks - 1, 1, this.shape);
    return bookAt(touch, this.shape, number, isSealed(touch) ? QUEUE_AT_LIMIT : 1);
  }

  private snapshot(time: EpochMs, book: DemoBook, auction: AuctionState | null): Quote {
    const { limits } = this.day;
    this.shown = book;
    return {
      instrument: this.one.instrument.id,
      time,
      prevClose: this.day.prevClose,
      open: this.open as Price,
      high: this.high as Price,
      low: this.low as Price,
      last: this.last as Price,
      volume: this.volume as Quantity,
      turnover: this.turnover as Money,
      limitUp: limits?.up ?? NO_PRICE,
      limitDown: limits?.down ?? NO_PRICE,
      bids: book.bids,
      asks: book.asks,
      auction,
    };
  }

  /** `shares` in whole lots, the fraction by chance. */
  private lots(shares: number, random: Random): number {
    return Math.floor(shares / this.lot + random()) * this.lot;
  }
}

function isSealed(touch: Touch): boolean {
  return touch.bid === 0 || touch.ask === 0;
}
