import { type Refusal, type Result, err, ok, refuse } from '../../core/kernel/result.ts';
import { type Signal } from '../../core/plan/signal.ts';
import { type ImportProblem, type SignalsCheckRow } from '../preload/contract.ts';

/** What a signals file holds: the rows that are in order, and what is wrong with the others or with the whole. */
export interface SignalsRead {
  readonly signals: readonly Signal[];
  readonly badRows: number;
  /** Rows for other sessions, by their day. */
  readonly otherSessions: ReadonlyMap<string, number>;
  /** Each with `line` and `field` among its params where they are known. */
  readonly problems: readonly Refusal[];
}

export type ReadSignals = (name: string, bytes: Uint8Array) => Promise<SignalsRead>;

const MOST_PROBLEMS = 200;

/** What is known of signals beside what is in them. */
export interface SignalsOrigin {
  /** What a person must have been shown before they may be traded on. */
  readonly doubts: readonly Refusal[];
  /** Hears that they were taken over. */
  readonly onTaken: () => void;
}

const A_FILE: SignalsOrigin = { doubts: [], onTaken: () => undefined };

interface Checked {
  readonly row: SignalsCheckRow;
  readonly signals: readonly Signal[];
  readonly origin: SignalsOrigin;
}

/** What may be taken over. */
export interface SignalsTaken {
  readonly name: string;
  readonly signals: readonly Signal[];
  /** To be called when it has been. */
  readonly onTaken: () => void;
}

/**
 * Signals files on their way into the plan: read and shown with all that is wrong first, taken over only when the
 * trader says so. The last one that was read is kept; an older one must be read again.
 */
export class SignalsDesk {
  readonly #read: ReadSignals;
  #count = 0;
  #last: Checked | null = null;

  constructor(read: ReadSignals) {
    this.#read = read;
  }

  async check(name: string, bytes: Uint8Array, origin = A_FILE): Promise<SignalsCheckRow> {
    const { signals, badRows, otherSessions, problems } = await this.#read(name, bytes);
    this.#count += 1;
    const dates = new Set(signals.map(({ tradeDate }) => tradeDate));
    const row: SignalsCheckRow = {
      token: `signals-${this.#count}`,
      name,
      good: signals.length,
      bad: badRows,
      otherSessions: [...otherSessions.values()].reduce((sum, rows) => sum + rows, 0),
      problems: problems.slice(0, MOST_PROBLEMS).map(toProblem),
      tradeDate: dates.size === 1 ? ([...dates][0] ?? null) : null,
      strategies: [...new Set(signals.map(({ strategyId }) => strategyId))],
      takes: takes(signals.length, problems.length),
      doubts: origin.doubts,
    };
    this.#last = { row, signals, origin };
    return row;
  }

  /**
   * The signals of a file that was checked, if they may be taken over like this. `despite`: whoever asks has been shown what
   * there is to doubt. Takes the token.
   */
  take(token: string, skipBad: boolean, despite: boolean): Result<SignalsTaken, Refusal> {
    const last = this.#last;
    if (last === null || last.row.token !== token) return refuse('import.tokenUnknown');
    if (last.row.takes === 'nothing') return refuse('import.nothingToTake');
    if (last.row.takes === 'goodOnly' && !skipBad) return refuse('import.hasProblems', { bad: last.row.bad });
    const [doubt] = last.origin.doubts;
    if (doubt !== undefined && !despite) return err(doubt);
    this.#last = null;
    return ok({ name: last.row.name, signals: last.signals, onTaken: last.origin.onTaken });
  }
}

function takes(signals: number, problems: number): SignalsCheckRow['takes'] {
  if (signals === 0) return 'nothing';
  return problems === 0 ? 'all' : 'goodOnly';
}

function toProblem({ code, params }: Refusal): ImportProblem {
  const { line, field, ...rest } = params;
  return {
    line: typeof line === 'number' ? line : null,
    field: typeof field === 'string' ? field : null,
    code,
    params: rest,
  };
}
