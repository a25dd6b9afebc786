import { type OrderId } from '../../../core/kernel/ids.ts';
import { type Refusal, refusal } from '../../../core/kernel/result.ts';
import { type Money, type Quantity } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type CorporateAction } from '../../../core/market/corporate-action.ts';
import { checkQuantity } from '../../../core/market/lots.ts';
import { type TradingRules } from '../../../core/market/rules.ts';
import { type BrokerSnapshot } from '../../../core/oms/ports.ts';
import { type ExecutionReport, type OrderRequest } from '../../../core/orders/order.ts';
import { type OpeningAccount } from '../../../core/portfolio/account.ts';
import { type CommissionSchedule } from '../../../core/portfolio/fees.ts';
import { orderFees } from './broker-fees.ts';

/** Why the broker does not pass an order on. */
export type BrokerCode =
  | 'broker.unknownInstrument'
  | 'broker.duplicateOrder'
  | 'broker.cashShort'
  | 'broker.sharesShort'
  | 'broker.oddLotSplit';

interface BookedOrder {
  readonly request: OrderRequest;
  readonly rules: TradingRules;
  filled: number;
  turnover: number;
  /** What it has taken from the cash so far, fees included; negative for a sale. */
  cost: number;
  /** What it may still take; 0 for a sale. */
  reserved: number;
  open: boolean;
}

interface Holding {
  held: number;
  /** May be sold and is not yet offered. */
  free: number;
}

type Fill = BrokerSnapshot['fills'][number];

/** 1 as a rate. */
const WHOLE = 100_000_000n;

/**
 * The simulated broker's own books of the account. They share nothing with `core/portfolio` but the opening account, so
 * that reconciling the two means something.
 */
export class BrokerBooks {
  private readonly commission: CommissionSchedule;
  private cash: number;
  private reserved = 0;
  private readonly orders = new Map<OrderId, BookedOrder>();
  private readonly open = new Set<OrderId>();
  private readonly holdings = new Map<InstrumentId, Holding>();
  private readonly fills: Fill[] = [];

  constructor(opening: OpeningAccount, commission: CommissionSchedule) {
    this.cash = opening.cash;
    this.commission = commission;
    for (const { instrument, quantity, sellable } of opening.positions) {
      const holding = this.holding(instrument);
      holding.held += quantity;
      holding.free += sellable;
    }
  }

  /** What the registrar credits on the morning of an ex-date: whole shares, cash to the cent. Rates are 1e-8 a share. */
  credit({ instrument, exDate, listDate, cash, bonus, transfer, split, rights }: CorporateAction): void {
    const holding = this.holdings.get(instrument);
    if (holding === undefined || holding.held === 0) return;
    const held = BigInt(holding.held);
    const cents = (held * BigInt(cash) * 2n + 1_000_000n) / 2_000_000n;
    const paid = rights === null ? 0 : rights.taken * rights.price;
    const free = split === null ? Number((held * BigInt(bonus + transfer)) / WHOLE) : Number((held * BigInt(split)) / WHOLE) - holding.held;
    const more = free + (rights?.taken ?? 0);
    this.cash += Number(cents) * 100 - paid;
    holding.held += more;
    holding.free = more < 0 || listDate <= exDate ? Math.max(0, holding.free + more) : holding.free;
  }

  /** Tax on dividends that the registrar has the broker withhold. */
  withhold(amount: Money): void {
    this.cash -= amount;
  }

  /** Enters the order and sets aside what it may take; or says why it is not passed on. */
  enter(request: OrderRequest, rules: TradingRules | undefined): Refusal<BrokerCode> | null {
    if (this.orders.has(request.id)) return refusal('broker.duplicateOrder', { order: request.id });
    if (rules === undefined) return refusal('broker.unknownInstrument', { instrument: request.instrument });
    const order: BookedOrder = { request, rules, filled: 0, turnover: 0, cost: 0, reserved: 0, open: true };
    const problem = request.side === 'buy' ? this.cashProblem(order) : this.sharesProblem(order);
    if (problem !== null) return problem;
    this.orders.set(request.id, order);
    this.open.add(request.id);
    if (request.side === 'sell') this.holding(request.instrument).free -= request.quantity;
    else this.reserve(order);
    return null;
  }

  /** Books what the exchange said. */
  book(report: ExecutionReport): void {
    const order = this.orders.get(report.orderId);
    if (order === undefined) return;
    if (report.kind === 'fillCorrected') this.correct(order, report);
    if (!order.open) return;
    if (report.kind === 'filled') this.bookFill(order, report);
    else if (report.kind === 'rejected' || report.kind === 'cancelled' || report.kind === 'expired') this.end(order);
  }

  /** Whether more may come of an order. */
  isOpen(orderId: OrderId): boolean {
    return this.open.has(orderId);
  }

  snapshot(): BrokerSnapshot {
    const positions = [...this.holdings]
      .filter(([, { held }]) => held !== 0)
      .map(([instrument, { held }]) => ({ instrument, quantity: held as Quantity }));
    return { cash: this.cash as Money, positions, fills: [...this.fills], openOrders: [...this.open] };
  }

  private cashProblem(order: BookedOrder): Refusal<BrokerCode> | null {
    const needed = this.worstCost(order);
    const available = this.cash - this.reserved;
    return needed <= available ? null : refusal('broker.cashShort', { needed, available });
  }

  private sharesProblem({ request, rules }: BookedOrder): Refusal<BrokerCode> | null {
    const { instrument, type, quantity } = request;
    const free = this.holding(instrument).free as Quantity;
    if (quantity > free) return refusal('broker.sharesShort', { quantity, sellable: free });
    const problem = checkQuantity(rules, 'sell', type, quantity, free);
    return problem?.code === 'quantity.oddLotSplit' ? refusal('broker.oddLotSplit', problem.params) : null;
  }

  private bookFill(order: BookedOrder, report: Extract<ExecutionReport, { kind: 'filled' }>): void {
    const { fillId, orderId, price, quantity } = report;
    const { side, instrument } = order.request;
    const turnover = price * quantity;
    this.fills.push({ fillId, orderId, quantity, turnover: turnover as Money });
    this.trade(order, quantity, turnover);
    const holding = this.holding(instrument);
    if (side === 'sell') holding.held -= quantity;
    else holding.held += quantity;
    if (side === 'buy' && order.rules.settlement.value === 'T+0') holding.free += quantity;
    if (order.filled === order.request.quantity) this.end(order);
    else if (side === 'buy') this.reserve(order);
  }

  /** What a fill really was. An order that has ended gets no share back: those of a sale are free to be sold again. */
  private correct(order: BookedOrder, report: Extract<ExecutionReport, { kind: 'fillCorrected' }>): void {
    const { fillId, orderId, price, quantity } = report;
    const { side, instrument } = order.request;
    const at = this.fills.findIndex((fill) => fill.fillId === fillId);
    const was = this.fills[at];
    if (was === undefined) return;
    const turnover = (price * quantity) as Money;
    this.fills.splice(at, 1, ...(quantity === 0 ? [] : [{ fillId, orderId, quantity, turnover }]));
    this.trade(order, quantity - was.quantity, turnover - was.turnover);
    const more = side === 'buy' ? quantity - was.quantity : was.quantity - quantity;
    const holding = this.holding(instrument);
    holding.held += more;
    if (side === 'sell' || order.rules.settlement.value === 'T+0') holding.free += more;
  }

  /** Takes shares and turnover, which may be below 0, into the order, and what they cost out of the cash. */
  private trade(order: BookedOrder, shares: number, turnover: number): void {
    order.filled += shares;
    order.turnover += turnover;
    const cost = (order.request.side === 'buy' ? order.turnover : -order.turnover) + this.feesOn(order, order.turnover);
    this.cash -= cost - order.cost;
    order.cost = cost;
  }

  /** Nothing more comes of it: what was set aside is free again. */
  private end(order: BookedOrder): void {
    const { id, side, instrument, quantity } = order.request;
    order.open = false;
    this.open.delete(id);
    if (side === 'sell') this.holding(instrument).free += quantity - order.filled;
    this.reserved -= order.reserved;
    order.reserved = 0;
  }

  private reserve(order: BookedOrder): void {
    const rest = this.worstCost(order) - order.cost;
    this.reserved += rest - order.reserved;
    order.reserved = rest;
  }

  /** What a buy costs in all if its rest trades at its worst price. */
  private worstCost(order: BookedOrder): number {
    const turnover = order.turnover + order.request.price * (order.request.quantity - order.filled);
    return turnover + this.feesOn(order, turnover);
  }

  private feesOn({ request, rules }: BookedOrder, turnover: number): number {
    return orderFees(request.side, turnover as Money, this.commission, rules.fees);
  }

  private holding(instrument: InstrumentId): Holding {
    let holding = this.holdings.get(instrument);
    if (holding === undefined) {
      holding = { held: 0, free: 0 };
      this.holdings.set(instrument, holding);
    }
    return holding;
  }
}
