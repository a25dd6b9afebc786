import { type Result, err } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type InputProblem, inputProblem } from '../../files/input-problem.ts';
import { MAX_LINE, byteChunks } from '../../files/text-source.ts';
import { readColumns } from './columns.ts';
import { QuoteRowParser } from './row-parser.ts';

/** Called for each row, which is in the parser's fields; a problem ends the reading. */
export type RowVisitor = (row: QuoteRowParser, line: number) => InputProblem | null;

const LINE_FEED = 10;
const RETURN = 13;
const PIECE: Result<null, InputProblem> = { ok: true, value: null };

/**
 * Reads one quotes file, calling `visit` for each row, and yields after every piece of the file (about a thousand rows)
 * so that whoever asks can take what has been gathered. A failure is the last item.
 */
export async function* visitQuoteRows(
  file: string,
  date: TradeDate,
  visit: RowVisitor,
): AsyncGenerator<Result<null, InputProblem>, void, void> {
  const reader = new RowReader(file, date, visit);
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of byteChunks(file)) {
    if (!chunk.ok) return yield err(reader.located(chunk.error));
    const bytes = held.length === 0 ? chunk.value : Buffer.concat([held, chunk.value]);
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    held = bytes.subarray(end);
    const problem = reader.read(bytes, end) ?? reader.heldProblem(held);
    if (problem !== null) return yield err(problem);
    yield PIECE;
  }
  const rest = Buffer.concat([held, Buffer.from('\n')]);
  const problem = held.length === 0 ? null : reader.read(rest, rest.length);
  if (problem !== null) return yield err(problem);
  if (reader.lines === 0) yield err(inputProblem('file.empty', { file }));
  else yield PIECE;
}

/** Takes whole lines, the first of them as the header. */
class RowReader {
  /** How many have been taken. */
  lines = 0;
  readonly #file: string;
  readonly #date: TradeDate;
  readonly #visit: RowVisitor;
  #parser: QuoteRowParser | null = null;

  constructor(file: string, date: TradeDate, visit: RowVisitor) {
    this.#file = file;
    this.#date = date;
    this.#visit = visit;
  }

  /** Reads lines up to `end`, which is after a line end. */
  read(bytes: Buffer, end: number): InputProblem | null {
    if (end === 0) return null;
    if (this.#parser !== null) return this.#rows(this.#parser, bytes, 0, end);
    const columns = this.#header(bytes);
    if (!columns.ok) return columns.error;
    this.#parser = new QuoteRowParser(columns.value, this.#date);
    return this.#rows(this.#parser, bytes, bytes.indexOf(LINE_FEED) + 1, end);
  }

  #rows(parser: QuoteRowParser, bytes: Buffer, from: number, end: number): InputProblem | null {
    let at = from;
    while (at < end) {
      this.lines += 1;
      if (isBlank(bytes, at)) {
        at = bytes.indexOf(LINE_FEED, at) + 1;
      } else {
        const next = parser.parse(bytes, at);
        const problem = next < 0 ? this.#rowProblem(parser, bytes, at) : this.#visit(parser, this.lines);
        if (problem !== null) return problem;
        at = next;
      }
    }
    return null;
  }

  #rowProblem(parser: QuoteRowParser, bytes: Buffer, at: number): InputProblem {
    const length = bytes.indexOf(LINE_FEED, at) - at;
    if (length > MAX_LINE) return this.#tooLong(bytes.subarray(at, at + length), this.lines);
    return parser.problem(bytes, at, { file: this.#file, line: this.lines });
  }

  #header(bytes: Buffer): Result<readonly number[], InputProblem> {
    this.lines = 1;
    const text = bytes.toString('utf8', 0, bytes.indexOf(LINE_FEED)).replace(/^\uFEFF/, '').replace(/\r$/, '');
    if (text.includes('\0')) return err(inputProblem('file.notText', { file: this.#file }));
    return readColumns(this.#file, text);
  }

  /** What is held of a line whose end has not come: when it is this long it will not be a row. */
  heldProblem(held: Buffer): InputProblem | null {
    return held.length <= MAX_LINE ? null : this.#tooLong(held, this.lines + 1);
  }

  #tooLong(bytes: Buffer, line: number): InputProblem {
    if (bytes.includes(0)) return inputProblem('file.notText', { file: this.#file });
    return inputProblem('file.lineTooLong', { file: this.#file, line }, { limit: MAX_LINE });
  }

  /** A failure of the file with the last line that was seen. */
  located(problem: InputProblem): InputProblem {
    return this.lines === 0 ? problem : { ...problem, params: { ...problem.params, line: this.lines } };
  }
}

function isBlank(bytes: Buffer, at: number): boolean {
  return bytes[at] === LINE_FEED || (bytes[at] === RETURN && bytes[at + 1] === LINE_FEED);
}
