import { ZERO_MONEY, averagePrice } from '../../kernel/units.ts';
import { isHeld, priceFall, profitFall, profitOf } from './levels.ts';
import { type Watch } from './watch.ts';

/**
 * Stop loss (止损): the last price is `at` below the average cost; of a strategy or the account, what is held is worth
 * `at` less than it cost.
 */
export const stopLoss: Watch = {
  name: 'stopLoss',
  scopes: ['instrument', 'strategy', 'account'],
  unit: 'share',
  sells: 'all',
  measure(context) {
    if (!isHeld(context)) return null;
    const { holding, price } = context;
    if (context.scope !== 'instrument') return profitFall(ZERO_MONEY, profitOf(holding), holding.cost);
    return price === null ? null : priceFall(averagePrice(holding.cost, holding.quantity), price);
  },
};
