import { reasonText } from '../../adapters/files/reason-text.ts';
import { watchCarryJson } from '../../adapters/files/watch-carry.ts';
import { formatRate, formatYuan } from '../../core/kernel/decimal.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { formatLocalTime } from '../../core/kernel/time.ts';
import { type Price, NO_PRICE, averagePrice, subtractMoney, turnoverOf } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type Fill, type Order, averageFillPrice } from '../../core/orders/order.ts';
import { type PlanLine } from '../../core/plan/line.ts';
import { type Position } from '../../core/portfolio/ledger.ts';
import { carryForward } from '../../core/portfolio/carry-forward.ts';
import { dividendTaxOf } from '../../core/settlement/tax.ts';
import { type DayReport } from './report.ts';

/** One file of a finished day: its name and its whole text. */
export interface OutputFile {
  readonly name: string;
  readonly text: string;
}

type Cell = string | number;

const PLAN =
  'line_id,strategy_id,instrument,side,target_weight,target_quantity,current_quantity,planned_quantity,ref_price,est_value,est_fees,state,reason';
const ORDERS =
  'order_id,line_id,strategy_id,instrument,side,type,price,quantity,filled,avg_price,state,reason,created,updated';
const FILLS =
  'fill_id,order_id,line_id,strategy_id,instrument,side,price,quantity,time,commission,stamp_tax,transfer_fee';
const POSITIONS = 'instrument,quantity,sellable,avg_cost,last,market_value,unrealized_pnl';

/** Every file that a day leaves behind, but the journal: a function of the state and the report. */
export function dayFiles(state: OmsState, report: DayReport): readonly OutputFile[] {
  const { plan, orders, fills, positions, cash } = bookTexts(state);
  return [
    { name: 'plan.csv', text: plan },
    { name: 'orders.csv', text: orders },
    { name: 'fills.csv', text: fills },
    { name: 'positions.csv', text: positions },
    { name: 'account.json', text: cash },
    { name: 'next.account.json', text: json(nextAccount(state)) },
    { name: 'report.json', text: json(report) },
  ];
}

/** What a day's books say, word for word as its files do. */
export function bookTexts(state: OmsState) {
  return {
    plan: csv(PLAN, [...state.lines.values()].map(planRow)),
    orders: csv(ORDERS, [...state.orders.values()].map(orderRow)),
    fills: csv(FILLS, state.fills.map(fillRow)),
    positions: csv(POSITIONS, positionRows(state)),
    cash: json(accountOf(state)),
  };
}

function csv(header: string, rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows.map((row) => row.map(cell).join(','))].join('\n').concat('\n');
}

/** RFC 4180: quoted where it would otherwise be taken apart. */
function cell(value: Cell): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function said(reason: Refusal | null): string {
  return reason === null ? '' : reasonText(reason);
}

/** The state that a trader sees: paused as long as there is something to pause. */
function lineState(line: PlanLine): string {
  const pausable = line.state === 'proposed' || line.state === 'approved' || line.state === 'working';
  return line.paused && pausable ? 'paused' : line.state;
}

/** Why the line is as it is: its end or its block, else what sizing changed, else the strategy's own words. */
function lineReason(line: PlanLine): string {
  if (line.reason !== null) return reasonText(line.reason);
  const [adjustment] = line.adjustments;
  return adjustment === undefined ? line.signalReason : reasonText(adjustment);
}

function planRow(line: PlanLine): readonly Cell[] {
  return [
    line.id,
    line.strategyId,
    line.instrument,
    line.side,
    line.targetWeight === null ? '' : formatRate(line.targetWeight),
    line.targetQuantity,
    line.currentQuantity,
    line.plannedQuantity,
    formatYuan(line.refPrice),
    formatYuan(line.estValue),
    formatYuan(line.estFees),
    lineState(line),
    lineReason(line),
  ];
}

function orderRow(order: Order): readonly Cell[] {
  return [
    order.id,
    order.lineId ?? '',
    order.strategyId,
    order.instrument,
    order.side,
    order.type,
    formatYuan(order.price),
    order.quantity,
    order.filled,
    order.filled === 0 ? '' : formatYuan(averageFillPrice(order)),
    order.state,
    said(order.reason),
    formatLocalTime(order.created),
    formatLocalTime(order.updated),
  ];
}

function fillRow(fill: Fill): readonly Cell[] {
  return [
    fill.id,
    fill.orderId,
    fill.lineId ?? '',
    fill.strategyId,
    fill.instrument,
    fill.side,
    formatYuan(fill.price),
    fill.quantity,
    formatLocalTime(fill.time),
    formatYuan(fill.fees.commission),
    formatYuan(fill.fees.stampTax),
    formatYuan(fill.fees.transferFee),
  ];
}

function positionRows(state: OmsState): readonly (readonly Cell[])[] {
  const marks = new Map<InstrumentId, Price>(state.settled?.marks.map((mark) => [mark.instrument, mark.price]));
  return [...state.ledger.positions.values()]
    .filter((position) => position.quantity > 0)
    .toSorted((a, b) => (a.instrument < b.instrument ? -1 : 1))
    .map((position) => positionRow(position, marks.get(position.instrument) ?? NO_PRICE));
}

function positionRow({ instrument, quantity, sellable, cost }: Position, last: Price): readonly Cell[] {
  const value = turnoverOf(last, quantity);
  return [
    instrument,
    quantity,
    sellable,
    formatYuan(averagePrice(cost, quantity)),
    formatYuan(last),
    formatYuan(value),
    formatYuan(subtractMoney(value, cost)),
  ];
}

/** `account.json` as the close of its date shows it: the day's proceeds may not leave the account yet. */
function accountOf({ day, ledger, settled }: OmsState): unknown {
  return {
    date: day?.date ?? null,
    cash: formatYuan(ledger.cash.balance),
    available: formatYuan(ledger.cash.available),
    withdrawable: formatYuan(ledger.cash.withdrawable),
    frozen: formatYuan(ledger.cash.frozen),
    market_value: settled === null ? null : formatYuan(settled.marketValue),
    equity: settled === null ? null : formatYuan(settled.equity),
    fees:
      settled === null
        ? null
        : {
            commission: formatYuan(settled.fees.commission),
            stamp_tax: formatYuan(settled.fees.stampTax),
            transfer_fee: formatYuan(settled.fees.transferFee),
          },
  };
}

/** The same account as it opens the next session, in the form that `--account` reads; whether it may, it says itself. */
function nextAccount(state: OmsState): unknown {
  const { ledger, watches, day, sealed, released } = state;
  const { cash, positions, parcels = [] } = carryForward(ledger, dividendTaxOf(state).parcels);
  const carried = watches.carry(ledger);
  return {
    cash: formatYuan(cash),
    positions: positions.map(({ instrument, quantity, sellable, cost, strategyId, opened }) => ({
      instrument,
      quantity,
      sellable,
      cost: formatYuan(averagePrice(cost, quantity)),
      strategy_id: strategyId,
      opened,
    })),
    ...(parcels.length === 0 ? {} : { parcels: parcels.map(({ untaxed, ...parcel }) => ({ ...parcel, untaxed: formatYuan(untaxed) })) }),
    ...(carried === null ? {} : { watches: watchCarryJson(carried) }),
    ...(day === null || sealed || released !== null ? {} : { unsealed: day.date }),
  };
}
