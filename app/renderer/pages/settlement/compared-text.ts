import { NOTHING, type Language } from '../../format/number.ts';
import { wordFor } from '../../i18n/refusal.ts';

const TRADE = /^(?<times>\d+ x )?(?<side>buy|sell) (?<quantity>\d+) for (?<turnover>\S+)$/;

/** One side of what was compared: a trade (`buy 100 for 1234.00`) in the trader's language, anything else as it stands. */
export function comparedText(text: string, language: Language): string {
  if (text === '-') return NOTHING;
  const trade = TRADE.exec(text)?.groups;
  if (trade === undefined) return text;
  const { times = '', side = '', quantity = '', turnover = '' } = trade;
  return `${times.replace('x', '×')}${wordFor(language, 'side', side)} ${quantity} · ${turnover}`;
}
