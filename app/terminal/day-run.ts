import { approvalCommands } from '../../adapters/files/approvals.ts';
import { AtomicFile } from '../../adapters/files/atomic-file.ts';
import { type InputProblem } from '../../adapters/files/input-problem.ts';
import { replayQuotes } from '../../adapters/quotes/replay/replay.ts';
import { LoadedScripts } from '../../adapters/scripts/loaded-scripts.ts';
import { type AccountDatabase, openAccountDatabase } from '../../adapters/sqlite/account-database.ts';
import { RerunJournal } from '../../adapters/sqlite/rerun-journal.ts';
import { type Actor } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok } from '../../core/kernel/result.ts';
import { type Command } from '../../core/oms/command.ts';
import { type DayFolder, type DayManifest } from './day-folder.ts';
import { type DayInputs, readDayInputs } from './day-inputs.ts';
import { dayFiles } from './day-output.ts';
import { type Engine } from './engine.ts';
import { Pace } from './pace.ts';
import { runDay } from './paced-day.ts';
import { type PaperDay, openPaperDay } from './paper-day.ts';
import { type DayReport, dayReport } from './report.ts';

/** The name that a headless day's account has in its journal and ids. */
const ACCOUNT = 'day';
/** Who gives the commands of a headless day: the files on its command line. */
const FILES = 'files' as Actor;

export type DayRunProblem =
  /** A file is not what it should be; nothing has begun. */
  | { readonly kind: 'input'; readonly problem: InputProblem }
  /** The day cannot be run here: another process has it, or its plan was refused. */
  | { readonly kind: 'refused'; readonly reason: Refusal };

/**
 * Runs the day of a folder from its manifest to its files: a new one from the beginning, a killed one again over what
 * its journal holds. Nothing is left behind when an input is wrong.
 */
export async function runDayFolder(
  folder: DayFolder,
  manifest: DayManifest,
  tell: (line: string) => void,
): Promise<Result<DayReport, DayRunProblem>> {
  const inputs = await readDayInputs(manifest);
  if (!inputs.ok) return err({ kind: 'input', problem: inputs.error });
  tell(`checked ${inputs.value.scan.rows} quotes of ${inputs.value.references.length} instruments`);
  const database = openAccountDatabase(folder.database, { account: ACCOUNT, mode: 'paper' });
  if (!database.ok) return err({ kind: 'refused', reason: database.error });
  let report: Awaited<ReturnType<typeof trade>>;
  try {
    report = await trade(folder, manifest, inputs.value, database.value, tell);
  } finally {
    database.value.close();
  }
  if (report.ok) folder.finish();
  return report;
}

async function trade(
  folder: DayFolder,
  manifest: DayManifest,
  inputs: DayInputs,
  database: AccountDatabase,
  tell: (line: string) => void,
): Promise<Result<DayReport, DayRunProblem>> {
  const journal = database.journal(inputs.date);
  if (!journal.ok) return err({ kind: 'refused', reason: journal.error });
  const rerun = new RerunJournal(journal.value);
  if (rerun.remaining > 0) tell(`going on after ${rerun.remaining} journal records`);
  const scripts = new LoadedScripts();
  const day = openPaperDay({ ...inputs, scripts, account: ACCOUNT, seed: manifest.seed }, rerun, rerun);
  const planned = plan(day, inputs);
  if (!planned.ok) return planned;
  tell(`planned ${day.engine.state.lines.size} lines`);
  let tally: Awaited<ReturnType<typeof play>>;
  try {
    tally = await play(day, manifest, inputs, () => rerun.remaining > 0);
  } finally {
    await scripts.close();
  }
  const { scan, signals, warnings } = inputs;
  const report = dayReport(day.engine.state, {
    ...tally,
    instruments: scan.instruments.size,
    firstQuote: scan.first,
    signals: signals.length,
    events: rerun.head.seq,
    head: rerun.head.hash,
    warnings,
  });
  writeFiles(folder, rerun.lines(), day, report);
  return ok(report);
}

/** Sizes the signals and takes the decisions of an approvals file; a rerun gives the same commands again. */
function plan({ engine }: PaperDay, { signals, approvals, texts }: DayInputs): Result<void, DayRunProblem> {
  for (const text of texts) {
    const loaded = give(engine, { type: 'loadScript', ...text });
    if (!loaded.ok) return loaded;
  }
  const imported = give(engine, { type: 'importSignals', signals, source: 'signals' });
  if (!imported.ok || approvals === null) return imported;
  const commands = approvalCommands(approvals, engine.state.lines.values());
  if (!commands.ok) return err({ kind: 'input', problem: commands.error });
  for (const command of commands.value) {
    const given = give(engine, command);
    if (!given.ok) return given;
  }
  return ok(undefined);
}

function give(engine: Engine, command: Command): Result<void, DayRunProblem> {
  const given = engine.command(command, FILES);
  return given.ok ? given : err({ kind: 'refused', reason: given.error });
}

function play(
  day: PaperDay,
  manifest: DayManifest,
  inputs: DayInputs,
  catchingUp: () => boolean,
): ReturnType<typeof runDay> {
  const { engine, timetable } = day;
  const speed = manifest.speed === 'max' ? Number.POSITIVE_INFINITY : Number(manifest.speed);
  const pace = new Pace(engine.now, {
    speed,
    playing: true,
    wall: () => performance.now(),
    onTick: (now) => engine.time(now),
  });
  const feed = replayQuotes(manifest.quotes.map((file) => file.path), inputs.date);
  return runDay(engine, feed, pace, timetable, catchingUp);
}

function writeFiles(folder: DayFolder, lines: Iterable<string>, day: PaperDay, report: DayReport): void {
  writeFile(folder, 'events.jsonl', lines);
  for (const { name, text } of dayFiles(day.engine.state, report)) writeFile(folder, name, [text.slice(0, -1)]);
}

/** Whole or not at all; each of `lines` gets its line end. */
function writeFile(folder: DayFolder, name: string, lines: Iterable<string>): void {
  const file = new AtomicFile(folder.file(name));
  try {
    for (const line of lines) file.append(`${line}\n`);
    file.commit();
  } finally {
    file.discard();
  }
}
