import { type Refusal, type RefusalParams } from '../../core/kernel/result.ts';

type Words = (params: RefusalParams) => string;

/** What the day's report warns of, in words; a code without any is shown with its numbers. */
const WARNINGS: Readonly<Record<string, Words>> = {
  'plan.cutToLimits': ({ lines, value }) => `the risk limits have cut ${lines} lines in proportion, by ${value} yuan in all`,
  'plan.weightsOverOne': ({ total }) => `the weights of all strategies add up to ${total}; the cash decides what is bought`,
  'plan.valuedAtCost': ({ instrument, value }) => `${instrument} has no quotes: valued at what it cost, ${value} yuan`,
  'actions.implied': ({ instrument, close, prevClose }) =>
    `${instrument} closed at ${close} and its previous close is ${prevClose}: something went off the share, and no action says what`,
  'actions.rightsOffered': ({ instrument, shares, price }) => `${instrument} offers ${shares} shares at ${price}; none are taken up`,
  'quotes.limitsDisagree': ({ instrument, feedUp, feedDown, rulesUp, rulesDown }) =>
    `${instrument}: the quotes say limits ${feedDown} to ${feedUp}, the rules ${rulesDown} to ${rulesUp}; the quotes count`,
  'signals.rowSkipped': ({ file, line, field, problem }) => `left out: ${file}:${line}: ${field}: ${problem}`,
  'quotes.oddRows': ({ file, line, field, problem, rows }) =>
    `${rows} rows of the quotes are odd (${problem}), the first in ${file}:${line}: ${field}`,
  'day.quotesEndedEarly': ({ last, open }) => `the quotes end at ${last}, before the close; ${open} lines stayed open`,
};

export function warningText({ code, params }: Refusal): string {
  return WARNINGS[code]?.(params) ?? `${code} ${JSON.stringify(params)}`;
}
