import { type EpochMs } from '../../kernel/time.ts';
import { type Price, type Quantity, ZERO_MONEY, ZERO_QUANTITY } from '../../kernel/units.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type DayReference, type MarketView, type Quote } from '../../market/quote.ts';
import { type OrderRequest } from '../../orders/order.ts';
import { allowedOf, decisiveVerdict } from '../../risk/gate.ts';
import { type RiskPolicy } from '../../risk/policy.ts';
import { policyChanges } from '../../risk/policy-change.ts';
import { type Verdict } from '../../risk/verdict.ts';
import { apply } from '../state/apply.ts';
import { dayOf, judgeUnder } from './decide-order.ts';
import { type Outside, type Surroundings } from './decision.ts';
import { type OmsEvent, type QuoteBasis, type Recorded } from '../events.ts';
import { LiveState } from '../state/live-state.ts';
import { RiskBook } from '../state/risk-book.ts';

/** An order of the day that another policy would have treated otherwise. */
export interface PolicyOutcome {
  readonly order: OrderRequest;
  readonly at: EpochMs;
  readonly was: 'sent' | 'denied';
  readonly now: 'sent' | 'shrunk' | 'asked' | 'denied';
  /** What it would have been allowed. */
  readonly allowed: Quantity;
  /** What decides now; null when nothing holds it back any more. */
  readonly verdict: Verdict | null;
}

/** The market's share of what a preview may look at; quotes are those that the journal shows. */
export type PreviewMarket = Pick<Outside, 'rulesOf' | 'returns'> & { readonly market: Pick<MarketView, 'reference'> };

/** Rules that are set beside `rules`, by the setting that they rest on. */
const RULE_OF_SETTING: Readonly<Record<string, string>> = {
  maxQuoteAgeMs: 'quoteAge',
  maxClockSkewMs: 'clockSkew',
  maxOrderShare: 'orderValue',
  template: 'policy',
};

/** Rules that look at a quote. The journal has none for a denied order, so their verdict on it stays. */
const NEED_QUOTE: ReadonlySet<string> = new Set(['priceCollar', 'quoteAge', 'clockSkew']);
/** Rests on the market's volume, which no record has: its verdicts always stay. */
const VOLUME_RULE = 'volumeShare';

/**
 * What `policy` would have made of the day's orders: those whose fate would have been another.
 *
 * Each order is judged by itself, with the account as it stood then: what an order that was never sent would have led to
 * is not followed up. Only rules whose settings differ are asked anew; the word of all others stays. Holdings count at
 * the last price that an order of theirs rested on, before that at the previous close.
 */
export function previewPolicy(records: Iterable<Recorded>, policy: RiskPolicy, around: PreviewMarket): readonly PolicyOutcome[] {
  const day = new PastDay(around);
  const outcomes: PolicyOutcome[] = [];
  for (const { event, at } of records) {
    if (event.type === 'orderIntended' || event.type === 'orderDenied') {
      const outcome = day.judge(event, at, policy);
      if (outcome !== null) outcomes.push(outcome);
    }
    day.follow(event, at);
  }
  return outcomes;
}

type JudgedEvent = Extract<OmsEvent, { type: 'orderIntended' | 'orderDenied' }>;

/** The day's state and market as they were, record after record. */
class PastDay {
  readonly #live = new LiveState();
  readonly #quotes = new Map<InstrumentId, Quote>();
  readonly #book: RiskBook;
  readonly #around: Surroundings;
  #now = 0 as EpochMs;

  constructor({ market, rulesOf, returns }: PreviewMarket) {
    const shown: MarketView = {
      quote: (id) => this.#quotes.get(id),
      reference: (id) => market.reference(id),
      minute: () => undefined,
    };
    const clock = (): EpochMs => this.#now;
    this.#book = new RiskBook(this.#live, shown, returns);
    this.#around = {
      market: shown,
      rulesOf,
      exposure: this.#book,
      get now() {
        return clock();
      },
    };
  }

  follow(event: OmsEvent, at: EpochMs): void {
    apply(this.#live, event, at);
    this.#book.follow(event);
  }

  judge(event: JudgedEvent, at: EpochMs, policy: RiskPolicy): PolicyOutcome | null {
    const { order } = event;
    this.#now = at;
    const sent = event.type === 'orderIntended';
    if (sent && event.basis !== null) this.#show(order, event.basis);
    const changed = changedRules(dayOf(this.#live).config.risk, policy);
    const anew = judgeUnder(this.#live, order, policy, this.#around).verdicts;
    const verdicts = event.verdicts.map((verdict) => {
      const keeps = !changed.has(verdict.rule) || (NEED_QUOTE.has(verdict.rule) && !sent);
      return keeps ? verdict : (anew.find(({ rule }) => rule === verdict.rule) ?? verdict);
    });
    // What was sent for the allowed rest still carries the verdict that cut it.
    const said = sent ? verdicts.filter((verdict) => verdict.kind !== 'shrink' || changed.has(verdict.rule)) : verdicts;
    return outcomeOf(order, at, sent ? 'sent' : 'denied', said);
  }

  #show({ instrument }: OrderRequest, basis: QuoteBasis): void {
    const reference = this.#around.market.reference(instrument);
    if (reference === undefined) return;
    this.#quotes.set(instrument, quoteOf(reference, basis));
    this.#book.value(instrument);
  }
}

function outcomeOf(order: OrderRequest, at: EpochMs, was: PolicyOutcome['was'], verdicts: readonly Verdict[]): PolicyOutcome | null {
  const allowed = allowedOf(order.quantity, verdicts);
  const verdict = decisiveVerdict(verdicts) ?? null;
  const now = fateOf(order, allowed, verdict);
  return (now === 'sent') === (was === 'sent') && now !== 'shrunk' ? null : { order, at, was, now, allowed, verdict };
}

function fateOf(order: OrderRequest, allowed: Quantity, verdict: Verdict | null): PolicyOutcome['now'] {
  if (allowed === order.quantity) return 'sent';
  if (allowed > 0) return 'shrunk';
  return verdict?.kind === 'ask' ? 'asked' : 'denied';
}

/** The rules that rest on a setting that differs. */
function changedRules(before: RiskPolicy, after: RiskPolicy): ReadonlySet<string> {
  const names = policyChanges(before, after).map(({ field }) => {
    const [head = '', rule] = field.split('.');
    return head === 'rules' ? (rule ?? '') : (RULE_OF_SETTING[head] ?? '');
  });
  return new Set(names.filter((name) => name !== VOLUME_RULE));
}

/** As much of a quote as the journal keeps: last, best bid and best ask. */
function quoteOf({ instrument, prevClose, limitUp, limitDown }: DayReference, { time, last, bid, ask }: QuoteBasis): Quote {
  const level = (price: Price) => (price === 0 ? [] : [{ price, volume: ZERO_QUANTITY }]);
  return {
    instrument: instrument.id,
    time,
    prevClose,
    open: last,
    high: last,
    low: last,
    last,
    volume: ZERO_QUANTITY,
    turnover: ZERO_MONEY,
    limitUp,
    limitDown,
    bids: level(bid),
    asks: level(ask),
    auction: null,
  };
}
