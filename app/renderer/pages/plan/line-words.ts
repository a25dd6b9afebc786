import { type TFunction } from 'i18next';
import { type ExecutionStyle, type LineRow, type LineState, type StyleInput, type Verdict } from '../../../preload/contract.ts';
import { type BadgeTone } from '../../components/Badge.tsx';
import { formatPercent, formatPrice } from '../../format/number.ts';
import { isEditable } from '../../stores/plan.ts';

export const LINE_TONES: Readonly<Record<LineState, BadgeTone>> = {
  proposed: 'accent',
  approved: 'neutral',
  working: 'accent',
  done: 'neutral',
  skipped: 'quiet',
  blocked: 'warning',
  expired: 'quiet',
};

/**
 * What the rules would say of a line before it works. Once it does, its own orders hold the cash and shares that the
 * rules would miss, and their verdicts stand with the orders.
 */
export function foresight(line: LineRow): readonly Verdict[] {
  return isEditable(line) ? line.verdicts : [];
}

type Continuous = Exclude<StyleInput, { style: 'callAuction' }>;

function knownContinuous(style: Exclude<ExecutionStyle, { style: 'callAuction' }>): Continuous | null {
  return style.style === 'limit' || style.style === 'bestFive' ? style : null;
}

/** A style whose parameters this window knows; null for any other. */
export function knownStyle(style: ExecutionStyle): StyleInput | null {
  if (style.style !== 'callAuction') return knownContinuous(style);
  const { offset, then } = style;
  if (then === null) return { style: 'callAuction', offset, then };
  const known = knownContinuous(then);
  return known === null ? null : { style: 'callAuction', offset, then: known };
}

/** A style in a few words, for a table. */
export function styleShort(style: ExecutionStyle, t: TFunction): string {
  if (style.style !== 'callAuction' || style.then === null) return t(`words.style.${style.style}`);
  return `${t('words.style.callAuction')} → ${t(`words.style.${style.then.style}`)}`;
}

/** A style with its parameters. */
export function styleWords(style: ExecutionStyle, t: TFunction): string {
  const known = knownStyle(style);
  return known === null ? styleShort(style, t) : knownWords(known, t);
}

function knownWords(style: StyleInput, t: TFunction): string {
  switch (style.style) {
    case 'limit':
      return style.price === null ? t('plan.styleLimitBest') : t('plan.styleLimit', { price: formatPrice(style.price) });
    case 'bestFive':
      return t('plan.styleBestFive', { bound: formatPercent(style.bound), rest: t(`words.rest.${style.rest}`) });
    case 'callAuction': {
      const then = style.then === null ? t('plan.styleThenNothing') : knownWords(style.then, t);
      return t('plan.styleCallAuction', { offset: formatPercent(style.offset), then });
    }
  }
}
