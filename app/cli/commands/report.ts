import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { writeWhole } from '../../../adapters/files/atomic-file.ts';
import { AccountHistory } from '../../../adapters/sqlite/account-history.ts';
import { openReadOnly } from '../../../adapters/sqlite/read-only.ts';
import { type TradeDate, parseTradeDate } from '../../../core/kernel/time.ts';
import { REPORT_KINDS, type ReportKind, accountReport } from '../../terminal/report/account-report.ts';
import { type ReportDocument, reportDocument } from '../../terminal/report/document.ts';
import { reportCsv, reportJson, reportXlsx } from '../../terminal/report/formats.ts';
import { reportHtml } from '../../terminal/report/page.ts';
import { type ReportLanguage } from '../../terminal/report/words.ts';
import { reviewOf } from '../../terminal/review.ts';
import { UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';

const FORMATS = ['csv', 'json', 'html', 'xlsx'] as const;

interface ReportOptions {
  readonly database: string;
  readonly from?: string;
  readonly to?: string;
  readonly kind: ReportKind;
  readonly format: (typeof FORMATS)[number];
  readonly language: ReportLanguage;
  readonly out?: string;
}

export function register(program: Command, io: CliIo): void {
  program
    .command('report')
    .description("statements, performance and trades of an account's sealed days; the account may be in use")
    .requiredOption('--database <file>', 'the database of an account')
    .option('--from <date>', 'first day; left out: the first that is sealed')
    .option('--to <date>', 'last day; left out: the last that is sealed')
    .addOption(new Option('--kind <kind>', 'what it is about').choices(REPORT_KINDS).default('full'))
    .addOption(new Option('--format <format>', 'html is the page that the window prints as PDF').choices(FORMATS).default('csv'))
    .addOption(new Option('--language <language>', 'of its words').choices(['zh', 'en']).default('zh'))
    .option('--out <file>', 'where to; left out: stdout, but for xlsx')
    .action(async (options: ReportOptions) => {
      await reportCommand(options, io);
    });
}

/** @throws UsageError when an option or the database is wrong. */
async function reportCommand(options: ReportOptions, io: CliIo): Promise<void> {
  const { format, out } = options;
  if (format === 'xlsx' && out === undefined) throw new UsageError('--out: a spreadsheet goes into a file');
  const printed = await contentOf(await documentOf(options, io), format);
  if (out !== undefined) writeWhole(resolve(io.cwd, out), printed);
  else if (typeof printed === 'string') io.stdout(`${printed.trimEnd()}\n`);
}

async function documentOf({ database, from, to, kind, language }: ReportOptions, io: CliIo): Promise<ReportDocument> {
  const { account, history } = openAccount(database, io);
  const days = history.sealedDays();
  const [first, last] = [dayOption('--from', from) ?? days[0], dayOption('--to', to) ?? days.at(-1)];
  if (first === undefined || last === undefined) throw new UsageError(`${database}: has no sealed day`);
  const report = accountReport({ account, review: await reviewOf(history), notes: history.notes.search('') }, first, last);
  if (!report.ok) throw new UsageError(`--from, --to: ${database} has no sealed day from ${first} to ${last}`);
  return reportDocument(report.value, kind, language);
}

function openAccount(file: string, io: CliIo): { readonly account: string; readonly history: AccountHistory } {
  try {
    const connection = openReadOnly(resolve(io.cwd, file));
    const account = z.string().parse(connection.prepare('SELECT name FROM account').pluck().get());
    return { account, history: new AccountHistory(connection) };
  } catch (error) {
    throw new UsageError(`${file}: cannot be read as an account's database (${error instanceof Error ? error.message : String(error)})`);
  }
}

function dayOption(name: string, text: string | undefined): TradeDate | undefined {
  if (text === undefined) return undefined;
  const date = parseTradeDate(text);
  if (!date.ok) throw new UsageError(`${name}: ${text} is no date such as 2024-03-06`);
  return date.value;
}

function contentOf(document: ReportDocument, format: ReportOptions['format']): Promise<Buffer> | string {
  switch (format) {
    case 'csv':
      return reportCsv(document);
    case 'json':
      return reportJson(document);
    case 'html':
      return reportHtml(document);
    case 'xlsx':
      return reportXlsx(document);
  }
}
