import { type TFunction } from 'i18next';
import { type LineState, type StyleInput } from '../../../preload/contract.ts';
import { type BadgeTone } from '../../components/Badge.tsx';
import { formatPercent, formatPrice } from '../../format/number.ts';

export const LINE_TONES: Readonly<Record<LineState, BadgeTone>> = {
  proposed: 'accent',
  approved: 'neutral',
  working: 'accent',
  done: 'neutral',
  skipped: 'quiet',
  blocked: 'warning',
  expired: 'quiet',
};

/** A style in a few words, for a table. */
export function styleShort(style: StyleInput, t: TFunction): string {
  if (style.style !== 'callAuction' || style.then === null) return t(`words.style.${style.style}`);
  return `${t('words.style.callAuction')} → ${t(`words.style.${style.then.style}`)}`;
}

/** A style with its parameters. */
export function styleWords(style: StyleInput, t: TFunction): string {
  switch (style.style) {
    case 'limit':
      return style.price === null ? t('plan.styleLimitBest') : t('plan.styleLimit', { price: formatPrice(style.price) });
    case 'bestFive':
      return t('plan.styleBestFive', { bound: formatPercent(style.bound), rest: t(`words.rest.${style.rest}`) });
    case 'callAuction': {
      const then = style.then === null ? t('plan.styleThenNothing') : styleWords(style.then, t);
      return t('plan.styleCallAuction', { offset: formatPercent(style.offset), then });
    }
  }
}
