import { type Command } from 'commander';
import { MONEY_SCALE, formatYuan, parseDecimal } from '../../../core/kernel/decimal.ts';
import { type Refusal } from '../../../core/kernel/result.ts';
import { type TradeDate, parseTradeDate } from '../../../core/kernel/time.ts';
import { type Price } from '../../../core/kernel/units.ts';
import { type Calendar, exchangeCalendar } from '../../../core/market/calendar.ts';
import { type Instrument, bareInstrument, parseInstrumentId } from '../../../core/market/instrument.ts';
import { type TradingRules } from '../../../core/market/rules.ts';
import { type RulesProblem, sessionSinceListing, tradingRules } from '../../../core/market/trading-rules.ts';
import { UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';
import { describeRules, tableOfRules } from '../rules-report.ts';

interface RulesOptions {
  readonly instrument: string;
  readonly date: string;
  readonly prevClose?: string;
  readonly st?: boolean;
  readonly listed?: string;
  readonly json?: boolean;
}

export function register(program: Command, io: CliIo): void {
  program
    .command('rules')
    .description('the trading rules of an instrument on a day, each with its source and dates')
    .requiredOption('--instrument <id>', 'such as 600519.SH, sz000333 or 920002')
    .requiredOption('--date <date>', 'a trading day, YYYY-MM-DD')
    .option('--prev-close <price>', "the previous close (on the first day the issue price), for the day's limits")
    .option('--st', 'the share is under special treatment (ST, *ST)')
    .option('--listed <date>', 'when it was listed: new listings have limits of their own')
    .option('--json', 'one JSON document on stdout')
    .action((options: RulesOptions) => {
      io.stdout(rulesCommand(options));
    });
}

/** The whole output. @throws UsageError when an option is wrong. */
function rulesCommand(options: RulesOptions): string {
  const calendar = exchangeCalendar();
  const date = sessionOption('--date', options.date, calendar);
  const listDate = options.listed === undefined ? null : listingOption(options.listed, date, calendar);
  const instrument: Instrument = { ...instrumentOption(options.instrument), st: options.st ?? false, listDate };
  const rules = tradingRules(instrument, date);
  if (!rules.ok) throw new UsageError(refusalText(rules.error));
  const prevClose = options.prevClose === undefined ? null : priceOption(options.prevClose, rules.value);
  const listedSession = sessionSinceListing(listDate, date, exchangeCalendar);
  const question = { instrument, date, listedSession, prevClose, rules: rules.value };
  return options.json === true ? `${JSON.stringify(describeRules(question), null, 2)}\n` : tableOfRules(question);
}

function instrumentOption(text: string): Instrument {
  const id = parseInstrumentId(text);
  if (id.ok) return bareInstrument(id.value);
  const problem = {
    'instrument.malformed': 'is not an instrument such as 600519.SH',
    'instrument.unknownCode': 'is no share, fund or convertible bond of the Chinese exchanges',
    'instrument.wrongExchange': `is no instrument of that exchange; the code belongs to ${id.error.params['exchange']}`,
  };
  throw new UsageError(`--instrument: ${text} ${problem[id.error.code]}`);
}

function dateOption(option: string, text: string): TradeDate {
  const date = parseTradeDate(text);
  if (!date.ok) throw new UsageError(`${option}: ${text} is not a date (YYYY-MM-DD)`);
  return date.value;
}

function sessionOption(option: string, text: string, calendar: Calendar): TradeDate {
  const date = dateOption(option, text);
  const session = calendar.isSession(date);
  if (!session.ok) {
    throw new UsageError(
      `${option}: ${text} is outside the calendar, which knows ${calendar.first} to ${calendar.last}`,
    );
  }
  if (!session.value) throw new UsageError(`${option}: ${text} is not a trading day`);
  return date;
}

/** A listing before the exchanges' first day is taken as it is: a few shares were older. */
function listingOption(text: string, date: TradeDate, calendar: Calendar): TradeDate {
  const listed = dateOption('--listed', text);
  if (listed > date) throw new UsageError(`--listed: ${text} is after --date ${date}`);
  return listed < calendar.first ? listed : sessionOption('--listed', text, calendar);
}

function priceOption(text: string, rules: TradingRules): Price {
  const parsed = parseDecimal(text, MONEY_SCALE);
  if (!parsed.ok || parsed.value <= 0) throw new UsageError(`--prev-close: ${text} is not a price in yuan`);
  const tick = rules.tick.value;
  if (parsed.value % tick !== 0) {
    throw new UsageError(`--prev-close: ${text} is not a whole number of ticks of ${formatYuan(tick)}`);
  }
  return parsed.value as Price;
}

function refusalText({ code, params }: Refusal<RulesProblem>): string {
  const { instrument, board, date, from, listDate, rule } = params;
  const problems: Readonly<Record<RulesProblem, string>> = {
    'rules.beforeBoard': `the board ${board} did not exist on ${date}; its first day was ${from}`,
    'rules.beforeTable': `the rules of ${date} are not known; the table of board ${board} begins on ${from}`,
    'rules.notYetListed': `was not listed before ${listDate}`,
    'rules.unknown': `no rule ${rule} for board ${board} on ${date}`,
  };
  return `--date: ${instrument}: ${problems[code]}`;
}
