import { type Actor } from '../../kernel/ids.ts';
import { type Refusal, type Result, ok, refusal, refuse } from '../../kernel/result.ts';
import { type Quantity, ZERO_QUANTITY, addQuantity, subtractQuantity } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type Order, leaves } from '../../orders/order.ts';
import { type LineSource, type PlanLine, type ProposedLine } from '../../plan/line.ts';
import { type SaleMarket, type SaleWish, saleLines } from '../../plan/sale.ts';
import { type Ledger, type Position } from '../../portfolio/ledger.ts';
import { isSuspended } from '../conditions/condition-facts.ts';
import { changeable, takesCancels } from './decide-change.ts';
import { priceNow } from './hand-over.ts';
import { dayOf, openOrdersOf } from './decide-order.ts';
import { type Decision, type Effect, type Surroundings, decided } from './decision.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

/** Somebody beside the strategies wants holdings sold now: a person who sells out, the risk watch. */
export interface Sale {
  readonly source: Extract<LineSource, 'liquidation' | 'watch'>;
  readonly wishes: readonly SaleWish[];
  /** The lines wait for a person; left out: they may act at once. */
  readonly awaitsApproval?: true;
  /** Whether an unfinished line, or an open order without a line, is to end so that the sale has its shares. */
  givesWay(trade: Pick<PlanLine, 'strategyId' | 'instrument' | 'side'>): boolean;
}

/** What a sale would do. */
export interface SalePlan {
  /** One for each wish; what cannot be sold is blocked, or cut with an adjustment. */
  readonly lines: readonly ProposedLine[];
  /** Unfinished lines that end. */
  readonly stopped: readonly PlanLine[];
  /** Open orders that are cancelled: those of stopped lines, and those without a line. */
  readonly cancelled: readonly Order[];
}

/** The lines that the sale would make, and what would give way to them; asking changes nothing. */
export function planSale(state: LiveState, sale: Sale, around: Surroundings): SalePlan {
  const { date, idTag, config } = dayOf(state);
  const stopped = [...state.lines.values()].filter((line) => isUnfinished(line) && sale.givesWay(line));
  const cancelled = [...stopped.flatMap((line) => openOrdersOf(state, line.id)), ...openTickets(state).filter((order) => sale.givesWay(order))];
  const lines = saleLines(sale.wishes, {
    source: sale.source,
    date,
    idTag,
    firstNumber: state.lineCount + 1,
    ledger: released(state.ledger, cancelled),
    working: [...state.lines.values()].filter((line) => mayStillSell(line) && !stopped.includes(line)),
    market: saleMarket(around),
    settings: { commission: config.fees, cashReserve: config.plan.cashReserve, style: config.execution.default },
  });
  return { lines, stopped, cancelled };
}

/**
 * Sells holdings beside the plan. The lines may act at once, through gate and journal like any other; orders that give
 * way are cancelled first and what they release is sold as it comes free, so that no share is sold twice.
 */
export function proposeSale(
  state: LiveState,
  sale: Sale,
  { reason, by, token }: Pick<Extract<OmsEvent, { type: 'linesAdded' }>, 'reason' | 'by' | 'token'>,
  around: Surroundings,
): Result<Decision, Refusal> {
  const plan = planSale(state, sale, around);
  if (plan.lines.every((line) => line.blocked !== null)) return refuse('sale.nothingToSell', { holdings: plan.lines.length });
  const cleared = clearWay(state, plan, by, around);
  return ok(decided([...cleared.events, { type: 'linesAdded', lines: plan.lines, reason, by, token, ...awaiting(sale) }], cleared.effects));
}

function awaiting({ awaitsApproval }: Sale): Pick<Sale, 'awaitsApproval'> {
  return awaitsApproval === undefined ? {} : { awaitsApproval };
}

/** Lines that nothing has worked are skipped; a working one ends when its orders have. */
function clearWay(state: LiveState, { stopped, cancelled }: SalePlan, by: Actor, around: Surroundings): Decision {
  const events: OmsEvent[] = [];
  const effects: Effect[] = [];
  for (const line of stopped) {
    if (line.state !== 'working') events.push({ type: 'lineSkipped', lineId: line.id, reason: refusal('order.gaveWay') });
    else if (typeof state.changesAsked.get(line.id) !== 'string') {
      events.push({ type: 'lineChangeAsked', lineId: line.id, before: changeable(line), after: null, ending: 'finished' });
    }
  }
  for (const order of cancelled) {
    if (order.state === 'pendingCancel' || !takesCancel(order, around)) continue;
    events.push({ type: 'cancelIntended', orderId: order.id, reason: refusal('order.gaveWay'), by });
    effects.push({ kind: 'cancel', orderId: order.id });
  }
  return decided(events, effects);
}

/** Where the exchange takes no cancel now, a line's own orders are cancelled as soon as it does. */
function takesCancel(order: Order, around: Surroundings): boolean {
  return order.lineId === null || takesCancels(order, around);
}

function isUnfinished(line: PlanLine): boolean {
  return line.state === 'proposed' || line.state === 'approved' || line.state === 'working';
}

/** A line that waits for its approval has no claim yet on what is held. */
function mayStillSell(line: PlanLine): boolean {
  return line.side === 'sell' && (line.state === 'approved' || line.state === 'working');
}

function openTickets(state: LiveState): readonly Order[] {
  return [...state.openOrders].flatMap((id) => state.orders.get(id) ?? []).filter((order) => order.lineId === null);
}

/** The books as they will be when the orders are gone, as far as sales are concerned. */
function released(ledger: Ledger, orders: readonly Order[]): Ledger {
  const shares = new Map<InstrumentId, Quantity>();
  for (const order of orders) {
    if (order.side === 'sell') shares.set(order.instrument, addQuantity(shares.get(order.instrument) ?? ZERO_QUANTITY, leaves(order)));
  }
  const positions = new Map<InstrumentId, Position>(ledger.positions);
  for (const [instrument, freed] of shares) {
    const position = positions.get(instrument);
    if (position === undefined) continue;
    const frozen = subtractQuantity(position.frozen, freed);
    positions.set(instrument, { ...position, frozen, sellable: addQuantity(position.sellable, freed) });
  }
  return { cash: ledger.cash, positions };
}

function saleMarket(around: Surroundings): SaleMarket {
  const { market, rulesOf, now } = around;
  return {
    reference: (id) => market.reference(id),
    rulesOf: (id) => rulesOf(id),
    priceOf: (id) => priceNow(around, id),
    isSuspended: (id) => isSuspended(market.quote(id), rulesOf(id), now) === true,
  };
}
