import { type ExecutionStyle } from '../plan/line.ts';
import { unreachable } from '../kernel/invariant.ts';
import { afterHours } from './after-hours.ts';
import { bestFive } from './best-five.ts';
import { callAuction } from './call-auction.ts';
import { closingAuction } from './closing-auction.ts';
import { iceberg } from './iceberg.ts';
import { limit } from './limit.ts';
import { pegged } from './pegged.ts';
import { scripted } from './scripted.ts';
import { type StyleContext, type StyleMove } from './style.ts';
import { twap } from './twap.ts';
import { vwap } from './vwap.ts';

/** What the line's own style wants next. Every style is registered here and nowhere else. */
export function nextMove(style: ExecutionStyle, context: StyleContext): StyleMove {
  switch (style.style) {
    case 'callAuction':
      return callAuction(style, context, nextMove);
    case 'afterHours':
      return afterHours(style, context);
    case 'closingAuction':
      return closingAuction(style, context);
    case 'limit':
      return limit(style, context);
    case 'pegged':
      return pegged(style, context);
    case 'bestFive':
      return bestFive(style, context);
    case 'twap':
      return twap(style, context);
    case 'vwap':
      return vwap(style, context);
    case 'iceberg':
      return iceberg(style, context);
    case 'script':
      return scripted(style, context);
    default:
      return unreachable(style);
  }
}
