import { z } from 'zod';
import { formatRate } from '../../core/kernel/decimal.ts';
import { type Guards } from '../../core/oms/config.ts';
import { field } from './json.ts';
import { type ConfigJson } from './style-config.ts';
import { fractionBetween } from './values.ts';

export const guardsSchema = z.strictObject({
  sellAtLimitUp: z.boolean(),
  buyAtLimitDown: z.boolean(),
  maxBuyChange: field(fractionBetween('0', '1')).nullable(),
});

export function guardsJson({ sellAtLimitUp, buyAtLimitDown, maxBuyChange }: Guards): ConfigJson {
  return { sellAtLimitUp, buyAtLimitDown, maxBuyChange: maxBuyChange === null ? null : formatRate(maxBuyChange) };
}
