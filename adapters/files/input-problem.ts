import { type Refusal, type RefusalParams, refusal } from '../../core/kernel/result.ts';
import { CONDITION_MESSAGES } from './condition-messages.ts';

type Params = Readonly<Record<string, string>>;
type Message = (params: Params) => string;

const was = ({ value }: Params): string => (value === undefined ? '' : `, was ${value}`);

/**
 * Everything that can be wrong with a file that people or programs hand to Kaipan, in one closed set, each with what is
 * said of it in English. A reader's refusal carries these codes and in its `params` what is known of `file`, `line`,
 * `field` and `value` beside the numbers of the text; windows make their own words of the codes.
 */
const MESSAGES = {
  'file.notFound': () => 'not found',
  'file.unreadable': ({ reason }) => `cannot be read (${reason})`,
  'file.gzipTruncated': () => 'the gzip data is cut off',
  'file.gzipDamaged': () => 'the gzip data is damaged',
  'file.notText': () => 'is not a text file',
  'file.badEncoding': () => 'is neither UTF-8 nor GBK text',
  'file.lineTooLong': ({ limit }) => `is longer than ${limit} characters: not a file of this kind`,
  'file.tooLarge': ({ limit }) => `is larger than ${limit} bytes: not a file of this kind`,
  'sync.notSealed': ({ date }) => `is false: only a sealed day goes up; settle ${date} first`,
  'file.empty': () => 'is empty',
  'file.noRows': () => 'has no rows',
  'index.notNamed': () => 'must begin with the code of its index, as in 000300.SH.csv',
  'file.missingColumns': ({ columns }) => `missing columns: ${columns}`,
  'file.duplicateColumn': () => 'the column appears twice',
  'file.fieldCount': ({ actual, expected }) => `has ${actual} fields, the header has ${expected}`,
  'file.badCsv': ({ reason }) => `is not valid CSV (${reason})`,
  'file.badJson': ({ reason }) => `is not valid JSON (${reason})`,
  'file.unknownKey': () => 'unknown key',
  'file.wrongType': ({ expected }) => `must be ${expected}`,
  'file.wrongDocument': ({ expected }) => `must hold ${expected}`,

  'value.missing': () => 'is missing',
  'value.notANumber': (params) => `must be a plain decimal number${was(params)}`,
  'value.tooManyDecimals': (params) => `must have at most ${params['limit']} decimals${was(params)}`,
  'value.tooLarge': (params) => `is too large${was(params)}`,
  'value.notWhole': (params) => `must be a whole number${was(params)}`,
  'value.negative': (params) => `must not be negative${was(params)}`,
  'value.notPositive': (params) => `must be above 0${was(params)}`,
  'value.outOfRange': (params) => `must be between ${params['min']} and ${params['max']}${was(params)}`,
  'value.notADate': (params) => `must be a date such as 2023-02-01${was(params)}`,
  'value.notATime': (params) => `must be a time such as ${params['example']}${was(params)}`,
  'value.notOneOf': (params) => `must be one of ${params['allowed']}${was(params)}`,
  'value.tooLong': ({ limit }) => `must have at most ${limit} characters`,
  'value.duplicate': ({ first, key }) => `${key} is already in line ${first}`,

  'instrument.malformed': ({ value }) => `${value} is not an instrument such as 600519.SH`,
  'instrument.unknownCode': ({ value }) => `${value} is no share, fund or bond of the Chinese exchanges`,
  'instrument.wrongExchange': ({ value, exchange }) => `${value} is listed on another exchange (${exchange})`,
  'instrument.notListed': ({ value }) => `${value} is neither among the instruments nor in the quotes`,

  'calendar.unknownDay': ({ value, first, last }) => `${value} is outside the calendar, which knows ${first} to ${last}`,

  'signals.noRowsForDay': ({ date, found }) => `no rows for ${date}; the file is for ${found}`,
  'signals.tradedBeforeMade': ({ value, date }) => `${value} is before the day the signal was made, ${date}`,
  'signals.twoAsks': ({ other }) => `stands beside ${other}: a row asks for one thing`,
  'signals.noAsk': () => 'is missing: a row needs a position, a quantity or an amount',
  'signals.needsSide': ({ other }) => `is missing: ${other} needs buy or sell`,
  'signals.sideWithTarget': () => 'must be empty beside a position: a target has no side',
  'signals.mixedAsks': ({ strategy, first }) =>
    `strategy ${strategy} has targets and orders; the row of line ${first} is of the other kind`,
  'signals.weightsOverOne': ({ strategy, total }) => `the weights of strategy ${strategy} add up to ${total}, more than 1`,
  'signals.tooManyBadRows': ({ limit }) => `more than ${limit} rows are wrong: not a signals file`,

  'quotes.noFiles': () => 'no quotes file was given',
  'quotes.otherDay': ({ value, date }) => `must be on ${date}, was ${value}`,
  'quotes.timeWentBack': ({ value, before }) => `goes back from ${before} to ${value}`,
  'quotes.totalDecreased': ({ value, before }) => `is a total of the day and cannot fall from ${before} to ${value}`,
  'quotes.valueChanged': ({ value, before }) => `changed during the day from ${before} to ${value}`,
  'quotes.crossedBook': ({ value, ask }) => `the best bid ${value} is above the best ask ${ask}`,
  'quotes.levelOrder': ({ value, before }) => `${value} is not worse than the level before it, ${before}`,
  'quotes.auctionVolumes': ({ value, other }) => `the auction would match ${other} on one side and ${value} on the other`,
  'quotes.auctionRest': ({ value }) => `an auction leaves a rest on one side only, was ${value} beside one on the other`,
  'quotes.overlap': ({ instrument, other }) => `overlaps with ${other} in the quotes of ${instrument}`,

  'daily.highBelow': () => 'is below another price of its day',
  'daily.lowAbove': () => 'is above another price of its day',

  'account.moreSellable': ({ value, quantity }) => `is ${value}, more than the ${quantity} held`,
  'account.unsealed': ({ value }) => `${value} was not sealed: settle and seal that day first, or say with --release why this one may trade`,
  'account.duplicatePosition': ({ instrument, strategy }) => `${instrument} of strategy ${strategy} is listed twice`,

  'account.moreParcels': ({ instrument, quantity }) => `${instrument} has parcels of more than the ${quantity} shares held`,

  'actions.nothing': () => 'the row says nothing of what is given: cash, shares, a split or rights',
  'actions.splitAndShares': () => 'stands beside bonus or transferred shares: a share is split, or has others added',
  'actions.rightsWithoutPrice': () => 'is missing: rights have a price',
  'actions.rightsWithoutRatio': () => 'is missing: it says how many shares are offered for ten',
  'actions.listedLater': ({ value, date }) => `must be the ex-date ${date} or the session after it, was ${value}`,
  'actions.moreTaken': ({ instrument, value, offered }) => `${value} shares of ${instrument} were taken up, and ${offered} offered`,

  ...CONDITION_MESSAGES,
  'policy.wider': ({ other }) => `must not be above ${other}`,
  'policy.narrower': ({ other }) => `must not be below ${other}`,
  'policy.emptyList': () => 'lists nothing: nothing could be bought',
  'policy.bothLists': ({ other }) => `${other} is on both lists`,
  'watch.rearmTooFar': () => 'must be less than at, or it would never be armed again',

  'exit.nameTwice': ({ value }) => `${value} names an exit already`,
  'exit.script': ({ script }) => `asks the script ${script}: an exit has no line that could ask it`,
  'config.strategyTwice': ({ value }) => `${value} has an entry already`,
  'config.endBeforeStart': (params) => `must be later than the start${was(params)}`,

  'approvals.noSelector': () => 'is missing: a row names a line_id or an instrument',
  'approvals.noSuchLine': ({ value }) => `no line of the plan matches ${value}`,
  'approvals.notOpen': ({ value, state }) => `${value} cannot be decided any more: ${state}`,
} as const satisfies Readonly<Record<string, Message>>;

export type InputCode = keyof typeof MESSAGES;
export type InputProblem = Refusal<InputCode>;

/** Where in which file something is wrong; what is not known is left out. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly field?: string;
}

export function inputProblem(code: InputCode, place: Place, params: RefusalParams = {}): InputProblem {
  return refusal(code, { ...place, ...params });
}

/** A problem that a value parser found, with the place it was found at. */
export function placed(problem: InputProblem, place: Place): InputProblem {
  return refusal(problem.code, { ...problem.params, ...place });
}

/** One line: `signals.csv:12: position: must be between 0 and 1, was 1.2`. */
export function inputProblemText({ code, params }: InputProblem): string {
  const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, oneLine(String(value))]));
  const message: Message = MESSAGES[code];
  return `${placeText(params)}: ${message(texts)}`;
}

/** Where a problem is, as far as it is known: `signals.csv:12: position`. */
export function placeText({ file, line, field }: RefusalParams): string {
  return [line === undefined ? String(file) : `${file}:${line}`, ...(field === undefined ? [] : [String(field)])].join(': ');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
