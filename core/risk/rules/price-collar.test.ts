import { expect, it } from 'vitest';
import { timeOfDay } from '../../kernel/time.ts';
import { rate } from '../../kernel/units.ts';
import { phaseAt } from '../../market/session.ts';
import { type Change, FINE, codeOf, policyWith, RULES, yuan } from '../context.fixture.ts';
import { priceCollar } from './price-collar.ts';

const COLLAR = policyWith({ priceCollar: { fromLast: rate(2_000_000), fromOpposite: rate(1_000_000), severity: 'deny' } });
const FAR_ASK = { quote: { ...FINE.quote, asks: [] } };

it.each<[string, Change, string | undefined]>([
  ['no rule', { order: { price: yuan(66) } }, undefined],
  ['at 1 % above the best ask', { ...COLLAR, order: { price: yuan(60.6) } }, undefined],
  ['a tick below', { ...COLLAR, order: { price: yuan(60.59) } }, undefined],
  ['a tick above', { ...COLLAR, order: { price: yuan(60.61) } }, 'priceCollar.opposite'],
  ['at 2 % above the last price, nobody sells', { ...COLLAR, ...FAR_ASK, order: { price: yuan(61.2) } }, undefined],
  ['a tick above it', { ...COLLAR, ...FAR_ASK, order: { price: yuan(61.21) } }, 'priceCollar.last'],
  ['a sale at 1 % below the best bid', { ...COLLAR, order: { side: 'sell', price: yuan(59.4) } }, undefined],
  ['a sale below that', { ...COLLAR, order: { side: 'sell', price: yuan(59.39) } }, 'priceCollar.opposite'],
  ['a passive buy far below', { ...COLLAR, order: { price: yuan(55) } }, undefined],
  ['a market type', { ...COLLAR, order: { type: 'bestFiveCancel', price: yuan(66) } }, undefined],
  ['an auction', { ...COLLAR, order: { price: yuan(66) }, phase: phaseAt(RULES, timeOfDay('09:16:00')) }, undefined],
])('the collar: %s', (_, change, expected) => {
  expect(codeOf(priceCollar, change)).toBe(expected);
});
