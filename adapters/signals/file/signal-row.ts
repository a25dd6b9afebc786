import { parseCondition } from '../../../core/conditions/parse-condition.ts';
import { DEFAULT_STRATEGY, type StrategyId } from '../../../core/kernel/ids.ts';
import { type Result, err, ok } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Calendar } from '../../../core/market/calendar.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { STYLE_NAMES } from '../../../core/plan/line.ts';
import { scriptInWord } from '../../../core/plan/styles.ts';
import { type Signal, type SignalAsk } from '../../../core/plan/signal.ts';
import { type CsvRow, type ReadField, readFields } from '../../files/csv.ts';
import { type InputCode, type InputProblem, inputProblem } from '../../files/input-problem.ts';
import {
  type ValueParser,
  dateValue,
  instrumentValue,
  nameValue,
  positiveAmountValue,
  positiveQuantityValue,
  priceValue,
  textValue,
  weightValue,
  wordValue,
} from '../../files/values.ts';

export const SIGNAL_COLUMNS = [
  'date',
  'trade_date',
  'instrument',
  'strategy_id',
  'position',
  'side',
  'quantity',
  'amount',
  'ref_price',
  'reason',
  'execution',
  'condition',
] as const;
export type SignalColumn = (typeof SIGNAL_COLUMNS)[number];

/** A row of a file, whatever its format. */
export type SignalRow = CsvRow<SignalColumn>;

/** What rows are read against. */
export interface SignalContext {
  /** The session whose signals are wanted. */
  readonly tradeDate: TradeDate;
  readonly calendar: Pick<Calendar, 'nextSession'>;
  /** Whether the market of the day has the instrument. */
  known(instrument: InstrumentId): boolean;
}

/** Days of a row: when the signal was made and when it is traded. */
export type SignalDays = Pick<Signal, 'date' | 'tradeDate'>;

/** `trade_date` wins; without it a signal is traded on the first session after the day on which it was made. */
export function daysOf(file: string, row: SignalRow, { calendar }: SignalContext): Result<SignalDays, InputProblem> {
  const days = readFields(file, row, (read) => ({
    date: read('date', dateValue),
    tradeDate: row.get('trade_date') === '' ? null : read('trade_date', dateValue),
  }));
  if (!days.ok) return days;
  const { date, tradeDate } = days.value;
  if (tradeDate !== null) {
    if (tradeDate >= date) return ok({ date, tradeDate });
    return fieldProblem(file, row, 'trade_date', 'signals.tradedBeforeMade', { value: tradeDate, date });
  }
  const next = calendar.nextSession(date);
  if (next.ok) return ok({ date, tradeDate: next.value });
  return fieldProblem(file, row, 'date', 'calendar.unknownDay', { ...next.error.params, value: date });
}

/** The signal of a row for the session that is wanted. */
export function signalOf(file: string, row: SignalRow, days: SignalDays, context: SignalContext): Result<Signal, InputProblem> {
  const problem = askProblem(file, row);
  if (problem !== null) return err(problem);
  const signal = readFields(file, row, (read): Signal => {
    const optional = <T>(column: SignalColumn, parse: ValueParser<T>): T | null =>
      row.get(column) === '' ? null : read(column, parse);
    return {
      ...days,
      strategyId: (optional('strategy_id', nameValue) ?? DEFAULT_STRATEGY) as StrategyId,
      instrument: read('instrument', instrumentValue),
      ask: askOf(row, read),
      refPrice: optional('ref_price', priceValue),
      reason: optional('reason', textValue) ?? '',
      execution: optional('execution', styleValue),
      condition: optional('condition', conditionValue),
    };
  });
  if (!signal.ok || context.known(signal.value.instrument)) return signal;
  return fieldProblem(file, row, 'instrument', 'instrument.notListed', { value: row.get('instrument') });
}

const ASKS = ['position', 'quantity', 'amount'] as const;

/** A row asks for exactly one thing; a target has no side, an order has one. */
function askProblem(file: string, row: SignalRow): InputProblem | null {
  const given = ASKS.filter((column) => row.get(column) !== '');
  const [ask, other] = given;
  const at = (field: SignalColumn): { file: string; line: number; field: string } => ({ file, line: row.line, field });
  if (ask === undefined) return inputProblem('signals.noAsk', at('position'));
  if (other !== undefined) return inputProblem('signals.twoAsks', at(other), { other: ask });
  const hasSide = row.get('side') !== '';
  if (ask === 'position') return hasSide ? inputProblem('signals.sideWithTarget', at('side')) : null;
  return hasSide ? null : inputProblem('signals.needsSide', at('side'), { other: ask });
}

/** Kept as it was written, once it is known to be a condition. */
const conditionValue: ValueParser<string> = (text) => {
  const parsed = parseCondition(text);
  return parsed.ok ? ok(text) : parsed;
};

/** The name of a style, or `script:` with the name of a script. */
const styleValue: ValueParser<string> = (text) => (scriptInWord(text) === null ? wordValue(STYLE_NAMES)(text) : ok(text));

const sideValue: ValueParser<'buy' | 'sell'> = (text) => wordValue(['buy', 'sell'] as const)(text.toLowerCase());

function askOf(row: SignalRow, read: ReadField<SignalColumn>): SignalAsk {
  if (row.get('position') !== '') return { kind: 'target', weight: read('position', weightValue) };
  const side = read('side', sideValue);
  if (row.get('quantity') !== '') return { kind: 'quantity', side, quantity: read('quantity', positiveQuantityValue) };
  return { kind: 'amount', side, amount: read('amount', positiveAmountValue) };
}

function fieldProblem(
  file: string,
  row: SignalRow,
  field: SignalColumn,
  code: InputCode,
  params: InputProblem['params'],
): Result<never, InputProblem> {
  return err(inputProblem(code, { file, line: row.line, field }, params));
}
