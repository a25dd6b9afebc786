import { z } from 'zod';
import { type Result, ok } from '../../core/kernel/result.ts';
import { ROW_KINDS, type RowKind } from '../../core/settlement/statement.ts';
import { readJson } from '../files/json.ts';
import { type InputProblem } from '../files/input-problem.ts';
import { type TextSource } from '../files/text-source.ts';
import { FIELDS } from './headings.ts';
import { plainHeading } from './sheet.ts';

const KINDS = Object.keys(ROW_KINDS) as RowKind[];
const heading = z.string().min(1).max(64);

/** The form of a mapping's file (`docs/statements.md`). What it leaves out is read as if there were no mapping. */
export const mappingSchema = z.strictObject({
  version: z.literal(1).default(1),
  /** The broker's name, for screens and reports. */
  broker: z.string().min(1).max(64).optional(),
  /** What a heading is: `{ "发生额(元)": "amount" }`. */
  headings: z.record(heading, z.enum(FIELDS)).default({}),
  /** What a word of the broker's business is: `{ "红冲": "fee" }`. */
  words: z.record(heading, z.enum(KINDS)).default({}),
});

/** What a person says of a broker that is not known, or that calls something by a word of its own. */
export type StatementMapping = z.infer<typeof mappingSchema>;

export const NO_MAPPING: StatementMapping = { version: 1, headings: {}, words: {} };

export async function readMapping(source: TextSource): Promise<Result<StatementMapping, InputProblem>> {
  const read = await readJson(source, mappingSchema);
  return read.ok ? ok(read.value.value) : read;
}

/**
 * Which of several mappings is a file's: the one with the most headings of it, of equals the first. One that names no
 * heading is for every file that no other is for.
 */
export function mappingFor(headings: readonly string[], mappings: readonly StatementMapping[]): StatementMapping {
  let best: { readonly mapping: StatementMapping; readonly found: number } = { mapping: NO_MAPPING, found: -1 };
  for (const mapping of mappings.map(withPlainKeys)) {
    const named = Object.keys(mapping.headings);
    const found = named.filter((one) => headings.includes(one)).length;
    if (found > best.found && (found > 0 || named.length === 0)) best = { mapping, found };
  }
  return best.mapping;
}

/** Headings and words as files are compared with them: without blanks, full-width letters made plain. */
function withPlainKeys({ headings, words, ...rest }: StatementMapping): StatementMapping {
  return { ...rest, headings: plainKeys(headings), words: plainKeys(words) };
}

function plainKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [plainHeading(key), value]));
}
