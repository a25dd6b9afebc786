import { z } from 'zod';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type InputProblem, type Place, inputProblem, placed } from './input-problem.ts';
import { lineOfPath } from './json-place.ts';
import { type TextSource, byteChunks, sourceName, textChunks } from './text-source.ts';
import { type ValueParser } from './values.ts';

/** A parsed document with its text, so that what is found later can be placed too. */
export interface JsonDocument<T> {
  readonly value: T;
  readonly text: string;
}

const MAX_CHARACTERS = 16 * 1024 * 1024;

/** A file's bytes, unpacked where it is gzip; a file of more than `limit` bytes is refused before more is read. */
export async function wholeBytes(source: TextSource, limit: number): Promise<Result<Buffer, InputProblem>> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of byteChunks(source)) {
    if (!part.ok) return part;
    parts.push(part.value);
    length += part.value.length;
    if (length > limit) return err(inputProblem('file.tooLarge', { file: sourceName(source) }, { limit }));
  }
  return ok(Buffer.concat(parts));
}

/** The whole text of a file; a file of more than `limit` characters is refused before more is read. */
export async function wholeText(source: TextSource, limit = MAX_CHARACTERS): Promise<Result<string, InputProblem>> {
  let text = '';
  for await (const chunk of textChunks(source)) {
    if (!chunk.ok) return chunk;
    text += chunk.value;
    if (text.length > limit) return err(inputProblem('file.tooLarge', { file: sourceName(source) }, { limit }));
  }
  return ok(text);
}

/** Reads a JSON file of the given shape. The first thing wrong with it is named with its line and its path. */
export async function readJson<T>(source: TextSource, schema: z.ZodType<T>): Promise<Result<JsonDocument<T>, InputProblem>> {
  const text = await wholeText(source);
  if (!text.ok) return text;
  const parsed = parseJson(sourceName(source), text.value);
  if (!parsed.ok) return parsed;
  const checked = schema.safeParse(parsed.value, { reportInput: true });
  if (checked.success) return ok({ value: checked.data, text: text.value });
  return err(issueProblem(sourceName(source), text.value, checked.error));
}

export function parseJson(file: string, text: string): Result<unknown, InputProblem> {
  if (text.trim() === '') return err(inputProblem('file.empty', { file }));
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err(syntaxProblem(file, text, error));
  }
}

/** V8 names the position of most mistakes; of a text that just ends it is its end. */
function syntaxProblem(file: string, text: string, error: unknown): InputProblem {
  const message = error instanceof Error ? error.message : '';
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
  const line = text.slice(0, position).split('\n').length;
  const reason = /end of JSON/.test(message) ? 'it ends too early' : message.replace(/,? (?:\.\.\.)?".*$| (?:in JSON )?at position.*$/s, '');
  return inputProblem('file.badJson', { file, line }, { reason });
}

/** A field that is written as text or as a number, read by a value parser. */
export function field<T>(parse: ValueParser<T>): z.ZodType<T> {
  return z.union([z.string(), z.number()]).transform((value, context) => {
    const parsed = parse(String(value).trim());
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', params: { problem: parsed.error } });
    return z.NEVER;
  });
}

function issueProblem(file: string, text: string, { issues }: z.ZodError): InputProblem {
  const [issue] = issues;
  if (issue === undefined) return inputProblem('file.badJson', { file }, { reason: 'unknown' });
  return problemAt(issue, { file, line: lineOfPath(text, pathOf(issue)) });
}

/** Everything that is wrong with values that come from no file, each by its field. `name` is what they are. */
export function fieldProblems(name: string, { issues }: z.ZodError): readonly InputProblem[] {
  return issues.map((issue) => problemAt(issue, { file: name }));
}

function pathOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}

function problemAt(issue: z.core.$ZodIssue, where: Omit<Place, 'field'>): InputProblem {
  const name = pathName(pathOf(issue));
  const place = { ...where, ...(name !== '' && { field: name }) };
  if (issue.code === 'unrecognized_keys') return inputProblem('file.unknownKey', place);
  if (issue.code === 'custom') return placed(issue.params?.['problem'] as InputProblem, place);
  if (issue.input === undefined && issue.path.length > 0) return inputProblem('value.missing', place);
  return inputProblem('file.wrongType', place, { expected: expectation(issue) });
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected === 'object' ? 'an object' : `a ${issue.expected}`;
  if (issue.code === 'invalid_value') return `one of ${issue.values.join(', ')}`;
  return 'text or a number';
}

/** `positions[0].sellable` */
function pathName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}
