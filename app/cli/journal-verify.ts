import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { verifyJournal } from '../../adapters/sqlite/journal-file.ts';
import { type JournalBreak, type JournalSummary } from '../../adapters/sqlite/journal-verifier.ts';
import { CheckFailedError, UsageError } from './failure.ts';
import { type CliIo } from './io.ts';
import { openJournalFile } from './journal-input.ts';
import { formatTable } from './table.ts';

const REPORT = 'report.json';

const reportSchema = z.looseObject({ journal: z.looseObject({ events: z.int(), head: z.string() }) });

/**
 * What the report beside a journal says of it: `agrees`, nothing (`silent`: it is some other report), or another
 * number of records or another head, in words.
 */
type ReportCheck = { readonly kind: 'agrees' | 'silent' } | { readonly kind: 'differs'; readonly detail: string };

/** @throws UsageError when the file is no journal, CheckFailedError when it is broken. */
export async function journalVerify(file: string, asJson: boolean, io: CliIo): Promise<void> {
  const verified = await verifyJournal(openJournalFile(file, io));
  if (!verified.ok) {
    if (verified.error.kind === 'notAJournal') throw new UsageError(`${file}: is not a journal`);
    const { broken, sound } = verified.error;
    if (asJson) io.stdout(document({ sound: false, file, broken, ...described(sound) }));
    throw new CheckFailedError(brokenText(file, broken));
  }
  const report = checkReport(path.resolve(io.cwd, path.dirname(file), REPORT), verified.value);
  const sound = report?.kind !== 'differs';
  io.stdout(asJson ? document({ sound, file, ...described(verified.value), report }) : table(file, verified.value, report));
  if (report?.kind === 'differs') throw new CheckFailedError(`${file}: ${report.detail}`);
}

function document(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

function described(summary: JournalSummary | null) {
  return summary === null ? { events: 0 } : { ...summary, sealed: isSealed(summary) };
}

function isSealed({ days }: JournalSummary): boolean {
  return days.every((day) => day.sealed);
}

function brokenText(file: string, { fault, line, seq, detail }: JournalBreak): string {
  return `${file}:${line}: record ${seq}: ${fault}: ${detail}`;
}

/** Null where there is no report. A shorter journal is sound in itself: only what was written elsewhere can tell. */
function checkReport(report: string, { lastSeq, head }: JournalSummary): ReportCheck | null {
  if (!existsSync(report)) return null;
  const parsed = reportSchema.safeParse(jsonOf(report));
  if (!parsed.success) return { kind: 'silent' };
  const { journal } = parsed.data;
  if (journal.events !== lastSeq) {
    return { kind: 'differs', detail: `ends at record ${lastSeq}, but ${REPORT} knows ${journal.events}` };
  }
  if (journal.head === head) return { kind: 'agrees' };
  return { kind: 'differs', detail: `ends with hash ${head}, but ${REPORT} knows ${journal.head}` };
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CheckFailedError(`${file}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

function table(file: string, summary: JournalSummary, report: ReportCheck | null): string {
  const rows: [string, string][] = [
    ['journal', `${file}: every record is as it was written`],
    ['records', `${summary.events}, from ${summary.firstSeq} to ${summary.lastSeq}`],
    ['first', summary.first],
    ['last', summary.last],
    ['days', summary.days.map((day) => `${day.date} ${day.sealed ? 'sealed' : 'not sealed'}`).join(', ')],
    ['head', summary.head],
  ];
  if (report !== null) rows.push([REPORT, report.kind === 'silent' ? 'names no journal' : report.kind]);
  return formatTable(rows);
}
