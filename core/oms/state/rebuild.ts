import { apply } from './apply.ts';
import { type Recorded } from '../events.ts';
import { LiveState } from './live-state.ts';
import { type OmsState } from './state.ts';

/** The state that a day's records lead to: what a restart knows, and what tonight's books were when tomorrow opens. */
export function rebuild(records: Iterable<Recorded>): OmsState {
  const live = new LiveState();
  for (const { event, at } of records) apply(live, event, at);
  return live;
}
