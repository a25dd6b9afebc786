import { type Evaluation } from '../../conditions/evaluate.ts';
import { leafTexts, numbersOf } from '../../conditions/why.ts';
import { type Actor, POLICY } from '../../kernel/ids.ts';
import { type Refusal, type Result, ok, refusal, refuse } from '../../kernel/result.ts';
import { RATE_ONE, type Quantity, ZERO_QUANTITY, minQuantity, mulDiv, quantity, subtractQuantity } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type SaleWish } from '../../plan/sale.ts';
import { dayOf } from './decide-order.ts';
import { proposeSale } from './decide-sale.ts';
import { lineIdsIn, withReason } from './decide-watch.ts';
import { type Decision, NOTHING, type Surroundings, decided } from './decision.ts';
import { type OmsEvent } from '../events.ts';
import { type ExitPolicy, exitKey } from '../exit.ts';
import { type LiveState } from '../state/live-state.ts';
import { type HeldShares } from '../watch/watch-memory.ts';
import { proposedFor, saleOf } from '../watch/watch-sale.ts';

/** One exit, and a holding that it looks at. */
export interface ExitLook {
  readonly exit: ExitPolicy;
  readonly held: HeldShares;
}

/** The exits that look at a holding of the instrument, are not turned off and have not fired for it. */
export function exitsOf(state: LiveState, instrument: InstrumentId): readonly ExitLook[] {
  const { exits } = dayOf(state).config.execution;
  const lots = state.ledger.positions.get(instrument)?.lots;
  if (exits.length === 0 || lots === undefined) return [];
  return exits.flatMap((exit) => {
    const strategies = [...lots.keys()].filter((id) => exit.strategyId === null || exit.strategyId === id);
    return strategies.map((strategyId) => ({ exit, held: { instrument, strategyId } })).filter((look) => isWaiting(state, look));
  });
}

function isWaiting({ watches }: LiveState, { exit, held }: ExitLook): boolean {
  return watches.isExitArmed(exit.name) && !watches.firedExits.has(exitKey({ exit: exit.name, ...held }));
}

/**
 * Sells what an exit wants sold as soon as its condition holds; what is not known does not hold. Where nothing can be sold
 * yet (T+1, other sales) it has not fired and is asked again at the next price.
 */
export function decideExit(state: LiveState, { exit, held }: ExitLook, condition: Evaluation, around: Surroundings): Decision {
  if (condition.holds !== true) return NOTHING;
  const { name, action } = exit;
  const { strategyId, instrument } = held;
  const reason = refusal('watch.exit', { exit: name, of: instrument, condition: exit.condition, numbers: numbersOf(condition) });
  const sold = action === 'alert' ? NOTHING : sell(state, { exit, held }, reason, around);
  if (sold === null) return NOTHING;
  const lines = sold.events.flatMap(lineIdsIn);
  const fired: OmsEvent = { type: 'exitFired', exit: name, strategyId, instrument, action, why: leafTexts(condition), lines, reason };
  return decided([fired, ...sold.events], sold.effects);
}

/** Null: nothing of it can be sold now. */
function sell(state: LiveState, { exit, held }: ExitLook, reason: Refusal, around: Surroundings): Decision | null {
  const wish = wishOf(state, exit, held, around);
  if (wish.quantity === 0 || state.ledger.positions.get(held.instrument)?.sellable === 0) return null;
  const sold = proposeSale(state, saleOf(state, [wish], exit.action === 'act'), { reason, by: POLICY, token: null }, around);
  return sold.ok ? { ...sold.value, events: sold.value.events.map((event) => withReason(event, reason)) } : null;
}

function wishOf(state: LiveState, { share, style }: ExitPolicy, held: HeldShares, around: Surroundings): SaleWish {
  const lot = state.ledger.positions.get(held.instrument)?.lots.get(held.strategyId)?.quantity ?? ZERO_QUANTITY;
  const step = around.rulesOf(held.instrument)?.lot.value.sellStep ?? 1;
  const wanted = share === RATE_ONE ? lot : sharesOf(lot, share, step);
  const proposed = proposedFor(state, held.instrument, held.strategyId);
  const left = subtractQuantity(lot, minQuantity(lot, proposed));
  return { ...held, quantity: minQuantity(wanted, left), style: style ?? dayOf(state).config.execution.default };
}

/** Whole lots, rounded down. */
function sharesOf(held: Quantity, share: number, step: number): Quantity {
  return quantity(mulDiv(mulDiv(held, share, RATE_ONE, 'floor'), 1, step, 'floor') * step);
}

/** Turns an exit on, also where it has fired today, or off until somebody turns it on again. */
export function armExit(state: LiveState, exit: string, armed: boolean, by: Actor): Result<readonly OmsEvent[], Refusal> {
  if (!dayOf(state).config.execution.exits.some(({ name }) => name === exit)) return refuse('exit.noSuchExit', { exit });
  return ok([{ type: armed ? 'exitArmed' : 'exitDisarmed', exit, by }]);
}
