import { type PriceCage, type PriceLimit } from '../rules.ts';
import {
  BSE_2021,
  CHINEXT_2020,
  CONVERTIBLES_2022,
  SSE_2023,
  SSE_2026,
  SSE_SZSE_RULES,
  STAR_2019,
  SZSE_2023,
  SZSE_2026,
  UNVERIFIED,
} from './documents.ts';
import { type RuleRow, type RuleScope, day, fraction, row } from './row.ts';

function within(rate: string): PriceLimit {
  return { up: fraction(rate), down: fraction(rate) };
}

function firstSessions(sessions: number, from: string | null, to: string | null): RuleScope['newlyListed'] & object {
  return { sessions, from: from === null ? null : day(from), to: to === null ? null : day(to) };
}

const NOTICE_1996 = `SSE and SZSE notices on price limits, 1996-12-13, in force 1996-12-16${UNVERIFIED}`;
const FIRST_DAY_2013 =
  'SSE 关于进一步加强新股上市初期交易监管的通知 and SZSE 首次公开发行股票上市首日盘中临时停牌制度, 2013-12-13; ' +
  'off the issue price; the opening call (±20 %) and the halts of that day are not modelled';
const FIRST_DAY_OLD = `SSE and SZSE 交易规则: no limit on the first day; halts of that day are not modelled${UNVERIFIED}`;

/**
 * Funds of Shenzhen that hold only shares with ±20 %, as far as we know them. Their codes say nothing; the exchange
 * keeps the list, and a feed's own limits win.
 */
const CHINEXT_TRACKERS = [
  '159780',
  '159781',
  '159782',
  '159783',
  '159915',
  '159948',
  '159949',
  '159952',
  '159957',
  '159958',
  '159964',
  '159966',
  '159967',
  '159971',
  '159977',
];

/**
 * Most that a price may differ from the previous close.
 *
 * Not here, because no code or list date tells them: the first day of a delisting period and of a relisting (no
 * limit), shares that had not yet reformed their structure (S, ±5 % from 2007). A feed's limits cover them.
 */
export const PRICE_LIMITS: readonly RuleRow<PriceLimit | null>[] = [
  row(
    { boards: ['main'], newlyListed: firstSessions(5, '2023-04-10', null) },
    null,
    ['2023-04-10', null],
    `${SSE_2023}; ${SZSE_2023}: no limit in the first 5 sessions of a registered listing`,
  ),
  row(
    { boards: ['chinext'], newlyListed: firstSessions(5, '2020-08-24', null) },
    null,
    ['2020-08-24', null],
    `${CHINEXT_2020}: no limit in the first 5 sessions`,
  ),
  row(
    { boards: ['star'], newlyListed: firstSessions(5, '2019-07-22', null) },
    null,
    ['2019-07-22', null],
    `${STAR_2019}: no limit in the first 5 sessions`,
  ),
  row(
    { boards: ['bse'], newlyListed: firstSessions(1, '2021-11-15', null) },
    null,
    ['2021-11-15', null],
    `${BSE_2021}: no limit on the first day`,
  ),
  row(
    { boards: ['main'], newlyListed: firstSessions(1, '2014-01-01', '2023-04-09') },
    { up: fraction('0.44'), down: fraction('0.36') },
    ['2014-01-01', '2023-04-09'],
    FIRST_DAY_2013,
  ),
  row(
    { boards: ['chinext'], newlyListed: firstSessions(1, '2014-01-01', '2020-08-23') },
    { up: fraction('0.44'), down: fraction('0.36') },
    ['2014-01-01', '2020-08-23'],
    FIRST_DAY_2013,
  ),
  row(
    { boards: ['main', 'chinext'], newlyListed: firstSessions(1, null, '2013-12-31') },
    null,
    [null, '2013-12-31'],
    FIRST_DAY_OLD,
  ),
  row(
    { boards: ['main'], st: true },
    within('0.05'),
    ['1998-04-27', '2026-07-05'],
    `SSE and SZSE 股票上市规则: ±5 % for ST and *ST on the main boards; its first day 1998-04-27${UNVERIFIED}`,
  ),
  row({ boards: ['main'], st: true }, within('0.1'), ['2026-07-06', null], `${SSE_2026}; ${SZSE_2026}: ST ±10 %`),
  row({ boards: ['main'] }, within('0.1'), ['1996-12-16', null], NOTICE_1996),
  row({ boards: ['chinext'] }, within('0.1'), [null, '2020-08-23'], SSE_SZSE_RULES),
  row({ boards: ['chinext'] }, within('0.2'), ['2020-08-24', null], `${CHINEXT_2020}: ±20 %, ST too`),
  row({ boards: ['star'] }, within('0.2'), ['2019-07-22', null], `${STAR_2019}: ±20 %, ST too`),
  row({ boards: ['bse'] }, within('0.3'), ['2021-11-15', null], `${BSE_2021}: ±30 %`),
  row(
    { boards: ['etf'], exchanges: ['SH'], codes: ['588', '589'] },
    within('0.2'),
    [null, null],
    `SSE: funds that hold only ±20 % shares move ±20 %; 588 and 589 are the STAR fund codes${UNVERIFIED}`,
  ),
  row(
    { boards: ['etf'], exchanges: ['SZ'], codes: CHINEXT_TRACKERS },
    within('0.2'),
    ['2020-08-24', null],
    `SZSE: funds that hold only ±20 % shares move ±20 %; our list of them is not complete${UNVERIFIED}`,
  ),
  row(
    { boards: ['etf'] },
    within('0.1'),
    ['1996-12-16', null],
    `${NOTICE_1996}; a fund with ±20 % cannot be told by its code in Shenzhen: where the feed sends limits they win`,
  ),
  row(
    { boards: ['bond'], newlyListed: firstSessions(1, '2022-08-01', null) },
    { up: fraction('0.573'), down: fraction('0.433') },
    ['2022-08-01', null],
    `${CONVERTIBLES_2022}: first day +57.3 % and -43.3 % of the issue price`,
  ),
  row({ boards: ['bond'] }, within('0.2'), ['2022-08-01', null], `${CONVERTIBLES_2022}: ±20 %`),
  row(
    { boards: ['bond'] },
    null,
    [null, '2022-07-31'],
    'SSE and SZSE 交易规则: no price limit on bonds; halts at ±20 % and ±30 % are not modelled',
  ),
];

const TWO_PERCENT: PriceCage = { rate: fraction('0.02'), minTicks: 0 };
const TWO_PERCENT_OR_TEN_TICKS: PriceCage = { rate: fraction('0.02'), minTicks: 10 };

/** How far a limit order of the continuous session may be from the best opposite price. */
export const PRICE_CAGES: readonly RuleRow<PriceCage | null>[] = [
  row(
    { boards: ['main'] },
    null,
    [null, '2023-04-09'],
    'SSE and SZSE 交易规则 before 2023: no cage on the main boards',
  ),
  row(
    { boards: ['main'] },
    TWO_PERCENT_OR_TEN_TICKS,
    ['2023-04-10', null],
    `${SSE_2023}, article 3.3.14; ${SZSE_2023}: 2 % or ten ticks, the wider; kept in 2026`,
  ),
  row({ boards: ['chinext'] }, null, [null, '2020-08-23'], 'SZSE 交易规则 before 2020: no cage'),
  row(
    { boards: ['chinext'] },
    TWO_PERCENT,
    ['2020-08-24', '2023-04-09'],
    `${CHINEXT_2020}: 2 %; the exchange kept what was outside aside until the cage reached it, we refuse it`,
  ),
  row({ boards: ['chinext'] }, TWO_PERCENT_OR_TEN_TICKS, ['2023-04-10', null], `${SZSE_2023}; kept in 2026`),
  row(
    { boards: ['star'] },
    TWO_PERCENT,
    ['2019-07-22', null],
    `${STAR_2019}: 2 % without a floor in ticks; kept in 2023 and 2026, where summaries differ: the narrower reading`,
  ),
  row(
    { boards: ['bse'] },
    { rate: fraction('0.05'), minTicks: 10 },
    ['2021-11-15', null],
    `${BSE_2021}: 5 % or ten ticks (0.1 yuan), the wider`,
  ),
  row({ boards: ['etf'] }, null, [null, null], 'SSE and SZSE 交易规则: the cage holds for shares only'),
  row(
    { boards: ['bond'] },
    null,
    [null, null],
    'Bonds have no cage off the book; the ±10 % band around the last price in Shenzhen and Shanghai is not modelled',
  ),
];
