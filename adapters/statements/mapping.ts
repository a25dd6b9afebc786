import { z } from 'zod';
import { type Result, ok } from '../../core/kernel/result.ts';
import { ROW_KINDS, type RowKind } from '../../core/settlement/statement.ts';
import { readJson } from '../files/json.ts';
import { type InputProblem } from '../files/input-problem.ts';
import { type TextSource } from '../files/text-source.ts';
import { FIELDS } from './headings.ts';
import { plainHeading } from './sheet.ts';

const KINDS = Object.keys(ROW_KINDS) as RowKind[];

const mappingSchema = z.strictObject({
  /** The broker's name, for screens and reports. */
  broker: z.string().min(1).max(64).optional(),
  /** What a heading is: `{ "发生额(元)": "amount" }`. */
  headings: z.record(z.string(), z.enum(FIELDS)).default({}),
  /** What a word of the broker's business is: `{ "红冲": "fee" }`. */
  words: z.record(z.string(), z.enum(KINDS)).default({}),
});

/** What a person says of a broker that is not known, or that calls something by a word of its own. */
export type StatementMapping = z.infer<typeof mappingSchema>;

export const NO_MAPPING: StatementMapping = { headings: {}, words: {} };

export async function readMapping(source: TextSource): Promise<Result<StatementMapping, InputProblem>> {
  const read = await readJson(source, mappingSchema);
  if (!read.ok) return read;
  const { headings, words, ...rest } = read.value.value;
  return ok({ ...rest, headings: withPlainKeys(headings), words: withPlainKeys(words) });
}

function withPlainKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [plainHeading(key), value]));
}
