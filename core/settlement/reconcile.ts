import { formatYuan } from '../kernel/decimal.ts';
import { turnoverOf } from '../kernel/units.ts';
import { type Difference } from '../oms/events.ts';
import { type BrokerSnapshot } from '../oms/ports.ts';
import { type Fill, type Order, isFinal } from '../orders/order.ts';
import { type Ledger } from '../portfolio/ledger.ts';

/** What is compared: our books and the broker's own records of the same moment. */
export interface TwoBooks {
  readonly ledger: Ledger;
  readonly orders: Iterable<Order>;
  readonly fills: readonly Fill[];
  readonly broker: BrokerSnapshot;
}

/** What a side shows that does not know the item at all. */
const NONE = '-';

/**
 * Every difference between our books and the broker's: total cash to the smallest unit, each position's shares, each
 * fill by its id with order, shares and turnover, and the orders still open. Sorted, so that the same books give the
 * same list.
 */
export function reconcile(books: TwoBooks): readonly Difference[] {
  return [
    ...compare('cash', [['cash', formatYuan(books.ledger.cash.balance)]], [['cash', formatYuan(books.broker.cash)]]),
    ...compare('position', ourPositions(books.ledger), brokersPositions(books.broker)),
    ...compare('fill', books.fills.map(ourFill), books.broker.fills.map(brokersFill)),
    ...compare('order', ourOpenOrders(books.orders), books.broker.openOrders.map((id) => [id, 'open'])),
  ];
}

/** What one side says of an item. The same item twice is a difference too: both texts are joined. */
type Entry = readonly [key: string, text: string];

function compare(what: Difference['what'], ours: readonly Entry[], brokers: readonly Entry[]): readonly Difference[] {
  const ourTexts = collect(ours);
  const theirTexts = collect(brokers);
  const keys = [...new Set([...ourTexts.keys(), ...theirTexts.keys()])].toSorted();
  return keys
    .map((key) => ({ what, key, ours: ourTexts.get(key) ?? NONE, brokers: theirTexts.get(key) ?? NONE }))
    .filter((difference) => difference.ours !== difference.brokers);
}

function collect(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [key, text] of entries) {
    const before = texts.get(key);
    texts.set(key, before === undefined ? text : `${before} + ${text}`);
  }
  return texts;
}

function ourPositions(ledger: Ledger): readonly Entry[] {
  return [...ledger.positions.values()]
    .filter((position) => position.quantity > 0)
    .map((position) => [position.instrument, String(position.quantity)]);
}

/** A broker may list a holding once per shareholder account; what counts is the sum. */
function brokersPositions(broker: BrokerSnapshot): readonly Entry[] {
  const sums = new Map<string, number>();
  for (const { instrument, quantity } of broker.positions) {
    sums.set(instrument, (sums.get(instrument) ?? 0) + quantity);
  }
  return [...sums].filter(([, quantity]) => quantity !== 0).map(([key, quantity]) => [key, String(quantity)]);
}

function ourFill(fill: Fill): Entry {
  return [fill.id, `${fill.orderId} ${fill.quantity} ${formatYuan(turnoverOf(fill.price, fill.quantity))}`];
}

function brokersFill(fill: BrokerSnapshot['fills'][number]): Entry {
  return [fill.fillId, `${fill.orderId} ${fill.quantity} ${formatYuan(fill.turnover)}`];
}

function ourOpenOrders(orders: Iterable<Order>): readonly Entry[] {
  return [...orders].filter((order) => !isFinal(order.state)).map((order) => [order.id, 'open']);
}
