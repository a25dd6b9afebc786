import { expect, it } from 'vitest';
import { rate } from '../../kernel/units.ts';
import { type Change, codeOf, NOW, policyWith } from '../context.fixture.ts';
import { orderRate } from './order-rate.ts';

const TEN = policyWith({
  orderRate: { perSecond: 10, perMinute: 20, perDay: 30, warnShare: rate(50_000_000), severity: 'deny' },
});

/** So many messages, `ageMs` ago. */
function sent(count: number, ageMs: number): Change {
  const messagesSince = (moment: number): number => (NOW - ageMs > moment ? count : 0);
  return { ...TEN, traffic: { orders: count, cancels: 0, messagesSince } };
}

it.each<[string, Change, string | undefined]>([
  ['the fifth in a second', sent(4, 0), undefined],
  ['the sixth, past half', sent(5, 999), 'orderRate.nearSecond'],
  ['the tenth', sent(9, 999), 'orderRate.nearSecond'],
  ['the eleventh', sent(10, 999), 'orderRate.second'],
  ['the tenth, a second later', sent(9, 1_000), undefined],
  ['the twentieth of a minute', sent(19, 59_999), 'orderRate.nearMinute'],
  ['the twenty-first', sent(20, 59_999), 'orderRate.minute'],
  ['the thirtieth of the day', sent(29, 60_000), 'orderRate.nearDay'],
  ['the thirty-first', sent(30, 60_000), 'orderRate.day'],
  ['the fifteenth of the day', sent(14, 60_000), undefined],
])('10 in a second, 20 in a minute, 30 in a day: %s', (_, change, expected) => {
  expect(codeOf(orderRate, change)).toBe(expected);
});
