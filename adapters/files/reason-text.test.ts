import { expect, it } from 'vitest';
import { refusal } from '../../core/kernel/result.ts';
import { readableParams, reasonText } from './reason-text.ts';

it('says a refusal with its numbers in the units that people use', () => {
  const reason = refusal('plan.belowOneLot', { shares: 97, least: 100, value: 1_800_000_000, lotValue: 1_845_760_000 });
  expect(reasonText(reason)).toBe('plan.belowOneLot (shares=97; least=100; value=180000.00; lotValue=184576.00)');
  expect(reasonText(refusal('line.filled'))).toBe('line.filled');
});

it('makes decimals of prices, money and rates and leaves the rest', () => {
  const params = { price: 18_457_600, total: 140_000_000, quantity: 300, phase: 'lunch', first: true, feedUp: null, value: 'x' };
  expect(readableParams(params)).toEqual({ ...params, price: '1845.76', total: '1.4' });
});
