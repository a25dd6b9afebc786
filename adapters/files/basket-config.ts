import { z } from 'zod';
import { formatYuan } from '../../core/kernel/decimal.ts';
import { type StrategyId } from '../../core/kernel/ids.ts';
import { formatTimeOfDay, timeOfDay } from '../../core/kernel/time.ts';
import { ZERO_MONEY } from '../../core/kernel/units.ts';
import { type StrategyStyle } from '../../core/oms/config.ts';
import { BASKET_RESTS, type BasketPolicy } from '../../core/plan/basket.ts';
import { field } from './json.ts';
import { eachStrategyOnce } from './strategy-list.ts';
import { type ConfigJson, executionStyle, styleJson } from './style-config.ts';
import { amountValue, nameValue, timeOfDayValue } from './values.ts';

const basketPolicy = z
  .strictObject({
    strategy: field(nameValue),
    name: field(nameValue).optional(),
    style: executionStyle.nullable().default(null),
    tolerance: field(amountValue).default(ZERO_MONEY),
    start: field(timeOfDayValue).nullable().default(null),
    end: field(timeOfDayValue).default(timeOfDay('14:55:00')),
    rest: z.enum(BASKET_RESTS).default('release'),
  })
  .transform(({ strategy, name, ...terms }): BasketPolicy => ({ strategyId: strategy as StrategyId, name: name ?? strategy, ...terms }));

/** The section `execution.baskets`: strategies whose whole plan is worked as one. */
export const basketPolicies = z.array(basketPolicy).superRefine(eachStrategyOnce);

/** What {@link basketPolicies} reads back as `policy`. */
export function basketPolicyJson({ strategyId, name, style, tolerance, start, end, rest }: BasketPolicy): ConfigJson {
  return {
    strategy: strategyId,
    name,
    style: style === null ? null : styleJson(style),
    tolerance: formatYuan(tolerance),
    start: start === null ? null : formatTimeOfDay(start),
    end: formatTimeOfDay(end),
    rest,
  };
}

const strategyStyle = z
  .strictObject({ strategy: field(nameValue), style: executionStyle })
  .transform(({ strategy, style }): StrategyStyle => ({ strategyId: strategy as StrategyId, style }));

/** The section `execution.styles`: strategies whose lines have a default style of their own. */
export const strategyStyles = z.array(strategyStyle).superRefine(eachStrategyOnce);

/** What {@link strategyStyles} reads back as `one`. */
export function strategyStyleJson({ strategyId, style }: StrategyStyle): ConfigJson {
  return { strategy: strategyId, style: styleJson(style) };
}
