import { expect, it } from 'vitest';
import { timeOfDay } from '../../kernel/time.ts';
import { phaseAt } from '../../market/session.ts';
import { type Change, codeOf, RULES } from '../context.fixture.ts';
import { session } from './session.ts';

it.each<[string, Change, string | undefined]>([
  ['continuous', {}, undefined],
  ['the lunch break', { phase: phaseAt(RULES, timeOfDay('12:00:00')) }, 'session.noEntry'],
  ['the first second of the morning', { phase: phaseAt(RULES, timeOfDay('09:30:00')) }, undefined],
  ['unknown', { phase: undefined }, 'session.unknown'],
])('the session: %s', (_, change, expected) => {
  expect(codeOf(session, change)).toBe(expected);
});
