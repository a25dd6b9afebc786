import { type GatewayBroker } from '../../adapters/brokers/gateway/gateway-broker.ts';
import { type LinkState } from '../../adapters/brokers/gateway/gateway-link.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { type GatewayRow, type GatewayState } from '../preload/contract.ts';

/** How an account stands with its gateway, as far as the line to it tells. */
export type LinkStanding = Omit<GatewayRow, 'url' | 'clockStep'>;

const STATES: Readonly<Record<LinkState['kind'], GatewayState>> = {
  connecting: 'connecting',
  ready: 'connected',
  waiting: 'waiting',
  refused: 'refused',
  closed: 'waiting',
};

/** @param unreconciled Why the books may not be the broker's; null: they are. */
export function linkStanding({ state, sinceHeard, roundTrip }: Pick<GatewayBroker, 'state' | 'sinceHeard' | 'roundTrip'>, unreconciled: Refusal | null): LinkStanding {
  const now = Date.now();
  return {
    state: state.kind === 'ready' && unreconciled !== null ? 'reconciling' : STATES[state.kind],
    reason: 'reason' in state ? state.reason : unreconciled,
    nextTry: state.kind === 'waiting' ? now + state.retryAt - performance.now() : null,
    lastHeard: sinceHeard === null ? null : now - sinceHeard,
    roundTrip,
  };
}
