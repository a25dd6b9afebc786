import { ZERO_MONEY, averagePrice } from '../../kernel/units.ts';
import { isHeld, priceRise, profitOf, profitRise } from './levels.ts';
import { type Watch } from './watch.ts';

/**
 * Take profit (止盈): the last price is `at` above the average cost; of a strategy or the account, what is held is worth
 * `at` more than it cost.
 */
export const takeProfit: Watch = {
  name: 'takeProfit',
  scopes: ['instrument', 'strategy', 'account'],
  unit: 'share',
  sells: 'all',
  measure(context) {
    if (!isHeld(context)) return null;
    const { holding, price } = context;
    if (context.scope !== 'instrument') return profitRise(ZERO_MONEY, profitOf(holding), holding.cost);
    return price === null ? null : priceRise(averagePrice(holding.cost, holding.quantity), price);
  },
};
