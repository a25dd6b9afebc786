import { type Quantity, ZERO_QUANTITY, minQuantity, quantity } from '../kernel/units.ts';
import { type Level } from '../market/quote.ts';
import { type OrderType } from '../market/rules.ts';
import { BEST_FIVE_TYPES, type ContinuousStyle } from '../plan/line.ts';
import { boundedPrice, isBeyond } from './price.ts';
import { type Style, type StyleContext, wait } from './style.ts';

type BestFiveParams = Extract<ContinuousStyle, { style: 'bestFive' }>;

/**
 * Takes the opposite side's five best levels, no worse than the bound, and comes back after the retry interval until
 * the line is filled. Where the exchange has no best-five order, a limit order at the worst level does the same.
 */
export const bestFive: Style<BestFiveParams> = (params, context) => {
  const waiting = whatIsMissing(context);
  if (waiting !== null) return wait(waiting);
  const { line, rules, reference } = context;
  const bound = boundedPrice(line.side, line.refPrice, params.bound, rules.tick.value, reference);
  const levels = opposite(context);
  const best = levels[0];
  if (best === undefined) return wait('style.noOpposite');
  const within = levels.filter((level) => !isBeyond(line.side, level.price, bound));
  if (within.length === 0) return wait('style.beyondBound', { price: best.price, bound });
  const type = supportedType(params.rest, context);
  const worst = within.at(-1)?.price ?? bound;
  return { kind: 'send', type, price: type === 'limit' ? worst : bound, quantity: reachable(context, levels, within) };
};

function whatIsMissing(context: StyleContext): string | null {
  if (context.openOrders.length > 0) return 'style.orderWorking';
  if (context.phase.matching !== 'continuous') return 'style.awaitsContinuous';
  const { lastEnded, now, retryIntervalMs } = context;
  return lastEnded !== null && now - lastEnded < retryIntervalMs ? 'style.retryPause' : null;
}

function opposite(context: StyleContext): readonly Level[] {
  const { quote, line } = context;
  if (quote === undefined) return [];
  return line.side === 'buy' ? quote.asks : quote.bids;
}

/**
 * The whole rest when all five levels are within the bound; else only what stands within it, for an exchange without
 * protection prices would sweep on.
 */
function reachable(context: StyleContext, levels: readonly Level[], within: readonly Level[]): Quantity {
  if (within.length === levels.length) return context.remaining;
  const volume = within.reduce((sum, level) => sum + level.volume, ZERO_QUANTITY as number);
  return minQuantity(context.remaining, quantity(volume));
}

/** The order type that the exchange has for it: a limit order where it knows no best-five order. */
export function supportedType(rest: BestFiveParams['rest'], context: Pick<StyleContext, 'rules'>): OrderType {
  const supported = context.rules.orderTypes.value.continuous;
  const wanted = BEST_FIVE_TYPES[rest];
  if (supported.includes(wanted)) return wanted;
  return supported.includes('bestFiveCancel') ? 'bestFiveCancel' : 'limit';
}

