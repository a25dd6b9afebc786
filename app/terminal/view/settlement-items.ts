import { type Refusal, refusal } from '../../../core/kernel/result.ts';
import { subtractMoney } from '../../../core/kernel/units.ts';
import { openDifferences } from '../../../core/oms/decide/decide-settlement.ts';
import { type DayResult } from '../../../core/oms/events.ts';
import { type SettlementItem, type SettlementItemRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { shareOf } from './marks.ts';

type Source = Pick<Session, 'state' | 'market'>;
type State = SettlementItemRow['state'];

/** What a difference is about. Whatever else a row of a broker's file is, it is a trade that was not understood. */
const ITEM_OF: Readonly<Record<string, SettlementItem>> = {
  cash: 'cash',
  cashMovement: 'cash',
  cashOpening: 'cash',
  cashBalance: 'cash',
  cashGap: 'cash',
  movementMissingAtBroker: 'cash',
  movementDiffers: 'cash',
  position: 'positions',
  shareMovement: 'positions',
  order: 'orders',
  feesDiffer: 'brokerFees',
};

export function itemOf(code: string): SettlementItem {
  return ITEM_OF[code] ?? 'fills';
}

/** The day's checklist: what the close does by itself, what the broker is asked about, and the seal. */
export function settlementItems(source: Source): readonly SettlementItemRow[] {
  const { settled } = source.state;
  return [...(settled === null ? untilClose(source) : clearing(source, settled)), ...reconciliation(source), sealing(source)];
}

function untilClose({ state }: Source): readonly SettlementItemRow[] {
  const open = state.openOrders.size;
  const expired = row('expired', 'waiting', open === 0 ? [] : [refusal('settled.openOrders', { orders: open })]);
  return [expired, ...(['actions', 'rolled', 'fees', 'marks', 'performance'] as const).map((item) => row(item, 'waiting', []))];
}

function clearing({ state, market }: Source, settled: DayResult): readonly SettlementItemRow[] {
  const { ledger, orders, lines, fills } = state;
  const positions = [...ledger.positions.values()];
  const { fees, marks, marketValue, equity, openingEquity } = settled;
  const profit = subtractMoney(equity, openingEquity);
  const unquoted = marks.filter(({ instrument }) => market.quote(instrument) === undefined).length;
  return [
    row('expired', 'done', [refusal('settled.expired', { orders: countExpired(orders.values()), lines: countExpired(lines.values()) })]),
    row('actions', 'done', actionsSaid(settled)),
    row('rolled', 'done', [
      refusal('settled.rolled', {
        shares: positions.reduce((sum, { quantity, sellable }) => sum + quantity - sellable, 0),
        cash: subtractMoney(ledger.cash.balance, ledger.cash.withdrawable),
      }),
    ]),
    row('fees', 'done', [refusal('settled.fees', { fills: fills.length, ...fees })]),
    row('marks', 'done', [
      refusal('settled.marks', { holdings: marks.length, marketValue }),
      ...(unquoted === 0 ? [] : [refusal('settled.markedWithoutQuote', { count: unquoted })]),
    ]),
    row('performance', 'done', [refusal('settled.performance', { equity, profit, rate: shareOf(profit, openingEquity) })]),
  ];
}

/** What came of the day's corporate actions, and the tax on the dividends of what was sold. */
function actionsSaid({ actions = [], taxes = [] }: DayResult): readonly Refusal[] {
  const booked = actions.flatMap(({ action: { instrument }, entitled, dividend, shares, paid }) => [
    ...(dividend === 0 ? [] : [refusal('settled.dividendBooked', { instrument, entitled, dividend })]),
    ...(shares === 0 ? [] : [refusal('settled.sharesBooked', { instrument, entitled, shares })]),
    ...(paid === 0 ? [] : [refusal('settled.rightsPaid', { instrument, paid })]),
  ]);
  const withheld = taxes.map(({ instrument, amount }) => refusal('settled.taxWithheld', { instrument, amount }));
  return booked.length + withheld.length === 0 ? [refusal('settled.noActions')] : [...booked, ...withheld];
}

function countExpired(things: Iterable<{ readonly state: string }>): number {
  return [...things].filter(({ state }) => state === 'expired').length;
}

function reconciliation(source: Source): readonly SettlementItemRow[] {
  const { ledger, orders, fills } = source.state;
  return [
    compared(source, 'cash', refusal('settled.cashAgrees', { cash: ledger.cash.balance })),
    compared(source, 'positions', refusal('settled.positionsAgree', { count: ledger.positions.size })),
    compared(source, 'orders', refusal('settled.ordersAgree', { count: orders.size })),
    compared(source, 'fills', refusal('settled.fillsAgree', { count: fills.length })),
    compared(source, 'brokerFees', refusal('settled.feesAgree')),
  ];
}

/** The broker's own records tell no fees: only its files do. */
function compared({ state }: Source, item: SettlementItem, agrees: Refusal): SettlementItemRow {
  if (state.settled === null) return row(item, 'waiting', []);
  const about = [...state.differences.values()].filter(({ code }) => itemOf(code) === item);
  const open = about.filter(({ resolved }) => resolved === null).length;
  if (open > 0) return row(item, 'open', [refusal('settled.differ', { open, resolved: about.length - open })]);
  if (about.length > 0) return row(item, 'done', [refusal('settled.resolved', { count: about.length })]);
  const { statements } = state;
  if (item === 'brokerFees' && (statements === null || statements.unchecked.includes('fees'))) return row(item, 'unchecked', []);
  return row(item, 'done', [agrees]);
}

function sealing({ state }: Source): SettlementItemRow {
  if (state.sealed) return row('seal', 'done', []);
  if (state.settled === null) return row('seal', 'waiting', state.sealHeld ? [refusal('settled.sealHeld')] : []);
  const open = openDifferences(state).length;
  const says = open > 0 ? refusal('settled.toResolve', { open }) : refusal('settled.toSeal');
  return row('seal', 'open', [says, ...(state.released === null ? [] : [refusal('settled.released', state.released.params)])]);
}

function row(item: SettlementItem, state: State, says: readonly Refusal[]): SettlementItemRow {
  return { item, state, says };
}
