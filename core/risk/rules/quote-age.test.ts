import { expect, it } from 'vitest';
import { timeOfDay } from '../../kernel/time.ts';
import { phaseAt } from '../../market/session.ts';
import { type Change, codeOf, NOW, RULES } from '../context.fixture.ts';
import { quoteAge } from './quote-age.ts';

it.each<[string, Change, string | undefined]>([
  ['as old as allowed', { quote: { time: (NOW - 60_000) as never } }, undefined],
  ['a millisecond younger', { quote: { time: (NOW - 59_999) as never } }, undefined],
  ['a millisecond older', { quote: { time: (NOW - 60_001) as never } }, 'quoteAge.stale'],
  ['none', { quote: undefined }, 'quoteAge.none'],
  ['none in an auction', { quote: undefined, phase: phaseAt(RULES, timeOfDay('09:16:00')) }, undefined],
  ['none in an auction, for a market type', { quote: undefined, phase: phaseAt(RULES, timeOfDay('09:16:00')), order: { type: 'bestFiveCancel' } }, 'quoteAge.none'],
])('the quote: %s', (_, change, expected) => {
  expect(codeOf(quoteAge, change)).toBe(expected);
});
