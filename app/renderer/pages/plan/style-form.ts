import { type StyleInput } from '../../../preload/contract.ts';
import { RATE_ONE } from '../../../../core/kernel/units.ts';
import { formatDecimal, parseDecimal } from '../../../../core/kernel/decimal.ts';
import { priceText, readPrice } from '../../stores/ticket.ts';

/** Digits of a rate once it is written in percent. */
const PERCENT_SCALE = 6;

/** A style as it is typed. All fields are kept while the trader tries one style after the other. */
export interface StyleForm {
  readonly style: StyleInput['style'];
  /** Percent beyond the reference price in the call auction. */
  readonly offset: string;
  /** What works the rest after the auction. */
  readonly then: 'nothing' | Continuous['style'];
  /** The style as it was, for what the form has no field for: it goes back unchanged. */
  readonly kept: StyleInput | null;
  /** Empty: the best opposite price when the order is sent. */
  readonly limit: string;
  readonly rest: 'cancel' | 'limit';
  /** Percent that best-five orders may stray from the reference price. */
  readonly bound: string;
}

type Continuous = Exclude<StyleInput, { style: 'callAuction' }>;

const BLANK: Omit<StyleForm, 'style'> = { offset: '1', then: 'limit', limit: '', rest: 'cancel', bound: '1', kept: null };

function percentText(rate: number): string {
  return formatDecimal(rate, PERCENT_SCALE, 0);
}

/** Percent as a rate; null when it is none or outside 0 to 100. */
export function readPercent(text: string): number | null {
  const parsed = parseDecimal(text.trim(), PERCENT_SCALE);
  return parsed.ok && parsed.value >= 0 && parsed.value <= RATE_ONE ? parsed.value : null;
}

export function formOf(style: StyleInput): StyleForm {
  switch (style.style) {
    case 'limit':
      return { ...BLANK, kept: style, style: 'limit', limit: style.price === null ? '' : priceText(style.price) };
    case 'bestFive':
      return { ...BLANK, kept: style, style: 'bestFive', rest: style.rest, bound: percentText(style.bound) };
    case 'callAuction': {
      const then = style.then === null ? BLANK : formOf(style.then);
      const name = style.then === null ? 'nothing' : style.then.style;
      return { ...then, kept: style, style: 'callAuction', offset: percentText(style.offset), then: name };
    }
    default:
      return { ...BLANK, kept: style, style: style.style };
  }
}

function continuousOf(name: Continuous['style'], form: StyleForm): Continuous | null {
  if (name === 'limit') {
    if (form.limit.trim() === '') return { style: 'limit', price: null };
    const price = readPrice(form.limit);
    return price === null ? null : { style: 'limit', price };
  }
  if (name !== 'bestFive') return keptContinuous(name, form.kept);
  const bound = readPercent(form.bound);
  return bound === null ? null : { style: 'bestFive', rest: form.rest, bound };
}

/** A style that has no fields yet: as the line has it, alone or after the auction. */
function keptContinuous(name: Continuous['style'], kept: StyleInput | null): Continuous | null {
  const style = kept?.style === 'callAuction' ? kept.then : kept;
  return style?.style === name ? style : null;
}

/** The style that the form describes; null while something in it is no number. */
export function styleOf(form: StyleForm): StyleInput | null {
  if (form.style !== 'callAuction') return continuousOf(form.style, form);
  const offset = readPercent(form.offset);
  if (offset === null) return null;
  const then = form.then === 'nothing' ? null : continuousOf(form.then, form);
  if (then === null && form.then !== 'nothing') return null;
  const kept = form.kept?.style === 'callAuction' ? form.kept : null;
  return {
    style: 'callAuction',
    offset,
    then,
    ...(kept?.from === undefined ? {} : { from: kept.from }),
    ...(kept?.price === undefined ? {} : { price: kept.price }),
  };
}
