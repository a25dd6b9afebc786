import { RATE_SCALE, formatDecimal, formatYuan } from '../../core/kernel/decimal.ts';
import { type Refusal, type RefusalParams } from '../../core/kernel/result.ts';
import { type Money } from '../../core/kernel/units.ts';

type Words = (params: RefusalParams) => string;

/** What the day's report warns of, in words; a code without any is shown with its numbers. */
const WARNINGS: Readonly<Record<string, Words>> = {
  'plan.weightsOverOne': ({ total }) => `the weights of all strategies add up to ${share(total)}; the cash decides what is bought`,
  'plan.valuedAtCost': ({ instrument, value }) => `${instrument} has no quotes: valued at what it cost, ${yuan(value)} yuan`,
  'quotes.limitsDisagree': ({ instrument, feedUp, feedDown, rulesUp, rulesDown }) =>
    `${instrument}: the quotes say limits ${yuan(feedDown)} to ${yuan(feedUp)}, the rules ${yuan(rulesDown)} to ${yuan(rulesUp)}; the quotes count`,
  'signals.rowSkipped': ({ file, line, field, problem }) => `left out: ${file}:${line}: ${field}: ${problem}`,
  'day.quotesEndedEarly': ({ last, open }) => `the quotes end at ${last}, before the close; ${open} lines stayed open`,
};

export function warningText({ code, params }: Refusal): string {
  return WARNINGS[code]?.(params) ?? `${code} ${JSON.stringify(params)}`;
}

function yuan(units: RefusalParams[string] | undefined): string {
  return typeof units === 'number' ? formatYuan(units as Money) : 'none';
}

function share(units: RefusalParams[string] | undefined): string {
  return typeof units === 'number' ? formatDecimal(units, RATE_SCALE, 0) : 'none';
}
