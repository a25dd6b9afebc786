import { expect, it } from 'vitest';
import { timeOfDay } from '../../kernel/time.ts';
import { phaseAt } from '../../market/session.ts';
import { type Change, codeOf, RULES } from '../context.fixture.ts';
import { orderType } from './order-type.ts';

it.each<[string, Change, string | undefined]>([
  ['a limit order', {}, undefined],
  ['best-five in an auction', { phase: phaseAt(RULES, timeOfDay('09:16:00')), order: { type: 'bestFiveCancel' } }, 'orderType.unsupported'],
  ['best-five in the morning', { order: { type: 'bestFiveCancel' } }, undefined],
])('the type: %s', (_, change, expected) => {
  expect(codeOf(orderType, change)).toBe(expected);
});
