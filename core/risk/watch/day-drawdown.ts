import { type Rate, applyRate, maxMoney, subtractMoney } from '../../kernel/units.ts';
import { type Watch } from './watch.ts';

/** The day's drawdown: the account is worth `at` less than at its high of the day. */
export const dayDrawdown: Watch = {
  name: 'dayDrawdown',
  scopes: ['account'],
  unit: 'share',
  sells: 'all',
  measure({ equity, openingEquity, equityHigh }) {
    const high = maxMoney(openingEquity, equityHigh);
    return { unit: 'money', from: high, value: equity, level: (at) => subtractMoney(high, applyRate(high, at as Rate, 'floor')) };
  },
};
