import { type Actor } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../kernel/result.ts';
import { tradeDateOf } from '../../kernel/time.ts';
import { type Price, addMoney, averagePrice, quantity } from '../../kernel/units.ts';
import { markPrice } from '../../market/quote.ts';
import { type Adjustment, type ShareAdjustment } from '../../portfolio/adjustment.ts';
import { type Command, type SettlementCommand } from '../command.ts';
import { dayOf } from './decide-order.ts';
import { type Surroundings } from './decision.ts';
import { type CorrectedBooks, type DayDifference, type ResolvedDifference } from '../differences.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';
import { type OmsState } from '../state/state.ts';

type Events = Result<readonly OmsEvent[], Refusal>;

const TYPES: readonly Command['type'][] = ['compareStatements', 'resolveDifference', 'holdSeal', 'sealDay', 'releaseDay'] satisfies readonly SettlementCommand['type'][];

export function isSettlementCommand(command: Command): command is SettlementCommand {
  return TYPES.includes(command.type);
}

/** What a person does to a day that is over. A sealed day is final: nothing is done to it any more. */
export function decideSettlement(state: LiveState, command: SettlementCommand, by: Actor, around: Surroundings): Events {
  const { date } = dayOf(state);
  if (state.sealed) return refuse('day.sealed', { date });
  if (command.type === 'holdSeal') return ok(command.held === state.sealHeld ? [] : [{ type: 'sealHoldChanged', held: command.held, by }]);
  if (command.type === 'releaseDay') return release(state, command.reason, by, around);
  if (state.settled === null) return refuse('day.notSettled', { date });
  switch (command.type) {
    case 'compareStatements':
      return ok([{ type: 'statementsCompared', comparison: command.comparison, ids: newIds(state, command.comparison.differences.length) }]);
    case 'resolveDifference':
      return resolve(state, command, by, around);
    case 'sealDay':
      return seal(state, by);
  }
}

/** Numbers that no difference of the day has had. */
function newIds({ differenceCount }: LiveState, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `D${differenceCount + 1 + i}`);
}

function seal(state: LiveState, by: Actor): Events {
  const { date } = dayOf(state);
  const open = openDifferences(state).length;
  return open > 0 ? refuse('day.differencesOpen', { date, open }) : ok([{ type: 'daySealed', date, by }]);
}

/**
 * Lets the next day trade; for a day that cannot be sealed now, because the broker has to be asked, say. One that was never
 * settled can be released when it has gone by, or while nothing can leave: it may never be.
 */
function release(state: LiveState, said: string, by: Actor, { now }: Surroundings): Events {
  const { date } = dayOf(state);
  const trades = state.settled === null && state.halted === null && state.unreconciled === null;
  if (trades && tradeDateOf(now) <= date) return refuse('day.notSettled', { date });
  const reason = said.trim();
  if (reason === '') return refuse('settlement.needsReason');
  return ok([{ type: 'dayReleased', date, reason: refusal('settlement.byPerson', { reason }), by }]);
}

/** What nobody has resolved yet. */
export function openDifferences({ differences }: Pick<OmsState, 'differences'>): readonly DayDifference[] {
  return [...differences.values()].filter(({ resolved }) => resolved === null);
}

function resolve(state: LiveState, command: Extract<SettlementCommand, { type: 'resolveDifference' }>, by: Actor, around: Surroundings): Events {
  const { id, resolution } = command;
  const difference = state.differences.get(id);
  const reason = command.reason.trim();
  if (difference === undefined) return refuse('settlement.noSuchDifference', { id });
  if (difference.resolved !== null) return refuse('settlement.alreadyResolved', { id });
  if (reason === '') return refuse('settlement.needsReason');
  if (resolution === 'edit' && command.adjustment === null) return refuse('settlement.editNeedsBooking');
  const booked = bookingOf(difference, command);
  const priced = booked === null ? ok(null) : pricedBooking(state, booked, around);
  if (!priced.ok) return priced;
  const before = booksOf(state, booked);
  const after = booked === null ? before : { cash: addMoney(before.cash, booked.cash), shares: before.shares + (booked.shares?.quantity ?? 0) };
  const resolved: ResolvedDifference = { resolution, booked, before, after, mark: priced.value, reason: refusal('settlement.byPerson', { reason }), by };
  return ok([{ type: 'differenceResolved', id, ...resolved }]);
}

function bookingOf({ proposal }: DayDifference, { resolution, adjustment }: Extract<SettlementCommand, { type: 'resolveDifference' }>): Adjustment | null {
  if (resolution === 'refuse') return null;
  return resolution === 'edit' ? adjustment : proposal;
}

function booksOf({ ledger }: LiveState, booked: Adjustment | null): CorrectedBooks {
  const instrument = booked?.shares?.instrument;
  const shares = instrument === undefined ? 0 : (ledger.positions.get(instrument)?.quantity ?? 0);
  return { cash: ledger.cash.balance, shares };
}

/** Whether a correction can be booked, and the price of a holding that was not valued before; null: it was, or is no more. */
function pricedBooking(state: LiveState, { shares }: Adjustment, around: Surroundings): Result<ResolvedDifference['mark'], Refusal> {
  if (shares === null || shares.quantity === 0) return ok(null);
  const { instrument } = shares;
  const position = state.ledger.positions.get(instrument);
  const free = (position?.quantity ?? 0) - (position?.frozen ?? 0);
  if (free + shares.quantity < 0) return err(refusal('settlement.notHeld', { instrument, quantity: -shares.quantity, held: free }));
  if (state.settled?.marks.some((mark) => mark.instrument === instrument) === true || free + shares.quantity === 0) return ok(null);
  const price = closeOf(shares, around);
  return price === null ? err(refusal('settlement.noClose', { instrument })) : ok({ instrument, price });
}

/** Tonight's close; the previous one for an instrument that did not trade, the cost where no feed knows it. */
function closeOf({ instrument, quantity: shares, cost }: ShareAdjustment, { market }: Surroundings): Price | null {
  const quote = market.quote(instrument);
  if (quote !== undefined) return markPrice(quote);
  return market.reference(instrument)?.prevClose ?? (shares > 0 && cost > 0 ? averagePrice(cost, quantity(shares)) : null);
}
