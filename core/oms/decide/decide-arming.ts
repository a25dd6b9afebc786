import { type Actor } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { RATE_ONE } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { STYLE_NAMES } from '../../plan/line.ts';
import { type Ledger } from '../../portfolio/ledger.ts';
import { type WatchRef, type WatchSetting } from '../../risk/watch/watch.ts';
import { WATCHES } from '../../risk/watch/watches.ts';
import { type Command } from '../command.ts';
import { dayOf } from './decide-order.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';

type Arming = Extract<Command, { type: 'armWatch' }>;
type Disarming = Extract<Command, { type: 'disarmWatch' }>;

/** Arms a watch for one target, also one that has fired; with a setting of its own where one is given. */
export function armWatch(state: LiveState, { watch, scope, of, setting }: Arming, by: Actor): Result<readonly OmsEvent[], Refusal> {
  const ref = { watch, scope, of };
  const problem = refProblem(state, ref) ?? (setting === null ? null : settingProblem(ref, setting));
  if (problem !== null) return err(problem);
  const isSet = setting ?? state.watches.settingOf(ref, dayOf(state).config.risk.watch);
  return isSet === null ? err(refusal('watch.notSet', { watch })) : ok([{ type: 'watchArmed', ...ref, setting, by }]);
}

export function disarmWatch(state: LiveState, { watch, scope, of }: Disarming, by: Actor): Result<readonly OmsEvent[], Refusal> {
  const ref = { watch, scope, of };
  const problem = refProblem(state, ref);
  if (problem !== null) return err(problem);
  return ok(state.watches.isArmed(ref) ? [{ type: 'watchDisarmed', ...ref, by }] : []);
}

function refProblem(state: LiveState, { watch, scope, of }: WatchRef): Refusal | null {
  if (!WATCHES[watch].scopes.includes(scope)) return refusal('watch.wrongScope', { watch, scope });
  if (scope === 'account' || scope === 'market') return of === '' ? null : refusal('watch.notHeld', { of });
  const held = scope === 'instrument' ? state.ledger.positions.has(of as InstrumentId) : holds(state.ledger, of);
  return held ? null : refusal('watch.notHeld', { of });
}

function holds({ positions }: Ledger, strategy: string): boolean {
  return [...positions.values()].some(({ lots }) => [...lots.keys()].some((id) => id === strategy));
}

function settingProblem({ watch }: WatchRef, { at, rearm, execution }: WatchSetting): Refusal | null {
  const most = WATCHES[watch].unit === 'share' ? RATE_ONE : Number.MAX_SAFE_INTEGER;
  if (!Number.isSafeInteger(at) || at <= 0 || at > most) return refusal('watch.badLimit', { watch, at });
  if (rearm !== null && (!Number.isSafeInteger(rearm) || rearm <= 0 || rearm >= at)) return refusal('watch.rearmTooFar', { at, rearm });
  const known = execution === null || STYLE_NAMES.some((name) => name === execution);
  return known ? null : refusal('watch.unknownStyle', { execution });
}
