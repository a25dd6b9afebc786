import { type Rate } from '../../kernel/units.ts';
import { BSE_2021, SSE_SZSE_RULES, STAR_2019, UNVERIFIED } from './documents.ts';
import { type RuleRow, fraction, row } from './row.ts';

const SHARES = ['main', 'chinext', 'star', 'bse'] as const;
const NONE = fraction('0');
const SSE_2015 = 'SSE 交易规则, article 3.1.5, in force 2015-01-19: cross-border funds may be sold the same day';

/** When what was bought may be sold. */
export const SETTLEMENTS: readonly RuleRow<'T+0' | 'T+1'>[] = [
  row({ boards: ['main', 'chinext'] }, 'T+1', ['1995-01-01', null], `${SSE_SZSE_RULES}; shares T+1 since 1995-01-01`),
  row({ boards: ['star'] }, 'T+1', ['2019-07-22', null], STAR_2019),
  row({ boards: ['bse'] }, 'T+1', ['2021-11-15', null], BSE_2021),
  row({ boards: ['bond'] }, 'T+0', [null, null], `${SSE_SZSE_RULES}: bonds may be sold the same day`),
  row(
    { boards: ['etf'], exchanges: ['SH'], codes: ['511', '518', '551'] },
    'T+0',
    [null, null],
    'SSE 交易规则, article 3.1.5: bond, money-market and gold funds (511, 551, 518) may be sold the same day',
  ),
  row({ boards: ['etf'], exchanges: ['SH'], codes: ['513', '520'] }, 'T+1', [null, '2015-01-18'], SSE_SZSE_RULES),
  row(
    { boards: ['etf'], exchanges: ['SH'], codes: ['513', '520'] },
    'T+0',
    ['2015-01-19', null],
    `${SSE_2015}; 513 and 520 are their codes; day${UNVERIFIED}`,
  ),
  row(
    { boards: ['etf'] },
    'T+1',
    [null, null],
    `${SSE_SZSE_RULES}; bond, gold, money-market, commodity and cross-border funds are T+0, which codes do not tell ` +
      'in Shenzhen (159...) nor for some in Shanghai (510900, 501...): T+1 here',
  ),
];

/** Stamp tax of the seller (证券交易印花税). Funds and bonds pay none. */
export const STAMP_TAX_SELL: readonly RuleRow<Rate>[] = [
  row(
    { boards: SHARES },
    fraction('0.0005'),
    ['2023-08-28', null],
    '财政部 税务总局公告2023年第39号, 2023-08-27: halved',
  ),
  row(
    { boards: SHARES },
    fraction('0.001'),
    ['2008-04-24', '2023-08-27'],
    `财政部 国家税务总局, 2008-04-23: 0.1 %${UNVERIFIED}`,
  ),
  row(
    { boards: SHARES },
    fraction('0.003'),
    ['2007-05-30', '2008-04-23'],
    `财政部 财税〔2007〕84号, 2007-05-29: 0.3 %${UNVERIFIED}`,
  ),
  row(
    { boards: SHARES },
    fraction('0.001'),
    ['2005-01-24', '2007-05-29'],
    `财政部 国家税务总局, 2005-01-23: 0.1 %${UNVERIFIED}`,
  ),
  row({ boards: SHARES }, fraction('0.002'), ['2001-11-16', '2005-01-23'], `财政部, 2001-11-16: 0.2 %${UNVERIFIED}`),
  row({ boards: SHARES }, fraction('0.004'), ['1998-06-12', '2001-11-15'], `国务院, 1998-06-12: 0.4 %${UNVERIFIED}`),
  row({ boards: SHARES }, fraction('0.005'), ['1997-05-10', '1998-06-11'], `国务院, 1997-05: 0.5 %; day${UNVERIFIED}`),
  row({ boards: SHARES }, fraction('0.003'), [null, '1997-05-09'], `0.3 % since 1991-10${UNVERIFIED}`),
  row(
    { boards: ['etf', 'bond'] },
    NONE,
    [null, null],
    '印花税法, 2021-06-10, taxes shares only; funds and bonds paid none before',
  ),
];

/** Stamp tax of the buyer: the same as the seller's until 2008-09-18, none since. */
export const STAMP_TAX_BUY: readonly RuleRow<Rate>[] = [
  row({ boards: SHARES }, NONE, ['2008-09-19', null], '财政部 国家税务总局, 2008-09-18: sellers only since 2008-09-19'),
  row(
    { boards: SHARES },
    fraction('0.001'),
    ['2008-04-24', '2008-09-18'],
    `财政部 国家税务总局, 2008-04-23: 0.1 %${UNVERIFIED}`,
  ),
  ...STAMP_TAX_SELL,
];

/** Transfer fee (过户费) of both sides, on the turnover. */
export const TRANSFER_FEES: readonly RuleRow<Rate>[] = [
  row(
    { boards: SHARES },
    fraction('0.00001'),
    ['2022-04-29', null],
    '中国结算 关于下调股票交易过户费有关事项的通知, 2022-04-28, in force 2022-04-29: 0.001 % on all three exchanges',
  ),
  row(
    { boards: ['bse'] },
    fraction('0.000025'),
    ['2021-11-15', '2022-04-28'],
    '中国结算: 0.0025 % in the Beijing market before 2022-04-29',
  ),
  row(
    { boards: ['main', 'chinext', 'star'] },
    fraction('0.00002'),
    ['2015-08-01', '2022-04-28'],
    '中国结算, in force 2015-08-01: 0.002 % of the turnover in Shanghai and Shenzhen',
  ),
  row(
    { boards: ['main', 'chinext'] },
    NONE,
    [null, '2015-07-31'],
    '中国结算 before 2015-08-01: Shanghai by face value, Shenzhen 0.00255 % within the handling fee; not modelled, 0 here',
  ),
  row({ boards: ['etf', 'bond'] }, NONE, [null, null], '中国结算: no transfer fee on funds and convertible bonds'),
];
