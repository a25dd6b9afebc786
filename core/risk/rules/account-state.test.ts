import { expect, it } from 'vitest';
import { type Change, codeOf } from '../context.fixture.ts';
import { accountState } from './account-state.ts';

it.each<[string, Change, string | undefined]>([
  ['an active one', {}, undefined],
  ['a halted one', { account: { trading: 'halted' } }, 'accountState.halted'],
  ['a halted one, for a sale', { account: { trading: 'halted' }, order: { side: 'sell' } }, 'accountState.halted'],
  ['one that only reduces, for a buy', { account: { trading: 'reducingOnly' } }, 'accountState.reducingOnly'],
  ['one that only reduces, for a sale', { account: { trading: 'reducingOnly' }, order: { side: 'sell' } }, undefined],
  ['one whose books may not be the broker\'s', { account: { reconciled: false } }, 'accountState.unreconciled'],
  ['such a one, for a sale', { account: { reconciled: false }, order: { side: 'sell' } }, 'accountState.unreconciled'],
  ['a settled day', { account: { settled: true } }, 'accountState.settled'],
])('the account: %s', (_, change, expected) => {
  expect(codeOf(accountState, change)).toBe(expected);
});
