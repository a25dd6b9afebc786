import { exchangeCalendar } from '../../market/calendar.ts';
import { type Watch } from './watch.ts';

/** Time stop (时间止损): held for `at` sessions, 0 on the first; of a strategy or the account, its oldest holding. */
export const timeStop: Watch = {
  name: 'timeStop',
  scopes: ['instrument', 'strategy', 'account'],
  unit: 'sessions',
  sells: 'all',
  measure({ holding, date }) {
    if (holding.quantity === 0 || holding.opened === null) return null;
    const sessions = exchangeCalendar().countSessions(holding.opened, date);
    return sessions.ok ? { unit: 'count', from: 0, value: Math.max(0, sessions.value - 1), level: (at) => at } : null;
  },
};
