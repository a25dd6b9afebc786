import { RATE_SCALE, formatDecimal } from '../../../core/kernel/decimal.ts';
import { type StrategyId } from '../../../core/kernel/ids.ts';
import { type Result } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { RATE_ONE } from '../../../core/kernel/units.ts';
import { type Signal, WEIGHT_SUM_TOLERANCE } from '../../../core/plan/signal.ts';
import { type InputProblem, inputProblem } from '../../files/input-problem.ts';
import { type SignalContext, type SignalRow, daysOf, signalOf } from './signal-row.ts';

/** What a signals file holds for one session. */
export interface SignalsReading {
  /** The rows that are in order; none when the file as a whole is wrong. */
  readonly signals: readonly Signal[];
  /** How many rows of the session, or of no known session, are wrong. */
  readonly badRows: number;
  /** What is wrong with each of them, or with the file as a whole. */
  readonly problems: readonly InputProblem[];
  /** How many rows there are for other sessions; only their dates were read. */
  readonly otherSessions: ReadonlyMap<TradeDate, number>;
}

/** More wrong rows than anybody mends one by one. */
const MAX_BAD_ROWS = 1000;
/** Sessions that are named where the one that was wanted is not in the file. */
const NAMED_SESSIONS = 3;

interface Accepted {
  readonly signal: Signal;
  readonly line: number;
}

export function wrongFile(problem: InputProblem): SignalsReading {
  return { signals: [], badRows: 0, problems: [problem], otherSessions: new Map() };
}

/** Takes the rows of a file one by one and judges the whole at the end. */
export class SignalCollector {
  readonly #file: string;
  readonly #context: SignalContext;
  readonly #accepted = new Map<string, Accepted>();
  readonly #problems: InputProblem[] = [];
  readonly #otherSessions = new Map<TradeDate, number>();

  constructor(file: string, context: SignalContext) {
    this.#file = file;
    this.#context = context;
  }

  /** Says no when there is no point in reading on. */
  add(row: SignalRow): boolean {
    const accepted = this.#accept(row);
    if (!accepted.ok) this.#problems.push(accepted.error);
    return this.#problems.length <= MAX_BAD_ROWS;
  }

  #accept(row: SignalRow): Result<null, InputProblem> {
    const days = daysOf(this.#file, row, this.#context);
    if (!days.ok) return days;
    const { tradeDate } = days.value;
    if (tradeDate !== this.#context.tradeDate) {
      this.#otherSessions.set(tradeDate, (this.#otherSessions.get(tradeDate) ?? 0) + 1);
      return ACCEPTED;
    }
    const signal = signalOf(this.#file, row, days.value, this.#context);
    if (!signal.ok) return signal;
    const { instrument, strategyId } = signal.value;
    const key = `${instrument}/${strategyId}`;
    const first = this.#accepted.get(key);
    if (first !== undefined) {
      const place = { file: this.#file, line: row.line, field: 'instrument' };
      const params = { key: `${instrument} of strategy ${strategyId}`, first: first.line };
      return { ok: false, error: inputProblem('value.duplicate', place, params) };
    }
    this.#accepted.set(key, { signal: signal.value, line: row.line });
    return ACCEPTED;
  }

  finish(): SignalsReading {
    const whole = this.#wholeProblem();
    const badRows = this.#problems.length;
    const signals = [...this.#accepted.values()].map(({ signal }) => (badRows === 0 ? signal : partial(signal)));
    return {
      signals: whole === null ? signals : [],
      badRows,
      problems: whole === null ? this.#problems : [...this.#problems, whole],
      otherSessions: this.#otherSessions,
    };
  }

  #wholeProblem(): InputProblem | null {
    if (this.#problems.length > MAX_BAD_ROWS) {
      return inputProblem('signals.tooManyBadRows', { file: this.#file }, { limit: MAX_BAD_ROWS });
    }
    return this.#nothingProblem() ?? this.#mixedProblem() ?? this.#weightProblem();
  }

  #nothingProblem(): InputProblem | null {
    if (this.#accepted.size > 0 || this.#problems.length > 0) return null;
    if (this.#otherSessions.size === 0) return inputProblem('file.noRows', { file: this.#file });
    const sessions = [...this.#otherSessions.keys()].toSorted();
    const named = sessions.length > NAMED_SESSIONS + 1 ? [sessions[0], '…', sessions.at(-1)] : sessions;
    const params = { date: this.#context.tradeDate, found: named.join(', ') };
    return inputProblem('signals.noRowsForDay', { file: this.#file }, params);
  }

  /** A strategy with a full target and orders beside it would say two things of what it does not name. */
  #mixedProblem(): InputProblem | null {
    const firsts = new Map<StrategyId, Accepted>();
    for (const one of this.#accepted.values()) {
      const first = firsts.get(one.signal.strategyId) ?? one;
      firsts.set(one.signal.strategyId, first);
      if ((first.signal.ask.kind === 'target') !== (one.signal.ask.kind === 'target')) {
        const place = { file: this.#file, line: one.line };
        return inputProblem('signals.mixedAsks', place, { strategy: one.signal.strategyId, first: first.line });
      }
    }
    return null;
  }

  #weightProblem(): InputProblem | null {
    const totals = new Map<StrategyId, { sum: number; line: number }>();
    for (const { signal, line } of this.#accepted.values()) {
      if (signal.ask.kind !== 'target') continue;
      const total = totals.get(signal.strategyId) ?? { sum: 0, line };
      total.sum += signal.ask.weight;
      total.line = line;
      totals.set(signal.strategyId, total);
    }
    for (const [strategy, { sum, line }] of totals) {
      if (sum <= RATE_ONE + WEIGHT_SUM_TOLERANCE) continue;
      const params = { strategy, total: formatDecimal(sum, RATE_SCALE, 0) };
      return inputProblem('signals.weightsOverOne', { file: this.#file, line, field: 'position' }, params);
    }
    return null;
  }
}

const ACCEPTED: Result<null, InputProblem> = { ok: true, value: null };

/** A row that could not be read may have named what the strategy holds: see `SignalAsk`. */
function partial(signal: Signal): Signal {
  return signal.ask.kind === 'target' ? { ...signal, ask: { ...signal.ask, partial: true } } : signal;
}
