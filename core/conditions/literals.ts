import { MONEY_SCALE, RATE_SCALE, formatDecimal } from '../kernel/decimal.ts';
import { type TimeOfDay, formatTimeOfDay } from '../kernel/time.ts';
import { type ValueType } from './condition.ts';

/** Decimals that a written number of each unit may have: a percentage has those of a rate, less two. */
export const DECIMALS: Readonly<Record<Exclude<ValueType, 'time'>, number>> = {
  price: MONEY_SCALE,
  money: MONEY_SCALE,
  percent: RATE_SCALE - 2,
  number: RATE_SCALE,
  shares: 0,
  days: 0,
  count: 0,
};

/** A value as it is written in a condition, so that it reads back as the same. */
export function formatValue(type: ValueType, value: number): string {
  switch (type) {
    case 'time':
      return formatTimeOfDay(value as TimeOfDay).replace(/:00$/, '');
    case 'percent':
      return `${formatDecimal(value, DECIMALS.percent, 0)}%`;
    case 'price':
    case 'money':
      return formatDecimal(value, MONEY_SCALE, 2);
    default:
      return formatDecimal(value, DECIMALS[type], 0);
  }
}
