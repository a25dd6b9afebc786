import { formatRate, formatYuan } from '../../core/kernel/decimal.ts';
import { type Refusal, type RefusalParams } from '../../core/kernel/result.ts';
import { type Money, type Rate } from '../../core/kernel/units.ts';

/** Parameters of refusals that are prices or money in 1/10000 yuan, whatever the code; core names them alike. */
const YUAN = new Set([
  'price',
  'refPrice',
  'used',
  'bound',
  'tick',
  'limitUp',
  'limitDown',
  'feedUp',
  'feedDown',
  'rulesUp',
  'rulesDown',
  'value',
  'lotValue',
  'need',
  'cash',
  'available',
  'most',
]);
/** Those that are rates in 1e-8. */
const RATES = new Set(['rate', 'total']);

/** The numbers behind a refusal as a file says them: money and prices as decimals in yuan, rates as fractions. */
export function readableParams(params: RefusalParams): RefusalParams {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, readable(name, value)]));
}

function readable(name: string, value: RefusalParams[string] | undefined): string | number | boolean | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return value ?? null;
  if (YUAN.has(name)) return formatYuan(value as Money);
  return RATES.has(name) ? formatRate(value as Rate) : value;
}

/** A refusal in a cell of a table: its code, and in brackets what was compared, without a comma that would need quotes. */
export function reasonText({ code, params }: Refusal): string {
  const numbers = Object.entries(readableParams(params)).map(([name, value]) => `${name}=${value}`);
  return numbers.length === 0 ? code : `${code} (${numbers.join('; ')})`;
}
