import { invariant } from '../../kernel/invariant.ts';
import { type EpochMs } from '../../kernel/time.ts';
import { ZERO_MONEY, addMoney, turnoverOf } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type DayDifference, type FoundDifference, isSameDifference } from '../differences.ts';
import { type DayResult, type Difference, type OmsEvent } from '../events.ts';
import { type LiveState } from './live-state.ts';

const TYPES = ['actionsBooked', 'dividendTaxWithheld', 'daySettled', 'statementsCompared', 'differenceResolved', 'sealHoldChanged', 'dayReleased', 'daySealed'] as const;

export type SettlementEvent = Extract<OmsEvent, { type: (typeof TYPES)[number] }>;

export function isSettlement(event: OmsEvent): event is SettlementEvent {
  return TYPES.some((type) => type === event.type);
}

/** What is booked without a trade, and how a day that is over becomes final. */
export function applySettlement(live: LiveState, event: SettlementEvent, at: EpochMs): void {
  switch (event.type) {
    case 'actionsBooked':
      live.bookings = event.bookings;
      return event.bookings.forEach((booking) => live.ledger.distribute(booking));
    case 'dividendTaxWithheld':
      live.taxes = event.taxes;
      return event.taxes.forEach((tax) => live.ledger.withhold(tax));
    case 'daySettled':
      live.settled = event.result;
      event.result.differences.forEach((difference, i) => put(live, foundBy(difference), `D${i + 1}`));
      live.differenceCount = event.result.differences.length;
      return;
    case 'statementsCompared':
      return compare(live, event);
    case 'differenceResolved':
      return resolve(live, event, at);
    case 'sealHoldChanged':
      live.sealHeld = event.held;
      return;
    case 'dayReleased':
      live.released = event.reason;
      return;
    case 'daySealed':
      live.sealed = true;
  }
}

/** A difference of the broker's own records, in the form that those of its files have. */
function foundBy({ what, key, ours, brokers, proposal }: Difference): FoundDifference {
  const about = what === 'cash' ? '' : key;
  return { code: what, about, fields: [{ name: what, ours, brokers }], places: [], correction: proposal === undefined ? 'askBroker' : 'adjust', proposal: proposal ?? null };
}

function put(live: LiveState, difference: FoundDifference, id: string): void {
  live.differences.set(id, { ...difference, id, resolved: null });
}

/** What was open of an earlier comparison goes: it is found again, or was a matter of that file. */
function compare(live: LiveState, { comparison, ids }: Extract<OmsEvent, { type: 'statementsCompared' }>): void {
  const { differences, ...rest } = comparison;
  live.statements = rest;
  live.differenceCount += ids.length;
  for (const { id, places, resolved, code } of live.differences.values()) {
    if (resolved === null && (places.length > 0 || !isOwnRecord(code))) live.differences.delete(id);
  }
  const known = [...live.differences.values()];
  differences.forEach((difference, i) => {
    const id = ids[i];
    invariant(id !== undefined, 'every difference has an id');
    if (!known.some((one) => isSameDifference(one, difference))) put(live, difference, id);
  });
}

/** Whether a difference was found in the broker's own records. */
function isOwnRecord(code: string): boolean {
  return code === 'cash' || code === 'position' || code === 'fill' || code === 'order';
}

function resolve(live: LiveState, event: Extract<OmsEvent, { type: 'differenceResolved' }>, at: EpochMs): void {
  const { type: _, id, ...resolved } = event;
  const difference: DayDifference | undefined = live.differences.get(id);
  invariant(difference !== undefined && live.settled !== null, `there is a difference ${id} to resolve`);
  live.differences.set(id, { ...difference, resolved: { ...resolved, at } });
  if (event.booked === null) return;
  live.ledger.adjust(event.booked);
  const marks = event.mark === null ? live.settled.marks : [...live.settled.marks, event.mark];
  live.settled = revalued(live, live.settled, marks);
}

/** The day's result with the books as they are now; what is held no more has no mark any more. */
function revalued({ ledger }: LiveState, result: DayResult, known: DayResult['marks']): DayResult {
  const held = (instrument: InstrumentId): number => ledger.positions.get(instrument)?.quantity ?? 0;
  const marks = known.filter(({ instrument }) => held(instrument) > 0).toSorted((a, b) => (a.instrument < b.instrument ? -1 : 1));
  const marketValue = marks.reduce((sum, { instrument, price }) => {
    const position = ledger.positions.get(instrument);
    return position === undefined ? sum : addMoney(sum, turnoverOf(price, position.quantity));
  }, ZERO_MONEY);
  const cash = ledger.cash.balance;
  return { ...result, cash, marketValue, equity: addMoney(cash, marketValue), marks };
}
