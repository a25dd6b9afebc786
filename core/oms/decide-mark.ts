import { maxMoney } from '../kernel/units.ts';
import { type Decision, NOTHING, type Surroundings, decided } from './decision.ts';
import { dayOf } from './decide-order.ts';
import { type LiveState } from './live-state.ts';

/** A new high is marked when it is this part of the last one higher: one basis point. A day has a few dozen of them. */
const STEP = 10_000;

/** Marks a new high of the account's worth, where a rule measures the fall from it. */
export function decideMark(state: LiveState, { exposure }: Surroundings): Decision {
  if (dayOf(state).config.risk.rules.drawdown === null || state.settled !== null) return NOTHING;
  const { equity, openingEquity } = exposure;
  const high = maxMoney(openingEquity, state.equityHigh);
  return equity - high > high / STEP ? decided([{ type: 'equityHighMarked', equity }]) : NOTHING;
}
