import { type Money, type Price, maxMoney } from '../../kernel/units.ts';
import { isHeld, priceFall, profitFall, profitOf } from './levels.ts';
import { type Watch } from './watch.ts';

/**
 * Trailing stop (移动止损): the last price is `at` below the highest one since the shares are held; of a strategy or the
 * account, the profit has given back `at` of what the holdings cost since it was highest.
 */
export const trailingStop: Watch = {
  name: 'trailingStop',
  scopes: ['instrument', 'strategy', 'account'],
  unit: 'share',
  sells: 'all',
  measure(context) {
    if (!isHeld(context) || context.holding.high === null) return null;
    const { holding, price } = context;
    const high = context.holding.high;
    if (context.scope !== 'instrument') return profitFall(maxMoney(high as Money, profitOf(holding)), profitOf(holding), holding.cost);
    return price === null ? null : priceFall(Math.max(high, price) as Price, price);
  },
};
