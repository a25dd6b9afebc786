import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readAccountFile } from '../../adapters/files/account.ts';
import { type ApprovalRow, readApprovals } from '../../adapters/files/approvals.ts';
import { readConfig } from '../../adapters/files/config.ts';
import { checkRights, readCorporateActions } from '../../adapters/files/corporate-actions.ts';
import { type InputProblem, inputProblem } from '../../adapters/files/input-problem.ts';
import { readInstruments } from '../../adapters/files/instruments.ts';
import { dayReferences } from '../../adapters/quotes/replay/references.ts';
import { type QuotesScan, scanQuotes } from '../../adapters/quotes/replay/scan.ts';
import { scriptOfFile } from '../../adapters/scripts/script-folder.ts';
import { scriptText } from '../../adapters/scripts/script-text.ts';
import { acceptSignals, readSignals } from '../../adapters/signals/file/read-signals.ts';
import { type ScriptText } from '../../core/execution/script-port.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Refusal, type RefusalParams, type Result, err, ok } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type CorporateAction } from '../../core/market/corporate-action.ts';
import { type Instrument, type InstrumentId } from '../../core/market/instrument.ts';
import { type SessionSource } from '../../core/market/past-sessions.ts';
import { type DayReference } from '../../core/market/quote.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../../core/oms/config.ts';
import { type UnsealedBefore } from '../../core/oms/events.ts';
import { type Signal } from '../../core/plan/signal.ts';
import { type WatchCarry } from '../../core/oms/watch/watch-memory.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { actionWarnings } from './action-warnings.ts';
import { dailySessions } from './daily-sessions.ts';
import { type DayManifest } from './day-folder.ts';

/** A headless day's files, read and found sound. */
export interface DayInputs {
  readonly date: TradeDate;
  readonly scan: QuotesScan;
  readonly references: readonly DayReference[];
  readonly signals: readonly Signal[];
  readonly opening: OpeningAccount;
  /** What the watches bring over from the day before; left out: nothing. */
  readonly watches?: WatchCarry;
  /** The day before, where that was not sealed; left out: it was, or nobody knows of one. */
  readonly unsealedBefore?: UnsealedBefore;
  /** The corporate actions of the day. */
  readonly actions: readonly CorporateAction[];
  readonly config: TradingConfig;
  /** Null when no approvals file was given. */
  readonly approvals: readonly ApprovalRow[] | null;
  /** The sessions before the day. */
  readonly sessions: SessionSource;
  readonly warnings: readonly Refusal[];
  /** Scripts of the user's own, and whether each has been tried. */
  readonly texts: readonly (ScriptText & { readonly tried: boolean })[];
}

/** Reads every file of the day, whole, before anything rests on it. The first thing that is wrong ends it. */
export async function readDayInputs(manifest: DayManifest): Promise<Result<DayInputs, InputProblem>> {
  const date = manifest.date as TradeDate;
  const config = manifest.config === null ? ok(DEFAULT_CONFIG) : await readConfig(manifest.config.path);
  if (!config.ok) return config;
  const account = await accountOf(manifest);
  if (!account.ok) return account;
  const instruments = await instrumentsOf(manifest);
  if (!instruments.ok) return instruments;
  const approvals = manifest.approvals === null ? ok(null) : await readApprovals(manifest.approvals.path);
  if (!approvals.ok) return approvals;
  const scan = await scanQuotes(manifest.quotes.map((file) => file.path), date);
  if (!scan.ok) return scan;
  const known = (id: InstrumentId): boolean => instruments.value.has(id) || scan.value.instruments.has(id);
  const reading = await readSignals(manifest.signals.path, { tradeDate: date, calendar: exchangeCalendar(), known });
  const signals = acceptSignals(reading, manifest.skipBadRows);
  if (!signals.ok) return signals;
  const sessions = await dailySessions(manifest.daily.map((file) => file.path), { before: date, wanted: scan.value.instruments });
  if (!sessions.ok) return sessions;
  const { references, warnings } = dayReferences(scan.value, date, instruments.value);
  return ok({
    date,
    scan: scan.value,
    references,
    signals: signals.value,
    ...account.value,
    config: withApproval(config.value, manifest),
    approvals: approvals.value,
    sessions: sessions.value,
    texts: await Promise.all(manifest.scripts.map(textOf)),
    warnings: [...warnings, ...actionWarnings({ ...account.value, date, references, sessions: sessions.value }), ...oddRows(scan.value), ...skippedRows(reading.problems)],
  });
}

/** What the account brings into the day, and what it gets that morning; one of a day that was not sealed only with somebody's reason. */
async function accountOf(manifest: DayManifest): Promise<Result<Pick<DayInputs, 'opening' | 'actions' | 'watches' | 'unsealedBefore'>, InputProblem>> {
  const { account, release } = manifest;
  const read = await readAccountFile(account.path);
  if (!read.ok) return read;
  const { opening, watches, unsealed } = read.value;
  const actions = await actionsOf(manifest, opening);
  if (!actions.ok) return actions;
  const brought = { opening, actions: actions.value, ...(watches === null ? {} : { watches }) };
  if (unsealed === null) return ok(brought);
  if (release === null) return err(inputProblem('account.unsealed', { file: account.path, field: 'unsealed' }, { value: unsealed }));
  return ok({ ...brought, unsealedBefore: { date: unsealed, reason: release } });
}

async function textOf({ path: file, tried }: DayManifest['scripts'][number]): Promise<DayInputs['texts'][number]> {
  const script = scriptOfFile(file);
  invariant(script !== null, `${file} is a script`);
  return { ...scriptText(script, path.basename(file), await readFile(file, 'utf8')), tried };
}

async function actionsOf({ actions: file, date }: DayManifest, opening: OpeningAccount): Promise<Result<readonly CorporateAction[], InputProblem>> {
  if (file === null) return ok([]);
  const actions = await readCorporateActions(file.path, { date: date as TradeDate, calendar: exchangeCalendar() });
  if (!actions.ok) return actions;
  const rights = checkRights(file.path, actions.value, opening);
  return rights.ok ? actions : rights;
}

type Instruments = ReadonlyMap<InstrumentId, Instrument>;

async function instrumentsOf({ instruments }: DayManifest): Promise<Result<Instruments, InputProblem>> {
  return instruments === null ? ok(new Map()) : readInstruments(instruments.path);
}

/** What was said on the command line wins; a file of approvals speaks line by line. */
function withApproval(config: TradingConfig, { approve, approvals }: DayManifest): TradingConfig {
  if (approvals !== null || approve === 'none') return { ...config, plan: { ...config.plan, approval: 'each' } };
  return approve === 'all' ? { ...config, plan: { ...config.plan, approval: 'automatic' } } : config;
}

/** Rows of the feed that contradict themselves or what came before. */
function oddRows({ oddities }: QuotesScan): readonly Refusal[] {
  return oddities.map(({ problem, rows }) => warning('quotes.oddRows', problem, { rows }));
}

/** The file by its name alone: the report says the same wherever the inputs lie. */
function warning(code: string, problem: InputProblem, more: RefusalParams = {}): Refusal {
  const file = path.basename(String(problem.params['file']));
  return { code, params: { ...problem.params, file, problem: problem.code, ...more } };
}

/** Bad rows that the user chose to leave out are named all the same. */
function skippedRows(problems: readonly InputProblem[]): readonly Refusal[] {
  return problems.map((problem) => warning('signals.rowSkipped', problem));
}
