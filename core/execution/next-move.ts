import { type ExecutionStyle } from '../plan/line.ts';
import { unreachable } from '../kernel/invariant.ts';
import { bestFive } from './best-five.ts';
import { callAuction } from './call-auction.ts';
import { limit } from './limit.ts';
import { type StyleContext, type StyleMove } from './style.ts';

/** What the line's own style wants next. Every style is registered here and nowhere else. */
export function nextMove(style: ExecutionStyle, context: StyleContext): StyleMove {
  switch (style.style) {
    case 'callAuction':
      return callAuction(style, context);
    case 'limit':
      return limit(style, context);
    case 'bestFive':
      return bestFive(style, context);
    default:
      return unreachable(style);
  }
}
