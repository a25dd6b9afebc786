import { timeOfDayOf } from '../kernel/time.ts';
import { type PhaseName, type TradingRules } from '../market/rules.ts';
import { type ContinuousStyle, type ExecutionStyle } from '../plan/line.ts';
import { auctionPrice } from './auction-price.ts';
import { type StyleContext, type StyleMove, finish, wait } from './style.ts';
import { type Stretch } from './trading-time.ts';
import { withdraw } from './withdraw.ts';

const OPENING: ReadonlySet<PhaseName> = new Set(['openingCall', 'openingCallFirm']);

/** How another style works a line: the registry, handed in because it knows this style too. */
type Work = (style: ContinuousStyle, context: StyleContext) => StyleMove;

type CallAuctionParams = Extract<ExecutionStyle, { style: 'callAuction' }>;

/**
 * One limit order into the opening call auction. What the auction leaves is withdrawn when the continuous session
 * begins and goes on in the style `then`, or is given up where there is none.
 */
export function callAuction(params: CallAuctionParams, context: StyleContext, work: Work): StyleMove {
  if (OPENING.has(context.phase.name)) return duringAuction(params, context);
  switch (context.phase.name) {
    case 'preOpen':
      return wait('style.awaitsAuction');
    case 'openingPause':
      return wait('style.awaitsContinuous');
    default:
      return afterAuction(params, context, work);
  }
}

function duringAuction(params: CallAuctionParams, context: StyleContext): StyleMove {
  if (context.remaining === 0) return wait('style.orderWorking');
  const { offset, from = 'reference', price = null } = params;
  const limit = auctionPrice({ offset, from, price }, context);
  if (limit === null) return wait('style.noLimitToday');
  return { kind: 'send', type: 'limit', price: limit, quantity: context.remaining };
}

function afterAuction(params: CallAuctionParams, context: StyleContext, work: Work): StyleMove {
  const left = context.openOrders.find((order) => timeOfDayOf(order.created) < openingEnd(context));
  if (left !== undefined) return withdraw(left, { code: 'style.auctionOver', params: {} }, context);
  return params.then === null ? finish('style.auctionOver') : work(params.then, context);
}

/** Orders created before this time of day were meant for the opening auction. */
function openingEnd({ rules }: StyleContext): number {
  return openingCall(rules)?.until ?? 0;
}

/** The day's opening call auction, in both its parts; undefined where the instrument has none. */
export function openingCall(rules: TradingRules): Stretch | undefined {
  const phases = rules.phases.value.filter((phase) => OPENING.has(phase.name));
  const [first, last] = [phases[0], phases.at(-1)];
  return first === undefined || last === undefined ? undefined : { from: first.from, until: last.until };
}
