import { type Result, err, ok } from '../../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../../core/kernel/time.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { parseIndexId } from '../../../core/market/market-index.ts';
import { type InputCode, type InputProblem, inputProblem, placed } from '../../files/input-problem.ts';
import { quotedValue } from '../../files/values.ts';
import { visitQuoteRows } from './quote-rows.ts';
import { slotName } from './columns.ts';
import {
  type GrowingInstrument,
  type ScannedInstrument,
  bookRow,
  mergeReferences,
  startOf,
  timeProblem,
  yuan,
} from './row-check.ts';

/**
 * Rows that contradict the rows before them, or themselves: a total that falls, a crossed book, a limit that changes.
 * Real feeds send such rows now and then; they are told, and the simulated exchange fills nothing on a total that falls.
 */
export interface OddRows {
  /** The first of them. */
  readonly problem: InputProblem;
  readonly rows: number;
}

/** What quotes files hold, after every row was checked. */
export interface QuotesScan {
  readonly rows: number;
  /** Times of the first and of the last quote. */
  readonly first: EpochMs;
  readonly last: EpochMs;
  readonly instruments: ReadonlyMap<InstrumentId, ScannedInstrument>;
  /** Indices are quoted beside them and cannot be traded. */
  readonly indices: ReadonlySet<InstrumentId>;
  /** One entry per kind of oddity, in the order of their first rows. */
  readonly oddities: readonly OddRows[];
}

/**
 * Reads quotes files once, before anything rests on them: all of them on `date`, each in the order of time, every row
 * readable. Several files may share instruments when their times do not overlap.
 * Holds nothing but a few numbers per instrument, whatever the size of the files.
 */
export async function scanQuotes(files: readonly string[], date: TradeDate): Promise<Result<QuotesScan, InputProblem>> {
  const scanned: ScannedInstrument[] = [];
  const oddities = new Map<InputCode, OddRows>();
  for (const file of files) {
    const scan = await scanFile(file, date, oddities);
    if (!scan.ok) return scan;
    scanned.push(...scan.value);
  }
  const [one] = scanned;
  if (one === undefined) return err(inputProblem('quotes.noFiles', { file: '--quotes' }));
  const joined = join(scanned);
  if (!joined.ok) return joined;
  const quoted = [...joined.value];
  return ok({
    rows: scanned.reduce((sum, { rows }) => sum + rows, 0),
    first: scanned.reduce((first, part) => (part.first < first ? part.first : first), one.first),
    last: scanned.reduce((last, part) => (part.last > last ? part.last : last), one.last),
    instruments: new Map(quoted.filter(([id]) => !isIndex(id))),
    indices: new Set(quoted.flatMap(([id]) => (isIndex(id) ? [id] : []))),
    oddities: [...oddities.values()],
  });
}

function isIndex(id: InstrumentId): boolean {
  return parseIndexId(id) !== null;
}

async function scanFile(
  file: string,
  date: TradeDate,
  oddities: Map<InputCode, OddRows>,
): Promise<Result<readonly ScannedInstrument[], InputProblem>> {
  const byName = new Map<string, GrowingInstrument>();
  const byId = new Map<InstrumentId, GrowingInstrument>();
  let time = 0 as EpochMs;
  const pieces = visitQuoteRows(file, date, (row, line) => {
    if (row.time < time) return timeProblem(file, line, row.time, time);
    time = row.time;
    let seen = byName.get(row.instrument);
    if (seen === undefined) {
      const id = quotedValue(row.instrument);
      if (!id.ok) return placed(id.error, { file, line, field: 'instrument' });
      seen = byId.get(id.value) ?? startOf(id.value, file, line, row);
      byId.set(id.value, seen);
      byName.set(row.instrument, seen);
    }
    const odd = bookRow(seen, row);
    if (odd !== null) noteOddity(oddities, odd(file, line));
    return null;
  });
  for await (const piece of pieces) {
    if (!piece.ok) return piece;
  }
  return byId.size > 0 ? ok([...byId.values()]) : err(inputProblem('file.noRows', { file }));
}

function noteOddity(oddities: Map<InputCode, OddRows>, problem: InputProblem): void {
  const before = oddities.get(problem.code);
  oddities.set(problem.code, before === undefined ? { problem, rows: 1 } : { ...before, rows: before.rows + 1 });
}

/** One entry per instrument out of one per file and instrument. */
function join(parts: readonly ScannedInstrument[]): Result<ReadonlyMap<InstrumentId, ScannedInstrument>, InputProblem> {
  const joined = new Map<InstrumentId, ScannedInstrument>();
  for (const part of parts.toSorted((a, b) => a.first - b.first)) {
    const before = joined.get(part.id);
    const whole = before === undefined ? ok(part) : append(before, part);
    if (!whole.ok) return whole;
    joined.set(part.id, whole.value);
  }
  return ok(joined);
}

function append(before: ScannedInstrument, after: ScannedInstrument): Result<ScannedInstrument, InputProblem> {
  const at = (field: string): { file: string; line: number; field: string } => ({ file: after.file, line: after.line, field });
  if (after.first < before.last) {
    return err(inputProblem('quotes.overlap', at('time'), { instrument: after.id, other: before.file }));
  }
  if (after.firstVolume < before.volume) {
    const values = { value: after.firstVolume, before: before.volume };
    return err(inputProblem('quotes.totalDecreased', at('volume'), values));
  }
  const reference = mergeReferences(before.reference, after.reference);
  if ('slot' in reference) {
    const values = { value: yuan(reference.now), before: yuan(reference.before) };
    return err(inputProblem('quotes.valueChanged', at(slotName(reference.slot)), values));
  }
  const { first, file, line, firstVolume } = before;
  return ok({ ...after, first, file, line, firstVolume, reference, rows: before.rows + after.rows });
}
