import { type OmsEvent } from '../events.ts';
import { type LiveState } from './live-state.ts';

type ComparisonEvent = Extract<OmsEvent, { type: 'accountUnreconciled' | 'differencesAccepted' | 'accountReconciled' }>;

/** What is known of our books and the broker's. */
export function applyComparison(live: LiveState, event: ComparisonEvent): void {
  switch (event.type) {
    case 'accountUnreconciled':
      live.unreconciled = { reason: event.reason, differences: event.differences };
      return;
    case 'differencesAccepted':
      live.acceptedDifferences = [...live.acceptedDifferences, ...event.differences];
      live.unreconciled = { reason: event.reason, differences: [] };
      return;
    case 'accountReconciled':
      live.unreconciled = null;
  }
}
