import { type LineId, type OrderId } from '../../../core/kernel/ids.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type OmsEvent } from '../../../core/oms/events.ts';
import { type OmsState } from '../../../core/oms/state/state.ts';
import { type WatchTarget } from '../../../core/oms/watch/watch-memory.ts';
import { type SessionChange } from '../session.ts';

/** What has changed since the window was last told. */
export class Dirty {
  readonly lines = new Set<LineId>();
  readonly orders = new Set<OrderId>();
  /** Instruments whose holding, or whose price, has moved. */
  readonly positions = new Set<InstrumentId>();
  readonly quotes = new Set<InstrumentId>();
  status = true;
  account = true;
  plan = true;
  day = false;

  clear(): void {
    for (const set of [this.lines, this.orders, this.positions, this.quotes]) set.clear();
    this.status = false;
    this.account = false;
    this.plan = false;
    this.day = false;
  }

  /** Marks what an input changed. */
  take(change: SessionChange, state: OmsState): void {
    for (const { event } of change.records) touch(event, this, state);
    for (const { instrument } of change.quotes) {
      this.quotes.add(instrument);
      if (state.ledger.positions.has(instrument)) this.positions.add(instrument);
    }
    this.account = this.account || change.records.length > 0 || this.positions.size > 0;
  }

  order(id: OrderId, state: OmsState): void {
    this.orders.add(id);
    const order = state.orders.get(id);
    if (order === undefined) return;
    this.positions.add(order.instrument);
    if (order.lineId !== null) this.line(order.lineId);
  }

  line(id: LineId): void {
    this.lines.add(id);
    this.plan = true;
  }

  allLines(state: OmsState): void {
    for (const id of state.lines.keys()) this.line(id);
    this.plan = true;
  }
}

type Touch<Type extends OmsEvent['type']> = (event: Extract<OmsEvent, { type: Type }>, dirty: Dirty, state: OmsState) => void;

const status = (_event: OmsEvent, dirty: Dirty): void => {
  dirty.status = true;
};
/** How far the day is settled. */
const dayDone = (_event: OmsEvent, dirty: Dirty): void => {
  dirty.status = true;
  dirty.day = true;
};
const nothing = (): void => undefined;
const everything = (_event: OmsEvent, dirty: Dirty, state: OmsState): void => {
  dirty.status = true;
  dirty.day = true;
  dirty.allLines(state);
  for (const id of state.orders.keys()) dirty.order(id, state);
  for (const instrument of state.ledger.positions.keys()) dirty.positions.add(instrument);
};
const oneLine = (event: { readonly lineId: LineId }, dirty: Dirty): void => dirty.line(event.lineId);
const oneOrder = (event: { readonly orderId: OrderId }, dirty: Dirty, state: OmsState): void => dirty.order(event.orderId, state);
/** The levels that a position shows; the watches themselves are sent with the risk. */
const watch = ({ scope, of }: WatchTarget, dirty: Dirty): void => {
  if (scope === 'instrument') dirty.positions.add(of as InstrumentId);
};
const newOrder = (event: { readonly order: { readonly id: OrderId } }, dirty: Dirty, state: OmsState): void =>
  dirty.order(event.order.id, state);

/** What each kind of fact changes on a screen; a new kind does not compile until it is named here. */
const TOUCHES: { readonly [Type in OmsEvent['type']]: Touch<Type> } = {
  dayOpened: everything,
  commandGiven: (_event, dirty, state) => state.interventions.at(-1)?.lines.forEach(({ id }) => dirty.line(id)),
  commandRefused: nothing,
  commandUndone: (event, dirty, state) => state.interventions[event.number - 1]?.lines.forEach(({ id }) => dirty.line(id)),
  planProposed: (_event, dirty, state) => dirty.allLines(state),
  linesAdded: (event, dirty) => event.lines.forEach(({ id }) => dirty.line(id)),
  linesApproved: (event, dirty) => event.lineIds.forEach((id) => dirty.line(id)),
  approvalHeld: oneLine,
  approvalsWithdrawn: (event, dirty) => event.lineIds.forEach((id) => dirty.line(id)),
  lineEdited: oneLine,
  lineChangeAsked: oneLine,
  lineSkipped: oneLine,
  lineRestored: oneLine,
  linePaused: oneLine,
  lineResumed: oneLine,
  lineForced: oneLine,
  ruleOverridden: oneLine,
  lineStarted: oneLine,
  conditionMet: oneLine,
  scriptLoaded: nothing,
  scriptAnswered: oneLine,
  scriptStopped: nothing,
  lineWaiting: oneLine,
  lineDone: oneLine,
  lineExpired: oneLine,
  basketMade: (event, dirty) => event.basket.lineIds.forEach((id) => dirty.line(id)),
  basketDissolved: (_event, dirty, state) => dirty.allLines(state),
  replacementAsked: oneLine,
  replacementDropped: oneLine,
  lineReplaced: (event, dirty) => [event.lineId, event.substitute.id].forEach((id) => dirty.line(id)),
  approvalModeChanged: (_event, dirty, state) => dirty.allLines(state),
  pausesChanged: status,
  tradingStateChanged: status,
  policyChanged: status,
  strategyFollowed: status,
  strategyUnfollowed: status,
  lotsTransferred: ({ instrument }, dirty) => void dirty.positions.add(instrument),
  equityHighMarked: nothing,
  watchArmed: watch,
  watchDisarmed: watch,
  watchRearmed: watch,
  watchHighMarked: watch,
  watchFired: watch,
  exitArmed: nothing,
  exitDisarmed: nothing,
  exitFired: nothing,
  phaseChanged: status,
  orderDenied: newOrder,
  orderIntended: newOrder,
  foreignOrderSeen: newOrder,
  orderTakenOver: oneOrder,
  cancelIntended: oneOrder,
  reportReceived: (event, dirty, state) => dirty.order(event.report.orderId, state),
  orderOutcomeUnknown: oneOrder,
  accountUnreconciled: status,
  differencesAccepted: status,
  accountReconciled: status,
  quotesEnded: status,
  actionsBooked: everything,
  dividendTaxWithheld: everything,
  daySettled: everything,
  statementsCompared: dayDone,
  differenceResolved: everything,
  sealHoldChanged: dayDone,
  dayReleased: dayDone,
  daySealed: everything,
  accountHalted: status,
};

function touch(event: OmsEvent, dirty: Dirty, state: OmsState): void {
  // The table's type pairs each name with its event; the compiler cannot follow that through the lookup.
  const mark = TOUCHES[event.type] as (event: OmsEvent, dirty: Dirty, state: OmsState) => void;
  mark(event, dirty, state);
}
