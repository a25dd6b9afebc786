import { type OmsEvent } from '../events.ts';
import { type LiveState } from './live-state.ts';

const TYPES = ['strategyFollowed', 'strategyUnfollowed', 'lotsTransferred'] as const;

export type StrategyEvent = Extract<OmsEvent, { type: (typeof TYPES)[number] }>;

export function isOfStrategies(event: OmsEvent): event is StrategyEvent {
  return TYPES.some((type) => type === event.type);
}

/** Books which strategies are followed and what is whose: a part of `apply`. */
export function applyStrategy({ strategies, ledger, watches, fills }: LiveState, event: StrategyEvent): void {
  switch (event.type) {
    case 'strategyFollowed':
      return strategies.follow(event.strategy, event.cash);
    case 'strategyUnfollowed':
      return strategies.unfollow(event.strategy.strategyId);
    case 'lotsTransferred':
      strategies.transferred(event, fills.length);
      watches.handedOver(event, ledger.transfer(event), ledger);
  }
}
