import { type OrderType, type OrderTypes } from '../rules.ts';
import { BSE_2021, SSE_2006, SSE_2023, STAR_2019, SZSE_RULES, UNVERIFIED } from './documents.ts';
import { type RuleRow, row } from './row.ts';

const LIMIT_ONLY: OrderTypes = { auction: ['limit'], continuous: ['limit'] };
const BEST_FIVE = market('bestFiveCancel', 'bestFiveLimit');
const ALL_FOUR = market('bestFiveCancel', 'bestFiveLimit', 'ownBest', 'oppositeBest');
const SHENZHEN = market('bestFiveCancel', 'ownBest', 'oppositeBest');

/** Call auctions take limit orders only, on every exchange and at all times. */
function market(...types: readonly OrderType[]): OrderTypes {
  return { auction: ['limit'], continuous: ['limit', ...types] };
}

const NO_LIMIT_DAY = 'market orders only in securities that have a price limit';
const SHENZHEN_SOURCE = `${SZSE_RULES}: five market types; Kaipan leaves out fill-and-kill and all-or-nothing`;

/** What may be entered, among the types that Kaipan knows. */
export const ORDER_TYPE_RULES: readonly RuleRow<OrderTypes>[] = [
  row(
    { boards: ['main', 'chinext', 'etf', 'bond'] },
    LIMIT_ONLY,
    [null, '2006-06-30'],
    `SSE and SZSE 交易规则 2001: limit orders only; market orders came with ${SSE_2006}${UNVERIFIED}`,
  ),
  row(
    { boards: ['star'] },
    ALL_FOUR,
    ['2019-07-22', null],
    `${STAR_2019}: every market type, with a protection price, also on days without a limit`,
  ),
  row(
    { boards: ['main', 'etf'], exchanges: ['SH'], unlimited: true },
    LIMIT_ONLY,
    ['2006-07-01', '2023-04-09'],
    `${SSE_2006}: ${NO_LIMIT_DAY}`,
  ),
  row({ boards: ['main', 'etf'], exchanges: ['SH'] }, BEST_FIVE, ['2006-07-01', '2023-04-09'], SSE_2006),
  row(
    { boards: ['main', 'etf'], exchanges: ['SH'] },
    ALL_FOUR,
    ['2023-04-10', null],
    `${SSE_2023}: own best and opposite best added, with a protection price`,
  ),
  row(
    { boards: ['main', 'chinext', 'etf'], exchanges: ['SZ'], unlimited: true },
    LIMIT_ONLY,
    ['2006-07-01', null],
    `${SZSE_RULES}: ${NO_LIMIT_DAY}; ChiNext since 2020 may differ${UNVERIFIED}`,
  ),
  row({ boards: ['main', 'chinext', 'etf'], exchanges: ['SZ'] }, SHENZHEN, ['2006-07-01', null], SHENZHEN_SOURCE),
  row(
    { boards: ['bse'], unlimited: true },
    LIMIT_ONLY,
    ['2021-11-15', null],
    `${BSE_2021}: ${NO_LIMIT_DAY}${UNVERIFIED}`,
  ),
  row(
    { boards: ['bse'] },
    ALL_FOUR,
    ['2021-11-15', null],
    `${BSE_2021}: opposite best, own best and both best-five types`,
  ),
  row(
    { boards: ['bond'] },
    LIMIT_ONLY,
    ['2006-07-01', null],
    `SSE and SZSE bond matching takes limit orders${UNVERIFIED}`,
  ),
];
