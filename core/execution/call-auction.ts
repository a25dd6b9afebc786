import { timeOfDayOf } from '../kernel/time.ts';
import { type PhaseName } from '../market/rules.ts';
import { type Order } from '../orders/order.ts';
import { type ExecutionStyle } from '../plan/line.ts';
import { bestFive } from './best-five.ts';
import { limit } from './limit.ts';
import { boundedPrice } from './price.ts';
import { type Style, type StyleContext, type StyleMove, finish, wait } from './style.ts';

const OPENING: ReadonlySet<PhaseName> = new Set(['openingCall', 'openingCallFirm']);

type CallAuctionParams = Extract<ExecutionStyle, { style: 'callAuction' }>;

/**
 * One limit order into the opening call auction. What the auction leaves is withdrawn when the continuous session
 * begins and goes on in the style `then`, or is given up where there is none.
 */
export const callAuction: Style<CallAuctionParams> = (params, context) => {
  if (OPENING.has(context.phase.name)) return duringAuction(params, context);
  switch (context.phase.name) {
    case 'preOpen':
      return wait('style.awaitsAuction');
    case 'openingPause':
      return wait('style.awaitsContinuous');
    default:
      return afterAuction(params, context);
  }
};

function duringAuction(params: CallAuctionParams, context: StyleContext): StyleMove {
  if (context.remaining === 0) return wait('style.orderWorking');
  const { line, rules, reference } = context;
  return {
    kind: 'send',
    type: 'limit',
    price: boundedPrice(line.side, line.refPrice, params.offset, rules.tick.value, reference),
    quantity: context.remaining,
  };
}

function afterAuction(params: CallAuctionParams, context: StyleContext): StyleMove {
  const left = context.openOrders.find((order) => timeOfDayOf(order.created) < openingEnd(context));
  if (left !== undefined) return withdraw(left, context);
  if (params.then === null) return finish('style.auctionOver');
  return params.then.style === 'limit' ? limit(params.then, context) : bestFive(params.then, context);
}

function withdraw(order: Order, context: StyleContext): StyleMove {
  if (order.state === 'pendingCancel') return wait('style.awaitsCancel');
  if (order.state === 'unknown') return wait('style.awaitsOutcome');
  if (!context.phase.cancel || context.phase.matching !== 'continuous') return wait('style.awaitsContinuous');
  return { kind: 'cancel', orderId: order.id, reason: { code: 'style.auctionOver', params: {} } };
}

/** Orders created before this time of day were meant for the opening auction. */
function openingEnd(context: StyleContext): number {
  const firm = context.rules.phases.value.findLast((phase) => OPENING.has(phase.name));
  return firm?.until ?? 0;
}
