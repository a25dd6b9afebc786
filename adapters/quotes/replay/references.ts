import { type Refusal, refusal } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { NO_PRICE } from '../../../core/kernel/units.ts';
import { type Instrument, type InstrumentId, bareInstrument } from '../../../core/market/instrument.ts';
import { effectiveLimits, priceLimits } from '../../../core/market/price-limits.ts';
import { type DayReference } from '../../../core/market/quote.ts';
import { tradingRules } from '../../../core/market/trading-rules.ts';
import { type QuotesScan } from './scan.ts';

export interface DayReferences {
  readonly references: readonly DayReference[];
  /** `quotes.limitsDisagree`, one per instrument whose limits in the feed are not those of the rules; the feed wins. */
  readonly warnings: readonly Refusal<'quotes.limitsDisagree'>[];
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
  const warnings: Refusal<'quotes.limitsDisagree'>[] = [];
  for (const { id, reference } of scan.instruments.values()) {
    const instrument = known.get(id) ?? bareInstrument(id);
    const { prevClose, limitUp, limitDown } = reference;
    const rules = tradingRules(instrument, date);
    const computed = rules.ok ? priceLimits(rules.value, prevClose) : null;
    const { limits, disagreement } = effectiveLimits(limitUp, limitDown, computed);
    references.push({ instrument, prevClose, limitUp: limits?.up ?? NO_PRICE, limitDown: limits?.down ?? NO_PRICE });
    if (disagreement !== null) {
      const { feed } = disagreement;
      warnings.push(
        refusal('quotes.limitsDisagree', {
          instrument: id,
          feedUp: feed?.up ?? null,
          feedDown: feed?.down ?? null,
          rulesUp: computed?.up ?? null,
          rulesDown: computed?.down ?? null,
        }),
      );
    }
  }
  return { references, warnings };
}
