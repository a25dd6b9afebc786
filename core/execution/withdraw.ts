import { type Refusal } from '../kernel/result.ts';
import { type Order } from '../orders/order.ts';
import { type StyleContext, type StyleMove, wait } from './style.ts';

/**
 * Takes an order back when that can be done now. One that is on its way, already being cancelled or of unknown fate is
 * waited for: a second cancel would say nothing new.
 */
export function withdraw(order: Order, reason: Refusal, context: StyleContext): Extract<StyleMove, { kind: 'cancel' | 'wait' }> {
  if (order.state === 'pendingCancel') return wait('style.awaitsCancel');
  if (order.state === 'unknown' || order.state === 'pendingNew') return wait('style.awaitsOutcome');
  if (!context.phase.cancel || context.phase.matching !== 'continuous') return wait('style.awaitsContinuous');
  return { kind: 'cancel', orderId: order.id, reason };
}
