import { expect, it } from 'vitest';
import { condition } from './conditions.fixture.ts';
import { describeCondition } from './describe.ts';
import { TERMS } from './terms.ts';

it.each([
  ['change <= -1%', '涨跌幅不高于 -1%', 'the change is at most -1%'],
  ['price < prev_close * 99%', '现价低于昨收的 99%', 'the price is below the previous close times 99%'],
  ['price > high(20) for 30s', '现价高于前20日最高持续至少 30 秒', 'the price is above the high of the last 20 days for at least 30 seconds'],
  ['not limit_up and time >= 9:45', '未涨停，且时间不早于 09:45:00', 'it is not at limit-up and the time is no earlier than 09:45:00'],
  [
    'suspended or (ma_turns_up(5) and profit > 1000)',
    '停牌，或（5日均线拐头向上，且持仓盈亏高于 1000.00 元）',
    'it is suspended or (the 5-day average has turned up and the profit of the position is above 1000.00 yuan)',
  ],
  ['not script("vwap-discount")', '脚本 vwap-discount 的条件不满足', 'the condition of script vwap-discount does not hold'],
  ['not price > 3', '不满足（现价高于 3.00 元）', 'not (the price is above 3.00 yuan)'],
  ['index_change > -1%', '指数 000300.SH 涨跌幅高于 -1%', 'the change of index 000300.SH is above -1%'],
  ['volume > (avg_volume(5) + 100) * 2', '今日成交量高于（前5日均量加 100 股）的 2 倍', "today's volume is above (the average volume of 5 days plus 100 shares) times 2"],
])('%s', (text, zh, en) => {
  expect(describeCondition(condition(text), 'zh')).toBe(zh);
  expect(describeCondition(condition(text), 'en')).toBe(en);
});

it('has words for every term in both languages', () => {
  for (const [key, { words, argument }] of TERMS) {
    const texts = [words.zh, words.en].flat();
    expect(texts.every((text) => text !== ''), key).toBe(true);
    const hole = { none: '', days: '{n}', index: '{index}', script: '{script}' }[argument];
    expect(texts.every((text) => text.includes(hole)), key).toBe(true);
  }
});
