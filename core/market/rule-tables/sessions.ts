import { type TimeOfDay, timeOfDay } from '../../kernel/time.ts';
import { type Phase, type PhaseName } from '../rules.ts';
import {
  BSE_2021,
  CHINEXT_2020,
  CONVERTIBLES_2022,
  SSE_2006,
  SSE_2018,
  SSE_2026,
  STAR_2019,
  SZSE_2006,
  SZSE_2026,
  UNVERIFIED,
} from './documents.ts';
import { type RuleRow, row } from './row.ts';

/** Midnight at the end of the day: the first moment after the last phase. */
const END_OF_DAY = 86_400_000 as TimeOfDay;

const NO_ENTRY = { entry: false, cancel: false } as const;
const ENTRY_ONLY = { entry: true, cancel: false } as const;
const OPEN = { entry: true, cancel: true } as const;

type Part = Pick<Phase, 'name' | 'entry' | 'cancel' | 'matching'>;

function part(name: PhaseName, may: Pick<Phase, 'entry' | 'cancel'>, matching: Phase['matching'] = 'none'): Part {
  return { name, ...may, matching };
}

/** Lays parts end to end from midnight to midnight; each begins where its text says. */
function dayOf(...parts: readonly (readonly [from: string, part: Part])[]): readonly Phase[] {
  return parts.map(([from, { name, entry, cancel, matching }], index) => {
    const next = parts[index + 1];
    const until = next === undefined ? END_OF_DAY : timeOfDay(next[0]);
    return { name, from: timeOfDay(from), until, entry, cancel, matching };
  });
}

type Parts = readonly (readonly [from: string, part: Part])[];

/** Since 2006: an open opening call, its last five minutes without cancels. */
const OPENING: Parts = [
  ['00:00:00', part('preOpen', NO_ENTRY)],
  ['09:15:00', part('openingCall', OPEN, 'auction')],
  ['09:20:00', part('openingCallFirm', ENTRY_ONLY, 'auction')],
];
/** Shanghai and Beijing take nothing until continuous trading begins. */
const SHUT_PAUSE: Parts = [['09:25:00', part('openingPause', NO_ENTRY)]];
/** Shenzhen takes orders and cancels and handles them at 09:30. */
const TAKING_PAUSE: Parts = [['09:25:00', part('openingPause', OPEN)]];
const MIDDLE: Parts = [
  ['09:30:00', part('morning', OPEN, 'continuous')],
  ['11:30:00', part('lunch', NO_ENTRY)],
  ['13:00:00', part('afternoon', OPEN, 'continuous')],
];
const CLOSING_CALL: Parts = [['14:57:00', part('closingCall', ENTRY_ONLY, 'auction')]];
const CLOSED: Parts = [['15:00:00', part('closed', NO_ENTRY)]];
/**
 * The fixed-price session takes its own kind of orders and their cancels until it ends; the five minutes before it match
 * nothing. Exchanges collect such orders during the day too; Kaipan sends them when the close is known.
 */
const AFTER_HOURS: Parts = [
  ...CLOSED,
  ['15:05:00', part('afterHours', OPEN, 'fixedPrice')],
  ['15:30:00', part('closed', NO_ENTRY)],
];

const OLD_DAY = dayOf(
  ['00:00:00', part('preOpen', NO_ENTRY)],
  ['09:15:00', part('openingCallFirm', ENTRY_ONLY, 'auction')],
  ...SHUT_PAUSE,
  ...MIDDLE,
  ...CLOSED,
);
const SHANGHAI_NO_CLOSING_CALL = dayOf(...OPENING, ...SHUT_PAUSE, ...MIDDLE, ...CLOSED);
const SHANGHAI = dayOf(...OPENING, ...SHUT_PAUSE, ...MIDDLE, ...CLOSING_CALL, ...CLOSED);
const SHANGHAI_AFTER_HOURS = dayOf(...OPENING, ...SHUT_PAUSE, ...MIDDLE, ...CLOSING_CALL, ...AFTER_HOURS);
const SHENZHEN = dayOf(...OPENING, ...TAKING_PAUSE, ...MIDDLE, ...CLOSING_CALL, ...CLOSED);
const SHENZHEN_AFTER_HOURS = dayOf(...OPENING, ...TAKING_PAUSE, ...MIDDLE, ...CLOSING_CALL, ...AFTER_HOURS);

/** The phases of a trading day. */
export const SESSIONS: readonly RuleRow<readonly Phase[]>[] = [
  row(
    { boards: ['main', 'etf', 'bond'] },
    OLD_DAY,
    [null, '2006-06-30'],
    `SSE and SZSE 交易规则 2001: a closed opening call that takes no cancels, no closing call${UNVERIFIED}`,
  ),

  row({ boards: ['main'], exchanges: ['SH'] }, SHANGHAI_NO_CLOSING_CALL, ['2006-07-01', '2018-08-19'], SSE_2006),
  row(
    { boards: ['main'], exchanges: ['SH'] },
    SHANGHAI,
    ['2018-08-20', '2026-07-05'],
    `${SSE_2018}: closing call for shares`,
  ),
  row(
    { boards: ['main'], exchanges: ['SH'] },
    SHANGHAI_AFTER_HOURS,
    ['2026-07-06', null],
    `${SSE_2026}: fixed-price session for all A-shares`,
  ),
  row(
    { boards: ['star'] },
    SHANGHAI_AFTER_HOURS,
    ['2019-07-22', null],
    `${STAR_2019}; fixed-price session 15:05-15:30`,
  ),
  row(
    { boards: ['etf'], exchanges: ['SH'] },
    SHANGHAI_NO_CLOSING_CALL,
    ['2006-07-01', '2026-07-05'],
    `${SSE_2006}; ${SSE_2018} left funds without a closing call`,
  ),
  row(
    { boards: ['etf'], exchanges: ['SH'] },
    SHANGHAI_AFTER_HOURS,
    ['2026-07-06', null],
    `${SSE_2026}: closing call and fixed-price session for funds`,
  ),
  row(
    { boards: ['bond'], exchanges: ['SH'] },
    SHANGHAI_NO_CLOSING_CALL,
    ['2006-07-01', null],
    `${SSE_2006}; ${CONVERTIBLES_2022}: convertible bonds match continuously until 15:00${UNVERIFIED}`,
  ),

  row({ boards: ['main', 'etf'], exchanges: ['SZ'] }, SHENZHEN, ['2006-07-01', '2026-07-05'], SZSE_2006),
  row(
    { boards: ['main', 'etf'], exchanges: ['SZ'] },
    SHENZHEN_AFTER_HOURS,
    ['2026-07-06', null],
    `${SZSE_2026}: fixed-price session for all A-shares and funds`,
  ),
  row({ boards: ['chinext'] }, SHENZHEN, ['2009-10-30', '2020-08-23'], SZSE_2006),
  row(
    { boards: ['chinext'] },
    SHENZHEN_AFTER_HOURS,
    ['2020-08-24', null],
    `${CHINEXT_2020}; fixed-price session 15:05-15:30`,
  ),
  row(
    { boards: ['bond'], exchanges: ['SZ'] },
    SHENZHEN,
    ['2006-07-01', null],
    `${SZSE_2006}; ${CONVERTIBLES_2022}${UNVERIFIED}`,
  ),

  row(
    { boards: ['bse'] },
    SHANGHAI,
    ['2021-11-15', null],
    `${BSE_2021}; the fixed-price session of the 2026 rules was put off until further notice`,
  ),
];
