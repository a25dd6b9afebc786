import { type Refusal, refusal } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { NO_PRICE } from '../../../core/kernel/units.ts';
import { type Instrument, type InstrumentId, bareInstrument } from '../../../core/market/instrument.ts';
import { type LimitDisagreement, effectiveLimits, priceLimits } from '../../../core/market/price-limits.ts';
import { type DayReference, type Quote } from '../../../core/market/quote.ts';
import { tradingRules } from '../../../core/market/trading-rules.ts';
import { type QuotesScan } from './scan.ts';

/** `params`: prices in 1/10000 yuan, null where feed or rules know no limit. */
export type LimitWarning = Refusal<'quotes.limitsDisagree'>;

export interface DayReferences {
  readonly references: readonly DayReference[];
  /** One per instrument whose limits in the feed are not those of the rules; the feed wins. */
  readonly warnings: readonly LimitWarning[];
}

/**
 * What the day's quotes say beforehand of each instrument: previous close and limits. Instruments that `known` does not
 * describe are taken for what their code says.
 */
export function dayReferences(
  scan: QuotesScan,
  date: TradeDate,
  known: ReadonlyMap<InstrumentId, Instrument>,
): DayReferences {
  const references: DayReference[] = [];
  const warnings: LimitWarning[] = [];
  for (const { id, reference } of scan.instruments.values()) {
    const stated = dayReference(known.get(id) ?? bareInstrument(id), reference, date);
    references.push(stated.reference);
    if (stated.disagreement !== null) warnings.push(warningOf(id, stated.disagreement));
  }
  return { references, warnings };
}

/** What one quote says beforehand of its instrument's day; where it and the rules know different limits, it wins. */
export function dayReference(
  instrument: Instrument,
  { prevClose, limitUp, limitDown }: Pick<Quote, 'prevClose' | 'limitUp' | 'limitDown'>,
  date: TradeDate,
): { readonly reference: DayReference; readonly disagreement: LimitDisagreement | null } {
  const rules = tradingRules(instrument, date);
  const computed = rules.ok ? priceLimits(rules.value, prevClose) : null;
  const { limits, disagreement } = effectiveLimits(limitUp, limitDown, computed);
  return { reference: { instrument, prevClose, limitUp: limits?.up ?? NO_PRICE, limitDown: limits?.down ?? NO_PRICE }, disagreement };
}

function warningOf(instrument: InstrumentId, { feed, computed }: LimitDisagreement): LimitWarning {
  const [feedUp, feedDown] = feed === null ? [null, null] : [feed.up, feed.down];
  const [rulesUp, rulesDown] = computed === null ? [null, null] : [computed.up, computed.down];
  return refusal('quotes.limitsDisagree', { instrument, feedUp, feedDown, rulesUp, rulesDown });
}
