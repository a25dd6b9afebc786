import { type LineId } from '../../../core/kernel/ids.ts';
import {
  type Money,
  type Quantity,
  ZERO_MONEY,
  ZERO_QUANTITY,
  addMoney,
  addQuantity,
  turnoverOf,
} from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Fees, type Fill, addFees } from '../../../core/orders/order.ts';
import { NO_FEES } from '../../../core/portfolio/fees.ts';

/** What was traded today in one instrument. */
export interface InstrumentTrades {
  readonly bought: Quantity;
  readonly boughtFor: Money;
  readonly sold: Quantity;
  readonly soldFor: Money;
}

/** What a plan line's orders were filled for. */
export interface LineTrades {
  readonly shares: Quantity;
  readonly value: Money;
}

const NO_LINE_TRADES: LineTrades = { shares: ZERO_QUANTITY, value: ZERO_MONEY };
const NONE: InstrumentTrades = { bought: ZERO_QUANTITY, boughtFor: ZERO_MONEY, sold: ZERO_QUANTITY, soldFor: ZERO_MONEY };

/** Adds up the day's fills as they come: profit since the previous close needs what was bought and sold on the way. */
export class DayTrades {
  readonly #byInstrument = new Map<InstrumentId, InstrumentTrades>();
  readonly #byLine = new Map<LineId, LineTrades>();
  #counted = 0;
  #feesSoFar: Fees = NO_FEES;

  get fees(): Fees {
    return this.#feesSoFar;
  }

  /** Takes in the fills that it has not seen; after a correction of one, begin with another book. */
  catchUp(fills: readonly Fill[]): void {
    for (; this.#counted < fills.length; this.#counted += 1) {
      const fill = fills[this.#counted];
      if (fill !== undefined) this.#add(fill);
    }
  }

  of(instrument: InstrumentId): InstrumentTrades {
    return this.#byInstrument.get(instrument) ?? NONE;
  }

  ofLine(line: LineId): LineTrades {
    return this.#byLine.get(line) ?? NO_LINE_TRADES;
  }

  /** All instruments that were traded today. */
  instruments(): Iterable<InstrumentId> {
    return this.#byInstrument.keys();
  }

  #add(fill: Fill): void {
    const before = this.of(fill.instrument);
    const value = turnoverOf(fill.price, fill.quantity);
    const after =
      fill.side === 'buy'
        ? { ...before, bought: addQuantity(before.bought, fill.quantity), boughtFor: addMoney(before.boughtFor, value) }
        : { ...before, sold: addQuantity(before.sold, fill.quantity), soldFor: addMoney(before.soldFor, value) };
    this.#byInstrument.set(fill.instrument, after);
    this.#feesSoFar = addFees(this.#feesSoFar, fill.fees);
    if (fill.lineId === null) return;
    const { shares, value: soFar } = this.ofLine(fill.lineId);
    this.#byLine.set(fill.lineId, { shares: addQuantity(shares, fill.quantity), value: addMoney(soFar, value) });
  }
}
