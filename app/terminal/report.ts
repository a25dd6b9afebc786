import { readableParams } from '../../adapters/files/reason-text.ts';
import { formatRate, formatYuan } from '../../core/kernel/decimal.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { type EpochMs, formatLocalTime } from '../../core/kernel/time.ts';
import { type Money, ZERO_MONEY, addMoney, ratioOf, subtractMoney, turnoverOf } from '../../core/kernel/units.ts';
import { type DayResult } from '../../core/oms/events.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type Side } from '../../core/orders/order.ts';
import { totalFees } from '../../core/portfolio/fees.ts';

/** What the report needs beside the state that the day ended in. */
export interface DayTally {
  readonly quotes: number;
  readonly instruments: number;
  readonly firstQuote: EpochMs | null;
  readonly lastQuote: EpochMs | null;
  readonly signals: number;
  readonly events: number;
  /** Hash of the journal's last record. */
  readonly head: string;
  readonly warnings: readonly Refusal[];
}

/** One line that the day ended without finishing. */
interface OpenLine {
  readonly lineId: string;
  readonly instrument: string;
  readonly side: Side;
  readonly planned: number;
  readonly filled: number;
  readonly remaining: number;
  readonly reason: string;
}

/** How often a rule denied, cut or warned, by code. */
interface VerdictCount {
  readonly rule: string;
  readonly code: string;
  readonly kind: string;
  readonly count: number;
}

/**
 * `report.json`: the day in numbers. Money as decimal strings in yuan; times are the session's, never this machine's,
 * so that the same inputs give the same bytes.
 */
export type DayReport = ReturnType<typeof dayReport>;

export function dayReport(state: OmsState, tally: DayTally) {
  const { day, settled } = state;
  return {
    date: day?.date ?? null,
    mode: day?.mode ?? null,
    account: day?.account ?? null,
    settled: settled !== null,
    sealed: state.sealed,
    halted: state.halted === null ? null : readable(state.halted),
    counts: counts(state, tally),
    money: settled === null ? null : moneyOf(state, settled),
    corporateActions: corporateActions(state),
    timings: timings(state, tally),
    verdicts: verdictCounts(state),
    openAtEnd: openLines(state),
    reconciliation: {
      result: settled === null ? 'none' : settled.differences.length === 0 ? 'matched' : 'differences',
      differences: settled?.differences ?? [],
    },
    warnings: warnings(state, tally),
    journal: { events: tally.events, head: tally.head },
  };
}

function counts(state: OmsState, tally: DayTally) {
  const orders = [...state.orders.values()];
  return {
    signals: tally.signals,
    instruments: tally.instruments,
    quotes: tally.quotes,
    lines: state.lines.size,
    linesByState: countBy([...state.lines.values()].map((line) => line.state)),
    orders: orders.length,
    ordersByState: countBy(orders.map((order) => order.state)),
    fills: state.fills.length,
  };
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counted = new Map<string, number>();
  for (const name of names) counted.set(name, (counted.get(name) ?? 0) + 1);
  return Object.fromEntries([...counted].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function moneyOf(state: OmsState, result: DayResult) {
  const pnl = subtractMoney(result.equity, result.openingEquity);
  const { commission, stampTax, transferFee } = result.fees;
  return {
    openingEquity: formatYuan(result.openingEquity),
    equity: formatYuan(result.equity),
    cash: formatYuan(result.cash),
    marketValue: formatYuan(result.marketValue),
    pnl: formatYuan(pnl),
    return: formatRate(ratioOf(pnl, result.openingEquity)),
    bought: formatYuan(turnover(state, 'buy')),
    sold: formatYuan(turnover(state, 'sell')),
    fees: {
      commission: formatYuan(commission),
      stampTax: formatYuan(stampTax),
      transferFee: formatYuan(transferFee),
      total: formatYuan(totalFees(result.fees)),
    },
  };
}

/** What was booked on the morning of an ex-date, and the tax withheld of what was sold. */
function corporateActions({ bookings, taxes }: OmsState) {
  return {
    booked: bookings.map(({ action: { instrument }, entitled, dividend, paid, shares }) => ({ instrument, entitled, dividend: formatYuan(dividend), paid: formatYuan(paid), shares })),
    taxes: taxes.map(({ instrument, amount }) => ({ instrument, amount: formatYuan(amount) })),
  };
}

function turnover(state: OmsState, side: Side): Money {
  return state.fills
    .filter((fill) => fill.side === side)
    .reduce((sum, fill) => addMoney(sum, turnoverOf(fill.price, fill.quantity)), ZERO_MONEY);
}

function timings(state: OmsState, tally: DayTally) {
  const created = [...state.orders.values()].map((order) => order.created);
  const filled = state.fills.map((fill) => fill.time);
  return {
    firstQuote: localTime(tally.firstQuote),
    lastQuote: localTime(tally.lastQuote),
    quotesEndedEarly: state.quotesEnded !== null,
    firstOrder: localTime(earliest(created)),
    firstFill: localTime(earliest(filled)),
    lastFill: localTime(latest(filled)),
  };
}

function localTime(moment: EpochMs | null): string | null {
  return moment === null ? null : formatLocalTime(moment);
}

function earliest(moments: readonly EpochMs[]): EpochMs | null {
  return moments.reduce<EpochMs | null>((least, moment) => (least === null || moment < least ? moment : least), null);
}

function latest(moments: readonly EpochMs[]): EpochMs | null {
  return moments.reduce<EpochMs | null>((most, moment) => (most === null || moment > most ? moment : most), null);
}

function verdictCounts(state: OmsState): readonly VerdictCount[] {
  const counted = new Map<string, VerdictCount>();
  for (const verdicts of state.verdicts.values()) {
    for (const { rule, code, kind } of verdicts) {
      if (kind === 'pass') continue;
      const key = `${rule}/${code}/${kind}`;
      counted.set(key, { rule, code, kind, count: (counted.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counted].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}

/** Money as decimal strings, like everything in the report. */
function readable({ code, params }: Refusal): Refusal {
  return { code, params: readableParams(params) };
}

/** Lines that a person or the market left unfinished; skipped and blocked ones were never meant to trade. */
function openLines(state: OmsState): readonly OpenLine[] {
  return [...state.lines.values()]
    .filter((line) => line.state === 'expired' || (line.state === 'done' && line.filled < line.plannedQuantity))
    .map((line) => ({
      lineId: line.id,
      instrument: line.instrument,
      side: line.side,
      planned: line.plannedQuantity,
      filled: line.filled,
      remaining: line.plannedQuantity - line.filled,
      reason: line.reason?.code ?? '',
    }));
}

function warnings(state: OmsState, tally: DayTally): readonly Refusal[] {
  const early: Refusal[] =
    state.quotesEnded === null
      ? []
      : [{ code: 'day.quotesEndedEarly', params: { last: localTime(tally.lastQuote), open: openLines(state).length } }];
  return [...state.planWarnings, ...tally.warnings, ...early].map(readable);
}
