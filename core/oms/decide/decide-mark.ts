import { maxMoney } from '../../kernel/units.ts';
import { type Decision, NOTHING, type Surroundings, decided } from './decision.ts';
import { dayOf } from './decide-order.ts';
import { type LiveState } from '../state/live-state.ts';

/** A new high is marked when it is this part of the last one higher: one basis point. A day has a few dozen of them. */
const STEP = 10_000;
const DAY_DRAWDOWN = { watch: 'dayDrawdown', scope: 'account', of: '' } as const;

/** Marks a new high of the account's worth, where a rule or a watch measures the fall from it. */
export function decideMark(state: LiveState, { exposure }: Surroundings): Decision {
  const { rules, watch } = dayOf(state).config.risk;
  const measured = rules.drawdown !== null || state.watches.settingOf(DAY_DRAWDOWN, watch) !== null;
  if (!measured || state.settled !== null) return NOTHING;
  const { equity, openingEquity } = exposure;
  const high = maxMoney(openingEquity, state.equityHigh);
  return equity - high > high / STEP ? decided([{ type: 'equityHighMarked', equity }]) : NOTHING;
}
