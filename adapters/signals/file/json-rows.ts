import { type Result, err, ok } from '../../../core/kernel/result.ts';
import { type InputProblem, inputProblem } from '../../files/input-problem.ts';
import { parseJson, wholeText } from '../../files/json.ts';
import { linesOfElements } from '../../files/json-place.ts';
import { type TextSource, sourceName } from '../../files/text-source.ts';
import { SIGNAL_COLUMNS, type SignalColumn, type SignalRow } from './signal-row.ts';

/**
 * The rows of a JSON file: an array of objects with the names of the CSV's columns, alone or under `signals`. Values are
 * text or numbers; null stands for nothing.
 */
export async function jsonRows(source: TextSource): Promise<Result<readonly SignalRow[], InputProblem>> {
  const file = sourceName(source);
  const text = await wholeText(source);
  if (!text.ok) return text;
  const document = parseJson(file, text.value);
  if (!document.ok) return document;
  const path = Array.isArray(document.value) ? [] : ['signals'];
  const elements = Array.isArray(document.value) ? document.value : memberOf(document.value, 'signals');
  if (!Array.isArray(elements)) return err(inputProblem('file.wrongDocument', { file }, { expected: 'an array of signals' }));
  const lines = linesOfElements(text.value, path);
  const rows: SignalRow[] = [];
  for (const [i, element] of elements.entries()) {
    const row = rowOf(file, element, lines[i] ?? 1);
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return ok(rows);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

function rowOf(file: string, element: unknown, line: number): Result<SignalRow, InputProblem> {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) {
    return err(inputProblem('file.wrongType', { file, line }, { expected: 'an object' }));
  }
  const fields = new Map<SignalColumn, string>();
  for (const column of SIGNAL_COLUMNS) {
    const value = memberOf(element, column) ?? '';
    if (typeof value !== 'string' && typeof value !== 'number') {
      return err(inputProblem('file.wrongType', { file, line, field: column }, { expected: 'text or a number' }));
    }
    fields.set(column, String(value).trim());
  }
  return ok({ line, get: (column) => fields.get(column) ?? '' });
}
