import { create } from 'zustand';
import { type MeasuresRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';

export const RISK_VIEWS = ['policy', 'measures'] as const;
export type RiskView = (typeof RISK_VIEWS)[number];

export interface MeasuresUi {
  readonly view: RiskView;
  /** What was measured last; null: nothing yet. */
  readonly row: MeasuresRow | null;
  readonly state: 'ready' | 'computing' | 'failed';
}

export const useMeasures = create<MeasuresUi>(() => ({ view: 'policy', row: null, state: 'ready' }));

/** Shows the policy, or the measures as they are at this moment. */
export function showRiskView(view: RiskView): void {
  useMeasures.setState({ view });
  if (view === 'measures') void measure();
}

/** Measures anew; what was measured before stays in sight meanwhile. Asking twice measures once. */
export async function measure(): Promise<void> {
  if (useMeasures.getState().state === 'computing') return;
  useMeasures.setState({ state: 'computing' });
  const answer = await ask(bridge().measures());
  useMeasures.setState(answer === null ? { row: null, state: 'failed' } : { row: answer.value, state: 'ready' });
}
