import { expect, it } from 'vitest';
import { quantity } from '../../kernel/units.ts';
import { type Change, codeOf } from '../context.fixture.ts';
import { parent } from './parent.ts';

it.each<[string, Change, string | undefined]>([
  ['no line', {}, undefined],
  ['just enough', { parentRemaining: quantity(100) }, undefined],
  ['a share more', { parentRemaining: quantity(101) }, undefined],
  ['a share too few', { parentRemaining: quantity(99) }, 'parent.exceeded'],
])('the line: %s', (_, change, expected) => {
  expect(codeOf(parent, change)).toBe(expected);
});
