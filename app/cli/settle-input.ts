import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readAccount } from '../../adapters/files/account.ts';
import { isClosingAccount, readClosingAccount, readHoldings } from '../../adapters/files/closing-account.ts';
import { checkRights, readCorporateActions } from '../../adapters/files/corporate-actions.ts';
import { type FillsOfDay, readFills } from '../../adapters/files/fills.ts';
import { inputProblemText } from '../../adapters/files/input-problem.ts';
import { type StatementMapping, readMapping } from '../../adapters/statements/mapping.ts';
import { readStatement } from '../../adapters/statements/read-statement.ts';
import { statementProblem, statementProblemText } from '../../adapters/statements/statement-problem.ts';
import { DEFAULT_STRATEGY } from '../../core/kernel/ids.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { bookActions } from '../../core/portfolio/action-booking.ts';
import { taxDay } from '../../core/portfolio/dividend-tax.ts';
import { type LocalDay, movementsOf, openAndClose } from '../../core/settlement/local-day.ts';
import { type Statement } from '../../core/settlement/statement.ts';
import { UsageError } from './failure.ts';
import { type CliIo } from './io.ts';
import { readInput } from './series-input.ts';

export interface SettleOptions {
  readonly account: string;
  readonly fills: string;
  readonly broker: string;
  readonly actions?: string;
  readonly mapping?: readonly string[];
  readonly json?: boolean;
}

/** Our side of the day. @throws UsageError naming file, line and field. */
export async function readDay(options: SettleOptions, io: CliIo): Promise<LocalDay> {
  const fills = await readInput(options.fills, readFills, io);
  if (await readInput(options.account, isClosingAccount, io)) return closedDay(options, fills, io);
  const { cash, positions } = await readInput(options.account, readAccount, io);
  const shares = new Map<InstrumentId, number>();
  for (const { instrument, quantity } of positions) shares.set(instrument, (shares.get(instrument) ?? 0) + quantity);
  return { ...fills, account: { at: 'open', cash, positions: shares } };
}

/** The same with what the day's corporate actions, and the tax on dividends of what was sold, have moved. @throws UsageError */
export async function withActions(day: LocalDay, date: TradeDate, { account, actions: file }: SettleOptions, io: CliIo): Promise<LocalDay> {
  if (file === undefined) return day;
  if (day.account.at === 'close') throw new UsageError(`--actions: ${account} is of after the close; needed is the one that the day began with`);
  const opening = await readInput(account, readAccount, io);
  const actions = await readInput(file, (path) => readCorporateActions(path, { date, calendar: exchangeCalendar() }), io);
  const rights = checkRights(file, actions, opening);
  if (!rights.ok) throw new UsageError(inputProblemText(rights.error));
  const bookings = bookActions(opening, actions);
  const held = openAndClose({ ...day, movements: movementsOf(bookings, []) }).close.positions ?? new Map<InstrumentId, number>();
  const fills = day.fills.map((fill) => ({ ...fill, strategyId: DEFAULT_STRATEGY }));
  const { taxes } = taxDay({ date, opening: opening.parcels ?? [], held, bookings, fills });
  return { ...day, movements: movementsOf(bookings, taxes) };
}

/** An account as a finished day left it; its holdings lie beside it. */
async function closedDay({ account: file, fills: fillsFile }: SettleOptions, { date, fills }: FillsOfDay, io: CliIo): Promise<LocalDay> {
  const account = await readInput(file, readClosingAccount, io);
  if (date !== null && date !== account.date) {
    throw new UsageError(`${file}: date: is of ${account.date}, the fills of ${fillsFile} are of ${date}`);
  }
  const beside = join(dirname(file), 'positions.csv');
  const positions = existsSync(resolve(io.cwd, beside)) ? await readInput(beside, readHoldings, io) : null;
  return { date: account.date, fills, account: { at: 'close', cash: account.cash, positions } };
}

/** Every file of the broker's folder. @throws UsageError when one cannot be read: what it says would be missing. */
export async function readStatements({ broker, mapping = [] }: SettleOptions, io: CliIo): Promise<readonly Statement[]> {
  const mappings: StatementMapping[] = [];
  for (const file of mapping) mappings.push(await readInput(file, readMapping, io));
  const statements: Statement[] = [];
  for (const name of filesIn(broker, io)) {
    statements.push(await readOne(join(broker, name), mappings, io));
  }
  if (statements.length === 0) throw new UsageError(statementProblemText(statementProblem('statement.noFiles', { file: broker })));
  return statements;
}

function filesIn(folder: string, io: CliIo): readonly string[] {
  try {
    const entries = readdirSync(resolve(io.cwd, folder), { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !/^[.~]/.test(entry.name)).map(({ name }) => name).toSorted();
  } catch (error) {
    throw new UsageError(`--broker: ${folder} is no folder that can be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function readOne(file: string, mappings: readonly StatementMapping[], io: CliIo): Promise<Statement> {
  const read = await readStatement(resolve(io.cwd, file), mappings);
  if (read.ok) return { ...read.value, file };
  throw new UsageError(statementProblemText({ ...read.error, params: { ...read.error.params, file } }));
}
