import { type Refusal, refusal } from '../../core/kernel/result.ts';
import { type InputProblem, inputProblemText } from '../files/input-problem.ts';

type Params = Readonly<Record<string, string>>;

/** What can be wrong with a broker's file beyond what can be wrong with any text file, with the English words for it. */
const MESSAGES = {
  'statement.foreign': ({ found }) => `no heading of a broker's statement is in it; its first line is ${found}`,
  'statement.needsMapping': ({ kind, missing, headings }) =>
    `looks like ${kind}, but no column is known for ${missing}; name them in a mapping. Its headings: ${headings}`,
  'statement.duplicateHeading': ({ heading }) => `the heading ${heading} appears twice`,
  'statement.looseColumns': () => 'its columns are set apart by blanks that do not line up: export it with tabs or commas',
  'statement.oldWorkbook': () => 'is an Excel file of before 2007, which is not read: save it as CSV or .xlsx',
  'statement.damagedWorkbook': () => 'is a damaged or locked Excel file',
  'statement.fieldCount': ({ actual, expected }) => `has ${actual} fields, the headings are ${expected}: the row is cut or damaged`,
  'statement.openQuote': () => 'a quotation mark is not closed: the row is cut or damaged',
  'statement.badNumber': ({ value }) => `must be a number, was ${value}`,
  'statement.badQuantity': ({ value }) => `must be whole shares, was ${value}`,
  'statement.badMoney': ({ value }) => `must be money with at most 4 decimals, was ${value}`,
  'statement.badDate': ({ value }) => `must be a date such as 20230201 or 2023-02-01, was ${value}`,
  'statement.badTime': ({ value }) => `must be a time such as 14:57:00 or 145700, was ${value}`,
  'statement.missingValue': () => 'is missing',
  'statement.noFiles': () => 'holds no statement file',
} as const satisfies Readonly<Record<string, (params: Params) => string>>;

export type StatementCode = keyof typeof MESSAGES;
/** Why a broker's file was not taken; `params` hold `file` and, where known, `line` and `field`. */
export type StatementProblem = Refusal<StatementCode> | InputProblem;

interface StatementPlace {
  readonly file: string;
  readonly line?: number;
  readonly field?: string;
}

export function statementProblem(code: StatementCode, place: StatementPlace, params: Params = {}): Refusal<StatementCode> {
  return refusal(code, { ...place, ...params });
}

/** One line: `broker/today.csv:12: 成交数量: must be whole shares, was 1.5`. */
export function statementProblemText(problem: StatementProblem): string {
  if (!isOurs(problem)) return inputProblemText(problem);
  const { file, line, field } = problem.params;
  const place = [line === undefined ? String(file) : `${file}:${line}`, ...(field === undefined ? [] : [String(field)])];
  const params = Object.fromEntries(Object.entries(problem.params).map(([name, value]) => [name, String(value).replaceAll(/\s+/g, ' ')]));
  return `${place.join(': ')}: ${MESSAGES[problem.code](params)}`;
}

function isOurs(problem: StatementProblem): problem is Refusal<StatementCode> {
  return problem.code in MESSAGES;
}
