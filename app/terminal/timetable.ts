import { type TimeOfDay, type TradeDate } from '../../core/kernel/time.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Instrument, type InstrumentId, bareInstrument } from '../../core/market/instrument.ts';
import { type Phase, type TradingRules } from '../../core/market/rules.ts';
import { phaseAt } from '../../core/market/session.ts';
import { tradingRules } from '../../core/market/trading-rules.ts';

/** The instrument whose phases the status bar shows: an ordinary stock of the main board. */
const ORDINARY: Instrument = bareInstrument('600000.SH' as InstrumentId);
/** Shenzhen's phases differ in what may be entered, not in when they begin; both are watched. */
const OTHERS: readonly Instrument[] = ['000001.SZ', '920002.BJ', '510300.SH', '688001.SH'].map((id) =>
  bareInstrument(id as InstrumentId),
);

/** The moments of a day at which something begins, and the phases that a trader goes by. */
export interface Timetable {
  readonly phases: readonly Phase[];
  /** Times of day at which the terminal wakes though no quote comes, ascending. */
  readonly moments: readonly TimeOfDay[];
  /** End of the last phase in which orders of the day can still meet at market prices: the closing auction's. */
  readonly lastMatch: TimeOfDay;
  /** When the exchanges close for good. */
  readonly close: TimeOfDay;
  phaseAt(time: TimeOfDay): Phase;
}

/** @throws InvariantError for a day without rules; whoever opens a day has checked the calendar. */
export function timetable(date: TradeDate, extra: readonly TimeOfDay[]): Timetable {
  const ordinary = tradingRules(ORDINARY, date);
  invariant(ordinary.ok, `no trading rules on ${date}`);
  const rules: TradingRules = ordinary.value;
  const all = OTHERS.flatMap((instrument) => {
    const other = tradingRules(instrument, date);
    return other.ok ? other.value.phases.value : [];
  });
  const begins = [...rules.phases.value, ...all].map((phase) => phase.from).filter((from) => from > 0);
  const moments = [...new Set([...begins, ...extra])].toSorted((a, b) => a - b);
  const close = begins.reduce((latest, from) => (from > latest ? from : latest));
  const lastMatch = rules.phases.value.findLast((phase) => phase.matching !== 'none' && phase.name !== 'afterHours');
  invariant(lastMatch !== undefined, `nothing ever matches on ${date}`);
  return { phases: rules.phases.value, moments, lastMatch: lastMatch.until, close, phaseAt: (time) => phaseAt(rules, time) };
}
