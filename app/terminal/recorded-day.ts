import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { csvRows, needs } from '../../adapters/files/csv.ts';
import { type InputProblem, inputProblem, placed } from '../../adapters/files/input-problem.ts';
import { dateValue } from '../../adapters/files/values.ts';
import { replayQuotes } from '../../adapters/quotes/replay/replay.ts';
import { type Actor } from '../../core/kernel/ids.ts';
import { type Result, err, ok, refuse } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type DayManifest, type InputFile, fingerprint } from './day-folder.ts';
import { type DayInputs, readDayInputs } from './day-inputs.ts';
import { scriptsBeside } from './day-scripts.ts';
import { type MarketDay, type PaperMarket } from './paper-market.ts';

const QUOTES = /\.quotes\.csv(?:\.gz)?$/;
const DAILY = /\.daily\.csv(?:\.gz)?$/;
const SIGNALS = /^signals\.(?:csv|json)$/;
const ACTIONS = /^actions\.csv$/;
const INSTRUMENTS = /^instruments\.csv(?:\.gz)?$/;
/** Hexadecimal digits that tell the inputs of one recorded day from another's. */
const KEY_DIGITS = 12;

/**
 * The recorded day of a folder, read whole and found sound: `*.quotes.csv` of one day, `signals.csv` or `.json` and
 * `account.json`, and where they are there `config.json` with its `scripts/`, `actions.csv`, `instruments.csv` and `*.daily.csv`; quotes,
 * instruments and daily bars may be gzipped. The account is the folder's own: other files, another account.
 */
export async function openRecordedDay(folder: string): Promise<Result<PaperMarket, InputProblem>> {
  const manifest = await manifestOf(folder);
  if (!manifest.ok) return manifest;
  const inputs = await readDayInputs(manifest.value);
  return inputs.ok ? ok(marketOf(manifest.value, inputs.value)) : inputs;
}

async function manifestOf(folder: string): Promise<Result<DayManifest, InputProblem>> {
  const listed = namesIn(folder);
  if (!listed.ok) return listed;
  const matching = (pattern: RegExp): readonly string[] => listed.value.filter((name) => pattern.test(name)).map((name) => path.join(folder, name));
  const [firstQuotes, ...moreQuotes] = matching(QUOTES);
  const [signals] = matching(SIGNALS);
  const [account] = matching(/^account\.json$/);
  const [config = null] = matching(/^config\.json$/);
  const [actions = null] = matching(ACTIONS);
  const [instruments = null] = matching(INSTRUMENTS);
  if (firstQuotes === undefined) return err(inputProblem('quotes.noFiles', { file: folder }));
  if (signals === undefined) return err(inputProblem('file.notFound', { file: path.join(folder, 'signals.csv') }));
  if (account === undefined) return err(inputProblem('file.notFound', { file: path.join(folder, 'account.json') }));
  const date = await firstDate(firstQuotes);
  if (!date.ok) return date;
  return ok({
    version: 1,
    date: date.value,
    seed: 1,
    approve: 'config',
    skipBadRows: false,
    speed: 'max',
    quotes: await Promise.all([firstQuotes, ...moreQuotes].map(fingerprint)),
    signals: await fingerprint(signals),
    account: await fingerprint(account),
    instruments: instruments === null ? null : await fingerprint(instruments),
    config: config === null ? null : await fingerprint(config),
    approvals: null,
    release: null,
    daily: await Promise.all(matching(DAILY).map(fingerprint)),
    actions: actions === null ? null : await fingerprint(actions),
    scripts: config === null ? [] : await scriptsBeside(config),
  });
}

function namesIn(folder: string): Result<readonly string[], InputProblem> {
  try {
    return ok(readdirSync(folder).toSorted());
  } catch (error) {
    return err(inputProblem('file.unreadable', { file: folder }, { reason: String((error as NodeJS.ErrnoException).code) }));
  }
}

/** The day of a quotes file by its first row; that all others are of it is checked when they are read. */
async function firstDate(file: string): Promise<Result<TradeDate, InputProblem>> {
  for await (const row of csvRows(file, { columns: ['time'], missing: needs('time') })) {
    if (!row.ok) return row;
    const date = dateValue(row.value.get('time').slice(0, 'YYYY-MM-DD'.length));
    return date.ok ? date : err(placed(date.error, { file, line: row.value.line, field: 'time' }));
  }
  return err(inputProblem('file.noRows', { file }));
}

function marketOf(manifest: DayManifest, inputs: DayInputs): PaperMarket {
  const { date, references, sessions, opening, actions, watches, config, texts, signals, warnings } = inputs;
  const files = manifest.quotes.map((file) => file.path);
  const day: MarketDay = {
    date,
    seed: manifest.seed,
    config,
    references,
    sessions,
    opening,
    actions,
    ...(watches === undefined ? {} : { watches }),
    texts,
    signals: () => signals,
    feed: () => replayQuotes(files, date),
  };
  const account = `recorded-${date}`;
  const only: PaperMarket['day'] = (asked) => (asked === date ? ok(day) : refuse('playback.oneDayOnly'));
  return {
    account,
    fileName: `${account}-${keyOf(manifest)}`,
    firstDay: date,
    goesOn: false,
    by: 'files' as Actor,
    source: path.basename(manifest.signals.path),
    warnings,
    day: only,
    trialDay: only,
  };
}

/** What a journal rests on: with any of it changed, the day could not be run again over what was journalled. */
function keyOf({ quotes, signals, account, instruments, config, daily, actions, scripts }: DayManifest): string {
  const files: readonly (InputFile | null)[] = [...quotes, signals, account, instruments, config, ...daily, ...(actions === null ? [] : [actions]), ...scripts];
  const hash = createHash('sha256').update(files.map((file) => file?.sha256 ?? '-').join('\n'));
  return hash.digest('hex').slice(0, KEY_DIGITS);
}
