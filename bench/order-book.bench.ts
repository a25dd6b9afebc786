import { createRequire } from 'node:module';
import { FlowSession, type FlowRow } from '../core/exchange/flow-session.ts';
import { OrderIndex } from '../core/exchange/order-book-ids.ts';
import { OrderSlots } from '../core/exchange/order-book-slots.ts';
import { type OrderNo } from '../core/exchange/order-book-types.ts';
import { OrderBook } from '../core/exchange/order-book.ts';
import { type Price, type Quantity } from '../core/kernel/units.ts';
import { type Row, report, throughput } from './harness.ts';
import { type MixedFlow, mixedFlow } from './mixed-flow.ts';

/*
 * The same flow of 60 % resting orders, 30 % cancels and 10 % marketable orders through our book and through the two
 * order books that npm has, at four sizes of the book. Filling the book first is not timed. The other books get a
 * shorter piece of the flow where they would take minutes; before anything is timed all three must agree on what rests.
 */

const SEED = 20_260_601;
const OPERATIONS = 1_000_000;
const SIZES = [
  { live: 100, peerOperations: 200_000 },
  { live: 1000, target: 'over 1,000,000', peerOperations: 200_000 },
  { live: 10_000, peerOperations: 50_000 },
  { live: 100_000, target: 'over 500,000', peerOperations: 10_000 },
] as const;

interface PeerBook {
  limit(order: { id: string; side: string; size: number; price: number }): unknown;
  cancel(id: string): unknown;
  /** Asks, then bids, each as [price, volume]. */
  depth(): [[number, number][], [number, number][]];
}

const require = createRequire(import.meta.url);
const PEERS = ['nodejs-order-book', 'hft-limit-order-book'] as const;

function peerBook(name: (typeof PEERS)[number]): PeerBook {
  const { OrderBook: Peer } = require(name) as { OrderBook: new () => PeerBook };
  return new Peer();
}

function ourBook(): OrderBook {
  let volume = 0;
  return new OrderBook({
    sink: {
      trade: (_, quantity) => {
        volume += quantity;
      },
    },
    tick: 1 as Price,
  });
}

function runOurs(book: OrderBook, flow: MixedFlow, from: number, to: number): number {
  const { cancels, sells, orderNos, prices, quantities } = flow;
  for (let i = from; i < to; i += 1) {
    const side = sells[i] === 1 ? 'sell' : 'buy';
    if (cancels[i] === 1) book.cancel(orderNos[i] as OrderNo, side);
    else book.add(orderNos[i] as OrderNo, side, prices[i] as Price, quantities[i] as Quantity);
  }
  return to - from;
}

/** `ids` are the order numbers as the strings that the other books ask for, made beforehand. */
function runPeer(book: PeerBook, flow: MixedFlow, ids: readonly string[], from: number, to: number): number {
  const { cancels, sells, orderNos, prices, quantities } = flow;
  for (let i = from; i < to; i += 1) {
    const id = ids[orderNos[i] as number] as string;
    if (cancels[i] === 1) book.cancel(id);
    else book.limit({ id, side: sells[i] === 1 ? 'sell' : 'buy', size: quantities[i] as number, price: prices[i] as number });
  }
  return to - from;
}

function idsOf(flow: MixedFlow): string[] {
  return Array.from(flow.cancels, (_, i) => String(i));
}

function checkAgreement(flow: MixedFlow, operations: number): void {
  const end = flow.live + operations;
  const ours = ourBook();
  runOurs(ours, flow, 0, end);
  const expected = JSON.stringify(
    (['sell', 'buy'] as const).map((side) => ours.depth(side, Infinity).map(({ price, volume }) => [price, volume])),
  );
  const ids = idsOf(flow);
  for (const name of PEERS) {
    const peer = peerBook(name);
    runPeer(peer, flow, ids, 0, end);
    if (JSON.stringify(peer.depth()) !== expected) throw new Error(`${name} has another book at ${flow.live} live orders`);
  }
}

function measurePeer(name: (typeof PEERS)[number], flow: MixedFlow, operations: number): number {
  const ids = idsOf(flow);
  return throughput(
    () => {
      const book = peerBook(name);
      runPeer(book, flow, ids, 0, flow.live);
      return () => runPeer(book, flow, ids, flow.live, flow.live + operations);
    },
    { runs: 3 },
  );
}

function measureBook({ live, peerOperations, ...more }: (typeof SIZES)[number]): Row[] {
  const flow = mixedFlow(live, OPERATIONS, SEED);
  checkAgreement(flow, peerOperations);
  const ours = throughput(() => {
    const book = ourBook();
    runOurs(book, flow, 0, live);
    return () => runOurs(book, flow, live, live + OPERATIONS);
  });
  const [first, second] = PEERS.map((name) => ({ name, measured: measurePeer(name, flow, peerOperations) }));
  const what = `${live.toLocaleString('en')} live orders`;
  return [first, second].flatMap((peer) => (peer === undefined ? [] : [{ what, ...more, measured: ours, unit: 'orders/s', peer }]));
}

/** Finding, filing and forgetting an order by its number among 100,000: our index, and a Map doing the same. */
function measureIndex(): Row {
  const live = 100_000;
  const rounds = 1_000_000;
  const ours = throughput(() => {
    const slots = new OrderSlots(2 * live);
    const index = new OrderIndex(slots, 1024);
    const fresh = (i: number): void => index.insert(slots.allocate(i as OrderNo, 1, 1));
    for (let i = 0; i < live; i += 1) fresh(i);
    return () => {
      for (let i = live; i < live + rounds; i += 1) {
        if (index.find(i as OrderNo) === 0) fresh(i);
        const slot = index.find((i - live) as OrderNo);
        index.remove(slot);
        slots.release(slot);
      }
      return rounds;
    };
  });
  const peer = throughput(() => {
    const slots = new OrderSlots(2 * live);
    const index = new Map<number, number>();
    const fresh = (i: number): void => void index.set(i, slots.allocate(i as OrderNo, 1, 1));
    for (let i = 0; i < live; i += 1) fresh(i);
    return () => {
      for (let i = live; i < live + rounds; i += 1) {
        if (index.get(i) === undefined) fresh(i);
        const slot = index.get(i - live) ?? 0;
        index.delete(i - live);
        slots.release(slot);
      }
      return rounds;
    };
  });
  return { what: 'index of 100,000 orders: file, find, forget', measured: ours, unit: 'orders/s', peer: { name: 'Map', measured: peer } };
}

/** A whole day with its auctions: the made flow spread over the continuous session. */
function measureSession(): Row {
  const flow = mixedFlow(1000, OPERATIONS, SEED);
  const start = 34_200_000;
  const rows = Array.from(flow.cancels, (cancel, i): FlowRow => ({
    line: i + 2,
    seq: i + 1,
    time: (start + Math.floor((i * 7_000_000) / flow.cancels.length)) as FlowRow['time'],
    op: cancel === 1 ? 'cancel' : 'add',
    orderNo: flow.orderNos[i] as OrderNo,
    side: flow.sells[i] === 1 ? 'sell' : 'buy',
    price: ((flow.prices[i] as number) * 100) as Price,
    quantity: flow.quantities[i] as Quantity,
  }));
  const measured = throughput(() => {
    const session = new FlowSession({ prevClose: 10_000_000 as Price, sink: { trade: () => undefined } });
    return () => {
      for (const row of rows) if (!session.take(row).ok) throw new Error(`row ${row.seq} was refused`);
      session.finish();
      return rows.length;
    };
  });
  return { what: 'a day of 1,001,000 records, as `kaipan exchange` runs it, from memory', measured, unit: 'orders/s' };
}

report('order book', [...SIZES.flatMap(measureBook), measureIndex(), measureSession()]);
