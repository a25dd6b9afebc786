import { LoadedScripts } from '../../adapters/scripts/loaded-scripts.ts';
import { type ScriptProblem } from '../../adapters/scripts/problem.ts';
import { type ScriptText } from '../../core/execution/script-port.ts';
import { type Actor, DEFAULT_STRATEGY } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type Refusal, type Result, err, ok } from '../../core/kernel/result.ts';
import { type ScriptParams } from '../../core/kernel/script.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type Price, type Quantity, type Rate, UNITS_PER_YUAN, averagePrice, money, ratioOf, turnoverOf } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type DayReference, type Quote } from '../../core/market/quote.ts';
import { type OrderType } from '../../core/market/rules.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../../core/oms/config.ts';
import { type Journal } from '../../core/oms/ports.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type OrderState, type Side, averageFillPrice } from '../../core/orders/order.ts';
import { type ExecutionStyle, type PlanLine } from '../../core/plan/line.ts';
import { type Signal } from '../../core/plan/signal.ts';
import { DEFAULT_STYLES } from '../../core/plan/styles.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { Pace } from './pace.ts';
import { type QuoteFeed, runDay } from './paced-day.ts';
import { type PaperDayInputs, openPaperDay } from './paper-day.ts';

const ACCOUNT = 'trial';
const AUTHOR = 'author' as Actor;
const TRIAL_CASH = money(100_000_000 * UNITS_PER_YUAN);

/** A script, and the day that it is tried on. */
export interface ScriptTrial {
  readonly text: ScriptText;
  readonly params: ScriptParams;
  readonly date: TradeDate;
  readonly references: readonly DayReference[];
  readonly signals: readonly Signal[];
  readonly opening: OpeningAccount;
  readonly sessions?: PaperDayInputs['sessions'];
  readonly feed: QuoteFeed;
}

/** What became of an order in a trial. Null prices: it was not filled. */
export interface TrialOrder {
  readonly time: EpochMs;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly type: OrderType;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly filled: Quantity;
  readonly average: Price | null;
  readonly state: OrderState;
}

/** What became of a line, against what the market traded at over the day. */
export interface TrialLine {
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly planned: Quantity;
  readonly filled: Quantity;
  readonly state: PlanLine['state'];
  readonly reason: Refusal | null;
  readonly average: Price | null;
  /** The market's average price over the day. */
  readonly vwap: Price | null;
  /** How much better than that, as a rate: below it for a buy, above it for a sale. */
  readonly slippage: Rate | null;
}

export interface TrialReport {
  readonly version: string;
  readonly kind: 'style' | 'condition';
  readonly date: TradeDate;
  readonly lines: readonly TrialLine[];
  readonly orders: readonly TrialOrder[];
  readonly logs: readonly string[];
  /** Why it was stopped on the way; null: it came through the day. */
  readonly stopped: Refusal | null;
}

/**
 * Runs a script over a recorded day on the simulated exchange, as a backtest that touches no account: every line of the
 * signals follows it, or waits for it where it is a condition. An error: its text cannot be used at all.
 */
export async function tryScript(trial: ScriptTrial): Promise<Result<TrialReport, ScriptProblem | Refusal>> {
  const logs: string[] = [];
  const scripts = new LoadedScripts((lines) => logs.push(...lines));
  try {
    scripts.load(trial.text);
    const opened = await scripts.open(trial.text.script);
    if (!opened.ok) return opened;
    const kind = opened.value.entry === 'nextMove' ? 'style' : 'condition';
    const state = await runTrial(trial, kind, scripts);
    return state.ok ? ok({ ...reportOf(trial, kind, state.value), logs }) : state;
  } finally {
    await scripts.close();
  }
}

interface TriedDay {
  readonly state: OmsState;
  readonly quoteOf: (instrument: InstrumentId) => Quote | undefined;
}

async function runTrial(trial: ScriptTrial, kind: TrialReport['kind'], scripts: LoadedScripts): Promise<Result<TriedDay, Refusal>> {
  const { text, date, references, opening, sessions, feed } = trial;
  const day = openPaperDay(
    { date, account: ACCOUNT, seed: 1, opening, config: configFor(trial, kind), references, sessions, scripts, mode: 'backtest' },
    forgetful(),
    null,
  );
  const { engine, market, timetable } = day;
  const condition = kind === 'condition' ? `script("${text.script}")` : null;
  const signals = trial.signals.map((signal) => ({ ...signal, execution: null, condition: condition ?? signal.condition }));
  for (const command of [
    { type: 'loadScript', ...text, tried: false },
    { type: 'importSignals', signals, source: ACCOUNT },
  ] as const) {
    const given = engine.command(command, AUTHOR);
    if (!given.ok) return err(given.error);
  }
  const pace = new Pace(engine.now, { speed: Number.POSITIVE_INFINITY, playing: true, wall: () => performance.now(), onTick: (now) => engine.time(now) });
  await runDay(engine, feed, pace, timetable);
  return ok({ state: engine.state, quoteOf: (instrument) => market.quote(instrument) });
}

function configFor({ text, params }: ScriptTrial, kind: TrialReport['kind']): TradingConfig {
  const style: ExecutionStyle = kind === 'style' ? { style: 'script', script: text.script, params } : DEFAULT_STYLES.limit;
  return {
    ...DEFAULT_CONFIG,
    plan: { ...DEFAULT_CONFIG.plan, approval: 'automatic' },
    execution: { ...DEFAULT_CONFIG.execution, default: style },
  };
}

/** A trial leaves nothing behind. */
function forgetful(): Journal {
  let seq = 0;
  return {
    read: () => [],
    append: (_step, _at, events) => {
      const first = seq + 1;
      seq += events.length;
      return first;
    },
  };
}

function reportOf({ text, date }: ScriptTrial, kind: TrialReport['kind'], { state, quoteOf }: TriedDay): Omit<TrialReport, 'logs'> {
  const loaded = state.scripts.get(text.script);
  invariant(loaded !== undefined, 'the script that is tried is loaded');
  return {
    version: text.version,
    kind,
    date,
    lines: [...state.lines.values()].map((line) => trialLine(line, state, quoteOf(line.instrument))),
    orders: [...state.orders.values()].map((order) => ({
      time: order.created,
      instrument: order.instrument,
      side: order.side,
      type: order.type,
      price: order.price,
      quantity: order.quantity,
      filled: order.filled,
      average: order.filled === 0 ? null : averageFillPrice(order),
      state: order.state,
    })),
    stopped: loaded.stopped,
  };
}

function trialLine(line: PlanLine, { fills }: OmsState, quote: Quote | undefined): TrialLine {
  const { instrument, side, plannedQuantity: planned, filled, state, reason } = line;
  const own = fills.filter(({ lineId }) => lineId === line.id);
  const paid = money(own.reduce((sum, { price, quantity }) => sum + turnoverOf(price, quantity), 0));
  const average = filled === 0 ? null : averagePrice(paid, filled);
  const vwap = quote === undefined || quote.volume === 0 ? null : averagePrice(quote.turnover, quote.volume);
  const slippage = average === null || vwap === null ? null : ratioOf(side === 'buy' ? vwap - average : average - vwap, vwap);
  return { instrument, side, planned, filled, state, reason, average, vwap, slippage };
}

/** One line to try a script with, and an account that can afford it. */
export function trialLineOf(
  date: TradeDate,
  { instrument, prevClose }: { readonly instrument: InstrumentId; readonly prevClose: Price },
  side: Side,
  shares: Quantity,
): Pick<ScriptTrial, 'signals' | 'opening'> {
  const signal: Signal = {
    date,
    tradeDate: date,
    strategyId: DEFAULT_STRATEGY,
    instrument,
    ask: { kind: 'quantity', side, quantity: shares },
    refPrice: null,
    reason: '',
    execution: null,
    condition: null,
  };
  const held = { instrument, strategyId: DEFAULT_STRATEGY, quantity: shares, sellable: shares, cost: turnoverOf(prevClose, shares) };
  return { signals: [signal], opening: { cash: TRIAL_CASH, positions: side === 'sell' ? [held] : [] } };
}
