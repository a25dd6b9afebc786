import { type TFunction } from 'i18next';
import { type TimeOfDay, formatTimeOfDay } from '../../../../core/kernel/time.ts';
import { type ExecutionStyle, type LineState } from '../../../preload/contract.ts';
import { type BadgeTone } from '../../components/Badge.tsx';
import { formatPercent, formatPrice, formatQuantity } from '../../format/number.ts';
import { paramsText } from './style-fields.ts';

export const LINE_TONES: Readonly<Record<LineState, BadgeTone>> = {
  proposed: 'accent',
  approved: 'neutral',
  working: 'accent',
  done: 'neutral',
  skipped: 'quiet',
  blocked: 'warning',
  expired: 'quiet',
};

/** A style in a few words, for a table: its name and what tells it from another of its kind. */
export function styleShort(style: ExecutionStyle, t: TFunction): string {
  const mark = styleMark(style, t);
  const name = t(`words.style.${style.style}`);
  const short = mark === '' ? name : `${name} ${mark}`;
  if (style.style !== 'callAuction' || style.then === null) return short;
  return `${short} → ${t(`words.style.${style.then.style}`)}`;
}

function styleMark(style: ExecutionStyle, t: TFunction): string {
  switch (style.style) {
    case 'limit':
      return priceMark(style.price);
    case 'callAuction':
    case 'closingAuction':
      return auctionMark(style.from ?? 'reference', style.price ?? null, t);
    case 'pegged':
      return t(style.to === 'own' ? 'plan.pegOwn' : 'plan.pegOpposite');
    case 'iceberg':
      return formatQuantity(style.shown);
    case 'twap':
    case 'vwap':
      return `${minutes(style.start)}–${minutes(style.end)}`;
    case 'script':
      return style.script;
    default:
      return '';
  }
}

function priceMark(price: number | null): string {
  return price === null ? '' : formatPrice(price);
}

function auctionMark(from: AuctionBase, price: number | null, t: TFunction): string {
  if (price !== null) return formatPrice(price);
  return from === 'limitUp' || from === 'limitDown' ? t(`words.auctionBase.${from}`) : '';
}

/** `HH:MM`; nothing for none. */
function minutes(time: TimeOfDay | null): string {
  return time === null ? '' : formatTimeOfDay(time).slice(0, 5);
}

type AuctionBase = Extract<ExecutionStyle, { style: 'closingAuction' }>['from'];

/** A style with its parameters. */
export function styleWords(style: ExecutionStyle, t: TFunction): string {
  switch (style.style) {
    case 'limit':
      return style.price === null ? t('plan.styleLimitBest') : t('plan.styleLimit', { price: formatPrice(style.price) });
    case 'bestFive':
      return t('plan.styleBestFive', { bound: formatPercent(style.bound), rest: t(`words.rest.${style.rest}`) });
    case 'pegged':
      return t('plan.stylePegged', {
        to: t(style.to === 'own' ? 'plan.pegOwn' : 'plan.pegOpposite'),
        ticks: style.ticks,
        bound: formatPercent(style.bound),
      });
    case 'iceberg':
      return t('plan.styleIceberg', { shown: formatQuantity(style.shown), bound: formatPercent(style.bound) });
    case 'twap':
    case 'vwap':
      return slicedWords(style, t);
    case 'afterHours':
      return t('plan.styleAfterHours', { bound: formatPercent(style.bound) });
    case 'closingAuction':
      return closingWords(style, t);
    case 'callAuction':
      return openingWords(style, t);
    case 'script':
      return t('plan.styleScript', { script: style.script, params: paramsText(style.params) });
  }
}

function closingWords({ from, offset, price }: Extract<ExecutionStyle, { style: 'closingAuction' }>, t: TFunction): string {
  if (price !== null) return t('plan.styleClosingLimit', { price: formatPrice(price) });
  return t('plan.styleClosing', { base: t(`words.auctionBase.${from}`), offset: formatPercent(offset) });
}

function slicedWords(style: Extract<ExecutionStyle, { style: 'twap' | 'vwap' }>, t: TFunction): string {
  const words = t('plan.styleSliced', {
    end: formatTimeOfDay(style.end),
    cap: style.cap === null ? '100%' : formatPercent(style.cap),
    bound: formatPercent(style.bound),
    catchUp: t(`words.catchUp.${style.catchUp}`),
    rest: t(`words.windowRest.${style.rest}`),
  });
  return `${t(`words.style.${style.style}`)} · ${words}`;
}

function openingWords(style: Extract<ExecutionStyle, { style: 'callAuction' }>, t: TFunction): string {
  const then = style.then === null ? t('plan.styleThenNothing') : styleWords(style.then, t);
  if (style.price !== undefined) return t('plan.styleAuctionLimit', { price: formatPrice(style.price), then });
  const { from = 'reference' } = style;
  const offset = formatPercent(style.offset);
  if (from === 'reference') return t('plan.styleCallAuction', { offset, then });
  return t('plan.styleAuctionFrom', { base: t(`words.auctionBase.${from}`), offset, then });
}
