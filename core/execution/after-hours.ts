import { timeOfDayOf } from '../kernel/time.ts';
import { NO_PRICE } from '../kernel/units.ts';
import { type AfterHoursStyle } from '../plan/line.ts';
import { boundedPrice, isBeyond } from './price.ts';
import { type Style, finish, wait } from './style.ts';
import { fixedPriceSession } from './trading-time.ts';

/** One order at the day's close into the fixed-price session after hours, unless the close lies beyond the bound. */
export const afterHours: Style<AfterHoursStyle> = ({ bound: offset }, context) => {
  const { line, rules, reference, quote, phase, remaining, now } = context;
  const session = fixedPriceSession(rules);
  if (session === undefined) return finish('style.noAfterHours', { board: rules.board, source: rules.phases.source });
  if (timeOfDayOf(now) >= session.until) return finish('style.afterHoursOver');
  if (phase.matching !== 'fixedPrice') return wait('style.awaitsAfterHours');
  if (remaining === 0) return wait('style.orderWorking');
  const close = quote?.last ?? NO_PRICE;
  if (close === NO_PRICE) return wait('style.noClose');
  const bound = boundedPrice(line.side, line.refPrice, offset, rules.tick.value, reference);
  if (isBeyond(line.side, close, bound)) return wait('style.priceBeyondBound', { price: close, bound });
  return { kind: 'send', type: 'limit', price: close, quantity: remaining };
};
