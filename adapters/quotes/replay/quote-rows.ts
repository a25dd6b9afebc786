import { type Result, err } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type InputProblem, inputProblem } from '../../files/input-problem.ts';
import { lineBatches } from '../../files/text-source.ts';
import { readColumns } from './columns.ts';
import { QuoteRowParser } from './row-parser.ts';

/** Called for each row, which is in the parser's fields; a problem ends the reading. */
export type RowVisitor = (row: QuoteRowParser, line: number) => InputProblem | null;

/**
 * Reads one quotes file, calling `visit` for each row, and yields after every piece of the file (about a thousand rows)
 * so that whoever asks can take what has been gathered. A failure is the last item.
 */
export async function* visitQuoteRows(
  file: string,
  date: TradeDate,
  visit: RowVisitor,
): AsyncGenerator<Result<null, InputProblem>, void, void> {
  let parser: QuoteRowParser | null = null;
  for await (const batch of lineBatches(file)) {
    if (!batch.ok) return yield batch;
    const { first, lines } = batch.value;
    if (parser === null) {
      const columns = readColumns(file, lines[0] ?? '');
      if (!columns.ok) return yield columns;
      parser = new QuoteRowParser(columns.value, date);
    }
    const problem = visitLines(file, parser, { first, lines }, visit);
    if (problem !== null) return yield err(problem);
    yield PIECE;
  }
  if (parser === null) yield err(inputProblem('file.empty', { file }));
}

const PIECE: Result<null, InputProblem> = { ok: true, value: null };

function visitLines(
  file: string,
  parser: QuoteRowParser,
  { first, lines }: { readonly first: number; readonly lines: readonly string[] },
  visit: RowVisitor,
): InputProblem | null {
  for (let i = first === 1 ? 1 : 0; i < lines.length; i += 1) {
    const text = lines[i] ?? '';
    if (text === '') continue;
    const line = first + i;
    const problem = parser.parse(text) ? visit(parser, line) : parser.problem({ file, line });
    if (problem !== null) return problem;
  }
  return null;
}
