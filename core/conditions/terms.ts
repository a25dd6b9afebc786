import { timeOfDayOf } from '../kernel/time.ts';
import { type ValueType } from './condition.ts';
import { type ConditionFacts } from './facts.ts';
import {
  type Reading,
  type StateReading,
  atLimit,
  averageCloseOf,
  averageVolumeOf,
  changeFromPrevClose,
  countOf,
  dayRangeOf,
  isMoving,
  isTurning,
  openOf,
  prevCloseOf,
  priceOf,
  profitOf,
  profitRateOf,
  rangeOf,
  sectorCountOf,
  sectorShareOf,
  shareOf,
  turnoverRateOf,
  volumeOf,
  volumeRatioOf,
  vwapOf,
} from './readings.ts';
import { type StateWords, type ValueWords } from './words.ts';

/** Longest look back, in sessions: a year. */
export const MAX_DAYS = 250;

interface PlainTerm {
  readonly argument: 'none';
  read(facts: ConditionFacts): Reading;
}
interface DaysTerm {
  readonly argument: 'days';
  read(facts: ConditionFacts, days: number): Reading;
}
interface IndexTerm {
  readonly argument: 'index';
  read(facts: ConditionFacts, index: string): Reading;
}
/** Something with a value; its `type` is the unit of what `read` gives. */
export type ValueTerm = (PlainTerm | DaysTerm | IndexTerm) & { readonly type: ValueType; readonly words: ValueWords };

interface PlainState {
  readonly argument: 'none';
  read(facts: ConditionFacts): StateReading;
}
interface DaysState {
  readonly argument: 'days';
  read(facts: ConditionFacts, days: number): StateReading;
}
interface ScriptedState {
  readonly argument: 'script';
  read(facts: ConditionFacts, script: string): StateReading;
}
/** Something that is so or not. */
export type StateTerm = (PlainState | DaysState | ScriptedState) & { readonly type: 'state'; readonly words: StateWords };

export type TermEntry = ValueTerm | StateTerm;

function plain(type: ValueType, zh: string, en: string, read: (facts: ConditionFacts) => Reading): ValueTerm {
  return { type, argument: 'none', words: { zh, en }, read };
}

function daily(type: ValueType, zh: string, en: string, read: (facts: ConditionFacts, days: number) => Reading): ValueTerm {
  return { type, argument: 'days', words: { zh, en }, read };
}

type Words = readonly [is: string, isNot: string];

function state(zh: Words, en: Words, read: (facts: ConditionFacts) => StateReading): StateTerm {
  return { type: 'state', argument: 'none', words: { zh, en }, read };
}

function dailyState(zh: Words, en: Words, read: (facts: ConditionFacts, days: number) => StateReading): StateTerm {
  return { type: 'state', argument: 'days', words: { zh, en }, read };
}

/**
 * Every term that a condition may name; a new one is one entry. Those that are asked with days look at whole sessions
 * before today, so that they stand still during the day. A name with `()` is asked with something in brackets: `high` is
 * the highest trade of today, `high(20)` that of the last 20 sessions.
 */
const ENTRIES: Readonly<Record<string, TermEntry>> = {
  price: plain('price', '现价', 'the price', priceOf),
  prev_close: plain('price', '昨收', 'the previous close', prevCloseOf),
  open: plain('price', '开盘价', 'the open', openOf),
  high: plain('price', '今日最高', "today's high", (facts) => dayRangeOf(facts, 'high')),
  low: plain('price', '今日最低', "today's low", (facts) => dayRangeOf(facts, 'low')),
  vwap: plain('price', '分时均价', "today's average price", vwapOf),
  'ma()': daily('price', '{n}日均线', 'the {n}-day average', averageCloseOf),
  'high()': daily('price', '前{n}日最高', 'the high of the last {n} days', (facts, days) => rangeOf(facts, days, 'high')),
  'low()': daily('price', '前{n}日最低', 'the low of the last {n} days', (facts, days) => rangeOf(facts, days, 'low')),

  change: plain('percent', '涨跌幅', 'the change', (facts) => changeFromPrevClose(priceOf(facts), facts)),
  gap: plain('percent', '开盘缺口', 'the opening gap', (facts) => changeFromPrevClose(openOf(facts), facts)),
  turnover_rate: plain('percent', '换手率', 'the turnover rate', turnoverRateOf),
  'volume_ratio()': daily('percent', '今日成交量与前{n}日均量之比', 'volume against its {n}-day average', volumeRatioOf),
  profit_rate: plain('percent', '持仓盈亏率', 'the profit of the position in percent', profitRateOf),
  sector_change: plain('percent', '所属行业涨跌幅', "the sector's change", (facts) => facts.sectorChange() ?? 'sector'),
  'sector.falling_share': plain('percent', '所属行业下跌家数占比', 'the share of falling stocks in the sector', (facts) => sectorShareOf(facts, 'falling')),
  'index_change()': {
    type: 'percent',
    argument: 'index',
    words: { zh: '指数 {index} 涨跌幅', en: 'the change of index {index}' },
    read: (facts, index) => facts.indexChange(index) ?? 'index',
  },
  'market.falling_share': plain('percent', '全市场下跌家数占比', 'the share of falling stocks', (facts) => shareOf(facts, 'falling')),

  volume: plain('shares', '今日成交量', "today's volume", volumeOf),
  'avg_volume()': daily('shares', '前{n}日均量', 'the average volume of {n} days', averageVolumeOf),

  turnover: plain('money', '今日成交额', "today's turnover", ({ quote }) => quote?.turnover ?? 'volume'),
  profit: plain('money', '持仓盈亏', 'the profit of the position', profitOf),

  time: plain('time', '时间', 'the time', ({ now }) => timeOfDayOf(now)),
  holding_days: plain('days', '持有交易日', 'the sessions held', (facts) => facts.holdingDays() ?? 'holdingDays'),

  'market.limit_up_count': plain('count', '全市场涨停家数', 'the number of stocks at limit-up', (facts) => countOf(facts, 'limitUp')),
  'market.limit_down_count': plain('count', '全市场跌停家数', 'the number of stocks at limit-down', (facts) => countOf(facts, 'limitDown')),
  'market.rising_count': plain('count', '全市场上涨家数', 'the number of rising stocks', (facts) => countOf(facts, 'rising')),
  'market.falling_count': plain('count', '全市场下跌家数', 'the number of falling stocks', (facts) => countOf(facts, 'falling')),

  'sector.limit_up_count': plain('count', '所属行业涨停家数', 'the number of stocks at limit-up in the sector', (facts) => sectorCountOf(facts, 'limitUp')),
  'sector.limit_down_count': plain('count', '所属行业跌停家数', 'the number of stocks at limit-down in the sector', (facts) => sectorCountOf(facts, 'limitDown')),

  limit_up: state(['处于涨停', '未涨停'], ['it is at limit-up', 'it is not at limit-up'], (facts) => atLimit(facts, 'limitUp')),
  limit_down: state(['处于跌停', '未跌停'], ['it is at limit-down', 'it is not at limit-down'], (facts) => atLimit(facts, 'limitDown')),
  suspended: state(['停牌', '未停牌'], ['it is suspended', 'it is not suspended'], (facts) => facts.suspended() ?? 'suspension'),
  blacklisted: state(
    ['在黑名单中', '不在黑名单中'],
    ['it is on the blacklist', 'it is not on the blacklist'],
    (facts) => facts.blacklisted() ?? 'blacklist',
  ),
  'ma_rising()': dailyState(
    ['{n}日均线向上', '{n}日均线未向上'],
    ['the {n}-day average is rising', 'the {n}-day average is not rising'],
    (facts, days) => isMoving(facts, days, 1),
  ),
  'ma_falling()': dailyState(
    ['{n}日均线向下', '{n}日均线未向下'],
    ['the {n}-day average is falling', 'the {n}-day average is not falling'],
    (facts, days) => isMoving(facts, days, -1),
  ),
  'ma_turns_up()': dailyState(
    ['{n}日均线拐头向上', '{n}日均线未拐头向上'],
    ['the {n}-day average has turned up', 'the {n}-day average has not turned up'],
    (facts, days) => isTurning(facts, days, 1),
  ),
  'ma_turns_down()': dailyState(
    ['{n}日均线拐头向下', '{n}日均线未拐头向下'],
    ['the {n}-day average has turned down', 'the {n}-day average has not turned down'],
    (facts, days) => isTurning(facts, days, -1),
  ),
  'script()': {
    type: 'state',
    argument: 'script',
    words: {
      zh: ['脚本 {script} 的条件满足', '脚本 {script} 的条件不满足'],
      en: ['the condition of script {script} holds', 'the condition of script {script} does not hold'],
    },
    read: (facts, script) => facts.script?.(script) ?? 'script',
  },
};

export const TERMS: ReadonlyMap<string, TermEntry> = new Map(Object.entries(ENTRIES));

/** Other names under which people know a term. */
export const ALIASES: Readonly<Record<string, string>> = { last: 'price' };

/** The key of a term in {@link TERMS}. */
export function termKey(name: string, asked: boolean): string {
  return asked ? `${name}()` : name;
}

/** The names as they are written, without brackets. */
export function termNames(): ReadonlySet<string> {
  return new Set([...TERMS.keys()].map((key) => key.replace('()', '')));
}
