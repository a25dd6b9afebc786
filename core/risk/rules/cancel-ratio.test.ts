import { expect, it } from 'vitest';
import { rate } from '../../kernel/units.ts';
import { type Change, codeOf, policyWith } from '../context.fixture.ts';
import { cancelRatio } from './cancel-ratio.ts';

const HALF = policyWith({ cancelRatio: { most: rate(50_000_000), from: 10, severity: 'deny' } });

function day(orders: number, cancels: number): Change {
  return { ...HALF, traffic: { orders, cancels } };
}

it.each<[string, Change, string | undefined]>([
  ['half', day(10, 5), undefined],
  ['less', day(10, 4), undefined],
  ['more', day(10, 6), 'cancelRatio.tooHigh'],
  ['all of the first nine', day(9, 9), undefined],
])('half may be cancelled: %s', (_, change, expected) => {
  expect(codeOf(cancelRatio, change)).toBe(expected);
});
