import { OrderBook } from '../core/exchange/order-book.ts';
import { type OrderNo } from '../core/exchange/order-book-types.ts';
import { seededRandom } from '../core/kernel/random.ts';
import { type Price, type Quantity } from '../core/kernel/units.ts';

/** A made order flow: the first `live` operations fill the book, the others keep it at about that size. */
export interface MixedFlow {
  readonly live: number;
  /** 1: cancel, 0: limit order. */
  readonly cancels: Uint8Array;
  /** 1: sell, 0: buy. */
  readonly sells: Uint8Array;
  readonly orderNos: Float64Array;
  /** In ticks. */
  readonly prices: Int32Array;
  readonly quantities: Int32Array;
}

const MID = 100_000;
/** Mean distance of a resting order from the middle, in ticks. */
const SPREAD = 200;

/**
 * 60 % orders that rest, 30 % cancels of a random resting order, 10 % marketable orders that fill about three of them.
 * The same for everybody who runs it, whatever book they use.
 */
export function mixedFlow(live: number, operations: number, seed: number): MixedFlow {
  const length = live + operations;
  const flow: MixedFlow = {
    live,
    cancels: new Uint8Array(length),
    sells: new Uint8Array(length),
    orderNos: new Float64Array(length),
    prices: new Int32Array(length),
    quantities: new Int32Array(length),
  };
  const random = seededRandom(seed);
  // Only to know which orders still rest: a cancel must find its order.
  const book = new OrderBook({ sink: { trade: () => undefined }, tick: 1 as Price });
  const resting: number[] = [];

  function add(i: number, sell: number, price: number, quantity: number): void {
    flow.sells[i] = sell;
    flow.orderNos[i] = i;
    flow.prices[i] = price;
    flow.quantities[i] = quantity;
    book.add(i as OrderNo, sell === 1 ? 'sell' : 'buy', price as Price, quantity as Quantity);
  }

  function place(i: number): void {
    const sell = random() < 0.5 ? 1 : 0;
    const away = 1 + Math.min(50_000, Math.floor(-Math.log(1 - random()) * SPREAD));
    add(i, sell, sell === 1 ? MID + away : MID - away, 100 * (1 + Math.floor(random() * 10)));
    resting.push(i);
  }

  function cancel(i: number): void {
    for (;;) {
      const at = Math.floor(random() * resting.length);
      const orderNo = resting[at] as number;
      resting[at] = resting.at(-1) as number;
      resting.pop();
      const sell = flow.sells[orderNo] as number;
      if (book.cancel(orderNo as OrderNo, sell === 1 ? 'sell' : 'buy') === 0) continue;
      flow.cancels[i] = 1;
      flow.sells[i] = sell;
      flow.orderNos[i] = orderNo;
      return;
    }
  }

  for (let i = 0; i < live; i += 1) place(i);
  for (let i = live; i < length; i += 1) {
    const kind = random();
    if (kind < 0.6 || book.resting < live / 2) {
      place(i);
    } else if (kind < 0.9) {
      cancel(i);
    } else {
      const sell = random() < 0.5 ? 1 : 0;
      const orders = book.resting > live ? 3.5 : 2.5;
      add(i, sell, sell === 1 ? 1 : MID * 2, 100 * Math.ceil(random() * 2 * orders * 5.5));
    }
  }
  return flow;
}
