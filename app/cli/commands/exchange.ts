import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command } from 'commander';
import { AtomicFile } from '../../../adapters/files/atomic-file.ts';
import { inputProblemText, placed } from '../../../adapters/files/input-problem.ts';
import { readOrderFlow } from '../../../adapters/files/order-flow.ts';
import { type AuctionOutcome, type FlowProblem, FlowSession, type FlowSummary } from '../../../core/exchange/flow-session.ts';
import { MONEY_SCALE, formatYuan, parseDecimal } from '../../../core/kernel/decimal.ts';
import { type Refusal } from '../../../core/kernel/result.ts';
import { type TimeOfDay } from '../../../core/kernel/time.ts';
import { type Price } from '../../../core/kernel/units.ts';
import { UsageError } from '../failure.ts';
import { type CliIo } from '../io.ts';
import { formatTable } from '../table.ts';

interface ExchangeOptions {
  readonly flow: string;
  readonly prevClose: string;
  readonly trades?: string;
  readonly json?: boolean;
}

export function register(program: Command, io: CliIo): void {
  program
    .command('exchange')
    .description("runs one instrument's order flow through the order-book exchange")
    .requiredOption('--flow <file>', 'the day in orders and cancels: seq,time,op,order_id,side,price,quantity; .gz too')
    .requiredOption('--prev-close <price>', 'the previous close, which decides between equal prices of the opening auction')
    .option('--trades <file>', 'write the trades here: seq,time,price,quantity,buy_order,sell_order')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: ExchangeOptions) => {
      const report = await exchangeCommand(options, io);
      io.stdout(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : tableOf(report));
    });
}

interface ExchangeReport {
  readonly open: AuctionReport | null;
  readonly close: AuctionReport | null;
  readonly trades: number;
  readonly volume: number;
  readonly turnover: string;
  /** Cancels that came too late or named no order. */
  readonly cancelsRefused: number;
  /** Reading, matching and writing, without the start of the program. */
  readonly seconds: number;
}

interface AuctionReport {
  readonly price: string;
  readonly volume: number;
}

async function exchangeCommand(options: ExchangeOptions, io: CliIo): Promise<ExchangeReport> {
  const started = performance.now();
  const prevClose = priceOption(options.prevClose);
  const trades = options.trades === undefined ? null : openTrades(options.trades, options.flow, io);
  try {
    const summary = await runFlow(options.flow, prevClose, trades, io);
    trades?.commit();
    return reportOf(summary, performance.now() - started);
  } finally {
    trades?.discard();
  }
}

async function runFlow(file: string, prevClose: Price, trades: AtomicFile | null, io: CliIo): Promise<FlowSummary> {
  trades?.append('seq,time,price,quantity,buy_order,sell_order\n');
  const session = new FlowSession({
    prevClose,
    sink: {
      trade: (seq, time, price, quantity, buyOrder, sellOrder) => {
        trades?.append(`${seq},${clock(time)},${formatYuan(price)},${quantity},${buyOrder},${sellOrder}\n`);
      },
    },
  });
  for await (const batch of readOrderFlow(resolve(io.cwd, file))) {
    if (!batch.ok) throw new UsageError(inputProblemText(placed(batch.error, { file })));
    for (const row of batch.value) {
      const taken = session.take(row);
      if (!taken.ok) throw new UsageError(`${file}:${flowProblemText(taken.error)}`);
    }
  }
  return session.finish();
}

function priceOption(text: string): Price {
  const parsed = parseDecimal(text, MONEY_SCALE);
  if (!parsed.ok || parsed.value <= 0) throw new UsageError(`--prev-close: ${text} is not a price in yuan`);
  return parsed.value as Price;
}

function openTrades(file: string, flow: string, io: CliIo): AtomicFile {
  const path = resolve(io.cwd, file);
  if (path === resolve(io.cwd, flow)) throw new UsageError('--trades: must not be the flow file itself');
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new UsageError(`--trades: ${file} is not a file`);
  try {
    return new AtomicFile(path);
  } catch (error) {
    throw new UsageError(`--trades: ${file} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** `17: price: …` */
function flowProblemText({ code, params }: Refusal<FlowProblem>): string {
  const { line, field, value, previous, side } = params;
  const texts: Readonly<Record<FlowProblem, () => string>> = {
    'flow.seqNotRising': () => `must be above ${previous}, was ${value}`,
    'flow.timeBackwards': () => `goes back from ${clock(previous as TimeOfDay)} to ${clock(value as TimeOfDay)}`,
    'flow.duplicateOrder': () => `${side} order ${value} was entered before`,
    'flow.badOrderNo': () => `cannot be ${value}`,
    'flow.badPrice': () => `cannot be ${formatYuan(value as Price)}`,
    'flow.badQuantity': () => `cannot be ${value}`,
  };
  return `${line}: ${field}: ${texts[code]()}`;
}

function reportOf({ open, close, trades, volume, turnover, cancelsRefused }: FlowSummary, millis: number): ExchangeReport {
  return {
    open: auctionOf(open),
    close: auctionOf(close),
    trades,
    volume,
    turnover: formatYuan(turnover),
    cancelsRefused,
    seconds: Math.round(millis) / 1000,
  };
}

function auctionOf(outcome: AuctionOutcome | null): AuctionReport | null {
  return outcome === null ? null : { price: formatYuan(outcome.price), volume: outcome.volume };
}

function tableOf({ open, close, trades, volume, turnover, cancelsRefused, seconds }: ExchangeReport): string {
  const auction = (report: AuctionReport | null): string =>
    report === null ? 'no trade' : `${report.volume} shares at ${report.price}`;
  return formatTable([
    ['opening auction', auction(open)],
    ['closing auction', auction(close)],
    ['trades', String(trades)],
    ['cancels refused', String(cancelsRefused)],
    ['volume', `${volume} shares`],
    ['turnover', `${turnover} yuan`],
    ['time taken', `${seconds} s`],
  ]);
}

/** `09:30:00.050` */
function clock(time: TimeOfDay): string {
  return new Date(time).toISOString().slice(11, 23);
}
