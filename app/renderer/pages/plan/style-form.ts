import { formatDecimal } from '../../../../core/kernel/decimal.ts';
import { isScriptId } from '../../../../core/kernel/script.ts';
import { type TimeOfDay, formatTimeOfDay } from '../../../../core/kernel/time.ts';
import { type StyleInput } from '../../../preload/contract.ts';
import { priceText } from '../../stores/ticket.ts';
import {
  CATCH_UPS,
  type ContinuousName,
  FIELDS,
  PEG_TO,
  PERCENT_SCALE,
  PRICE_SOURCES,
  RESTS,
  SECOND_MS,
  type StyleName,
  type Texts,
  WINDOW_RESTS,
  fieldsOf,
  paramsText,
  problemOf,
  readParams,
} from './style-fields.ts';

type Continuous = Extract<StyleInput, { style: ContinuousName }>;
type Sliced = Extract<StyleInput, { style: 'twap' | 'vwap' }>;

/** A style as it is typed. The fields of every style are kept while the trader tries one after the other. */
export interface StyleForm {
  readonly style: StyleName;
  /** What works the rest after the opening auction. */
  readonly then: 'nothing' | ContinuousName;
  readonly texts: Readonly<Record<StyleName, Texts>>;
}

const AUCTION: Texts = { from: 'reference', offset: '2', fixed: '' };
const SLICED: Texts = {
  start: '',
  end: '14:55:00',
  slices: '',
  interval: '60',
  cap: '10',
  bound: '3',
  sizeJitter: '0',
  timeJitter: '0',
  catchUp: 'gradual',
  windowRest: 'carryOn',
};

/** What each style begins with when it is chosen. */
const BLANK: StyleForm['texts'] = {
  callAuction: AUCTION,
  closingAuction: { ...AUCTION, from: 'last' },
  afterHours: { bound: '3' },
  limit: { price: '' },
  pegged: { to: 'own', ticks: '0', bound: '3', reprice: '10' },
  bestFive: { bound: '3', rest: 'cancel' },
  twap: SLICED,
  vwap: SLICED,
  iceberg: { shown: '1000', ownPrice: '', bound: '3', refillAt: '0' },
  script: { script: 'my-script', params: '' },
};

function percentText(rate: number | null): string {
  return rate === null ? '' : formatDecimal(rate, PERCENT_SCALE, 0);
}

function timeText(time: number | null): string {
  return time === null ? '' : formatTimeOfDay(time as TimeOfDay);
}

function secondsText(ms: number | null): string {
  return ms === null ? '' : String(ms / SECOND_MS);
}

function auctionTexts(from: string | undefined, offset: number, price: number | null | undefined): Texts {
  const fixed = price ?? null;
  return { from: fixed === null ? (from ?? 'reference') : 'fixed', offset: percentText(offset), fixed: priceText(fixed ?? 0) };
}

function slicedTexts(style: Sliced): Texts {
  return {
    start: timeText(style.start),
    end: timeText(style.end),
    slices: style.slices === null ? '' : String(style.slices),
    interval: secondsText(style.intervalMs),
    cap: percentText(style.cap),
    bound: percentText(style.bound),
    sizeJitter: percentText(style.sizeJitter),
    timeJitter: percentText(style.timeJitter),
    catchUp: style.catchUp,
    windowRest: style.rest,
  };
}

function textsOf(style: StyleInput): Texts {
  switch (style.style) {
    case 'callAuction':
      return auctionTexts(style.from, style.offset, style.price);
    case 'closingAuction':
      return auctionTexts(style.from, style.offset, style.price);
    case 'afterHours':
      return { bound: percentText(style.bound) };
    case 'limit':
      return { price: priceText(style.price ?? 0) };
    case 'pegged':
      return { to: style.to, ticks: String(style.ticks), bound: percentText(style.bound), reprice: secondsText(style.repriceMs) };
    case 'bestFive':
      return { bound: percentText(style.bound), rest: style.rest };
    case 'script':
      return { script: style.script, params: paramsText(style.params) };
    case 'iceberg':
      return {
        shown: String(style.shown),
        ownPrice: priceText(style.price ?? 0),
        bound: percentText(style.bound),
        refillAt: percentText(style.refillAt),
      };
    case 'twap':
    case 'vwap':
      return slicedTexts(style);
  }
}

function scriptOf(texts: Texts): StyleInput | null {
  const { script = '', params = '' } = texts;
  const read = readParams(params);
  return isScriptId(script) && read !== null ? { style: 'script', script, params: read } : null;
}

export function formOf(style: StyleInput): StyleForm {
  const texts = { ...BLANK, [style.style]: textsOf(style) };
  if (style.style !== 'callAuction') return { style: style.style, then: 'bestFive', texts };
  if (style.then === null) return { style: 'callAuction', then: 'nothing', texts };
  return { style: 'callAuction', then: style.then.style, texts: { ...texts, [style.then.style]: textsOf(style.then) } };
}

/** The numbers of a style's fields by name; null where an optional one is empty. */
class Values {
  readonly #style: StyleName;
  readonly #texts: Texts;

  constructor(style: StyleName, texts: Texts) {
    this.#style = style;
    this.#texts = texts;
  }

  get valid(): boolean {
    return fieldsOf(this.#style, this.#texts).every((field) => problemOf(field, this.#texts[field.name] ?? '') === null);
  }

  /** Of an optional field. */
  maybe(name: string): number | null {
    const field = FIELDS[this.#style].find((one) => one.name === name);
    return field?.kind === 'number' ? field.read(this.#texts[name] ?? '') : null;
  }

  number(name: string): number {
    return this.maybe(name) ?? 0;
  }

  /** The first where nothing was chosen. */
  choice<Value extends string>(name: string, [first, ...others]: readonly [Value, ...Value[]]): Value {
    return others.find((value) => value === this.#texts[name]) ?? first;
  }
}

/** A price of its own wins, and then the base does not matter. */
function auctionOf(values: Values): Omit<Extract<StyleInput, { style: 'closingAuction' }>, 'style'> {
  const source = values.choice('from', PRICE_SOURCES);
  const offset = values.number('offset');
  return source === 'fixed' ? { from: 'reference', offset, price: values.number('fixed') } : { from: source, offset, price: null };
}

function slicedOf(values: Values): Omit<Sliced, 'style'> {
  return {
    start: values.maybe('start'),
    end: values.number('end'),
    slices: values.maybe('slices'),
    intervalMs: values.number('interval'),
    cap: values.maybe('cap'),
    bound: values.number('bound'),
    sizeJitter: values.number('sizeJitter'),
    timeJitter: values.number('timeJitter'),
    catchUp: values.choice('catchUp', CATCH_UPS),
    rest: values.choice('windowRest', WINDOW_RESTS),
  };
}

function continuousOf(style: ContinuousName, texts: Texts): Continuous | null {
  const values = new Values(style, texts);
  if (!values.valid) return null;
  switch (style) {
    case 'limit':
      return { style, price: values.maybe('price') };
    case 'pegged': {
      const [ticks, bound] = [values.number('ticks'), values.number('bound')];
      return { style, to: values.choice('to', PEG_TO), ticks, bound, repriceMs: values.maybe('reprice') };
    }
    case 'bestFive':
      return { style, rest: values.choice('rest', RESTS), bound: values.number('bound') };
    case 'iceberg': {
      const [shown, bound, refillAt] = [values.number('shown'), values.number('bound'), values.number('refillAt')];
      return { style, shown, price: values.maybe('ownPrice'), bound, refillAt };
    }
    case 'closingAuction':
      return { style, ...auctionOf(values) };
    case 'afterHours':
      return { style, bound: values.number('bound') };
    case 'twap':
    case 'vwap':
      return { style, ...slicedOf(values) };
  }
}

/** The style that the form describes; null while something in it is wrong. */
export function styleOf({ style, then: next, texts }: StyleForm): StyleInput | null {
  if (style === 'script') return scriptOf(texts.script);
  if (style !== 'callAuction') return continuousOf(style, texts[style]);
  const values = new Values(style, texts.callAuction);
  const then = next === 'nothing' ? null : continuousOf(next, texts[next]);
  if (!values.valid || (then === null && next !== 'nothing')) return null;
  const { from, offset, price } = auctionOf(values);
  return { style, offset, then, ...(from === 'reference' ? {} : { from }), ...(price === null ? {} : { price }) };
}
