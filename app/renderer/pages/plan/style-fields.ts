import { MONEY_SCALE, parseDecimal } from '../../../../core/kernel/decimal.ts';
import { isScriptId } from '../../../../core/kernel/script.ts';
import { parseTimeOfDay } from '../../../../core/kernel/time.ts';
import { RATE_ONE } from '../../../../core/kernel/units.ts';
import { type StyleInput } from '../../../preload/contract.ts';

export type StyleName = StyleInput['style'];
export type ContinuousName = Exclude<StyleName, 'callAuction' | 'script'>;

/** In the order of the day, then of use. */
export const CONTINUOUS: readonly ContinuousName[] = [
  'limit',
  'pegged',
  'bestFive',
  'twap',
  'vwap',
  'iceberg',
  'closingAuction',
  'afterHours',
];
export const STYLES: readonly StyleName[] = ['callAuction', ...CONTINUOUS, 'script'];

export const PRICE_SOURCES = ['reference', 'prevClose', 'last', 'limitUp', 'limitDown', 'fixed'] as const;
export const PEG_TO = ['own', 'opposite'] as const;
export const RESTS = ['cancel', 'limit'] as const;
export const CATCH_UPS = ['gradual', 'atOnce', 'skip'] as const;
export const WINDOW_RESTS = ['carryOn', 'closingAuction', 'cancel'] as const;

/** Digits of a rate once it is written in percent. */
export const PERCENT_SCALE = 6;
export const SECOND_MS = 1_000;
/** As far as the rules go; what depends on the instrument and its day they say when it is saved. */
const MOST_TICKS = 1_000;
const MOST_SLICES = 14_400;
const MOST_SECONDS = 14_400;

/** What stands in a field, as it is typed or chosen. */
export type Texts = Readonly<Record<string, string>>;

export type FieldProblem = 'notAPrice' | 'notAPercent' | 'notACap' | 'notTicks' | 'notSlices' | 'notSeconds' | 'notATime' | 'notShares' | 'notAScript' | 'notParams';

/** A number from a text, or null while it is none. */
type Read = (text: string) => number | null;

interface BaseField {
  /** The parameter's name; it names the field's words too. */
  readonly name: FieldName;
  /** Whether it says something with what the other fields hold. */
  readonly shown?: (texts: Texts) => boolean;
}

export interface NumberSpec extends BaseField {
  readonly kind: 'number';
  readonly read: Read;
  readonly problem: FieldProblem;
  readonly unit?: 'percent' | 'yuan' | 'shares' | 'seconds' | 'ticks';
  /** May be left empty, which has a meaning of its own. */
  readonly optional?: boolean;
}

export interface ChoiceSpec extends BaseField {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  /** The set of `words` that names the choices. */
  readonly words: 'priceSource' | 'rest' | 'pegTo' | 'catchUp' | 'windowRest';
}

/** Words of the trader's own. */
export interface TextSpec extends BaseField {
  readonly kind: 'text';
  readonly isGood: (text: string) => boolean;
  readonly problem: FieldProblem;
}

export type FieldSpec = NumberSpec | ChoiceSpec | TextSpec;

export const FIELD_NAMES = [
  'from',
  'offset',
  'fixed',
  'price',
  'to',
  'ticks',
  'reprice',
  'bound',
  'rest',
  'shown',
  'ownPrice',
  'refillAt',
  'start',
  'end',
  'slices',
  'interval',
  'cap',
  'sizeJitter',
  'timeJitter',
  'catchUp',
  'windowRest',
  'script',
  'params',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

function within(scale: number, least: number, most: number, unit = 1): Read {
  return (text) => {
    const parsed = parseDecimal(text.trim().replaceAll(',', ''), scale);
    return parsed.ok && parsed.value >= least && parsed.value <= most ? parsed.value * unit : null;
  };
}

/** `14:55` or `14:55:00`. */
export function readTime(text: string): number | null {
  const trimmed = text.trim();
  const parsed = parseTimeOfDay(/^\d{2}:\d{2}$/.test(trimmed) ? `${trimmed}:00` : trimmed);
  return parsed.ok ? parsed.value : null;
}

/** Yuan, 0 or more. */
export const readAmount = within(MONEY_SCALE, 0, Number.MAX_SAFE_INTEGER);
const readPrice = within(MONEY_SCALE, 1, Number.MAX_SAFE_INTEGER);
const readPercent = within(PERCENT_SCALE, 0, RATE_ONE - 1);

const number = (name: FieldName, read: Read, problem: FieldProblem, more: Partial<NumberSpec> = {}): NumberSpec => ({
  kind: 'number',
  name,
  read,
  problem,
  ...more,
});
const percent = (name: FieldName): NumberSpec => number(name, readPercent, 'notAPercent', { unit: 'percent' });
const time = (name: FieldName, optional: boolean): NumberSpec => number(name, readTime, 'notATime', { optional });
const seconds = (name: FieldName, optional: boolean): NumberSpec =>
  number(name, within(0, 1, MOST_SECONDS, SECOND_MS), 'notSeconds', { unit: 'seconds', optional });
const choice = (name: FieldName, words: ChoiceSpec['words'], choices: readonly string[]): ChoiceSpec => ({
  kind: 'choice',
  name,
  words,
  choices,
});

type ScriptParams = Extract<StyleInput, { style: 'script' }>['params'];

/** `name = value` pairs, commas between them: a value is a number, `true`, `false`, or else a text. */
export function readParams(text: string): ScriptParams | null {
  const pairs = text.split(/[,，]/).filter((pair) => pair.trim() !== '').map((pair) => PARAM.exec(pair)?.groups ?? null);
  const params = new Map<string, ScriptParams[string]>();
  for (const pair of pairs) {
    if (pair === null) return null;
    params.set(pair['name'] ?? '', paramOf(pair['value'] ?? ''));
  }
  return Object.fromEntries(params);
}

const PARAM = /^\s*(?<name>[A-Za-z_]\w*)\s*=\s*(?<value>.*?)\s*$/;

function paramOf(text: string): ScriptParams[string] {
  if (text === 'true' || text === 'false') return text === 'true';
  const value = Number(text);
  return text !== '' && String(value) === text ? value : text;
}

/** What `readParams` reads back. */
export function paramsText(params: ScriptParams): string {
  return Object.entries(params).map(([name, value]) => `${name} = ${value}`).join(', ');
}

const takesOffset = ({ from }: Texts): boolean => from === 'reference' || from === 'prevClose' || from === 'last';

/** Where the price of an auction order comes from. */
const AUCTION: readonly FieldSpec[] = [
  choice('from', 'priceSource', PRICE_SOURCES),
  { ...percent('offset'), shown: takesOffset },
  number('fixed', readPrice, 'notAPrice', { unit: 'yuan', shown: ({ from }) => from === 'fixed' }),
];

const SLICED: readonly FieldSpec[] = [
  time('start', true),
  time('end', false),
  number('slices', within(0, 1, MOST_SLICES), 'notSlices', { optional: true }),
  seconds('interval', false),
  number('cap', within(PERCENT_SCALE, 1, RATE_ONE), 'notACap', { unit: 'percent', optional: true }),
  percent('bound'),
  percent('sizeJitter'),
  percent('timeJitter'),
  choice('catchUp', 'catchUp', CATCH_UPS),
  choice('windowRest', 'windowRest', WINDOW_RESTS),
];

/** Every parameter of every style. */
export const FIELDS: Readonly<Record<StyleName, readonly FieldSpec[]>> = {
  callAuction: AUCTION,
  closingAuction: AUCTION,
  afterHours: [percent('bound')],
  limit: [number('price', readPrice, 'notAPrice', { unit: 'yuan', optional: true })],
  pegged: [
    choice('to', 'pegTo', PEG_TO),
    number('ticks', within(0, -MOST_TICKS, MOST_TICKS), 'notTicks', { unit: 'ticks' }),
    percent('bound'),
    seconds('reprice', true),
  ],
  bestFive: [percent('bound'), choice('rest', 'rest', RESTS)],
  twap: SLICED,
  vwap: SLICED,
  iceberg: [
    number('shown', within(0, 1, Number.MAX_SAFE_INTEGER), 'notShares', { unit: 'shares' }),
    number('ownPrice', readPrice, 'notAPrice', { unit: 'yuan', optional: true }),
    percent('bound'),
    percent('refillAt'),
  ],
  script: [
    { kind: 'text', name: 'script', isGood: isScriptId, problem: 'notAScript' },
    { kind: 'text', name: 'params', isGood: (text) => readParams(text) !== null, problem: 'notParams' },
  ],
};

/** The fields that mean something with what is chosen now. */
export function fieldsOf(style: StyleName, texts: Texts): readonly FieldSpec[] {
  return FIELDS[style].filter(({ shown }) => shown === undefined || shown(texts));
}

/** What is wrong with what was typed; null when nothing is. */
export function problemOf(field: FieldSpec, text: string): FieldProblem | null {
  if (field.kind === 'text') return field.isGood(text) ? null : field.problem;
  if (field.kind === 'choice' || (field.optional === true && text.trim() === '')) return null;
  return field.read(text) === null ? field.problem : null;
}
