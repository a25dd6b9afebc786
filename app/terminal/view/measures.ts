import { type Money, type Quantity, RATE_ONE, type Rate, ZERO_MONEY, addMoney, quantity, rate, ratioOf, turnoverOf } from '../../../core/kernel/units.ts';
import { type DailyHistory } from '../../../core/market/daily-history.ts';
import { type Instrument, type InstrumentId } from '../../../core/market/instrument.ts';
import { type Position } from '../../../core/portfolio/ledger.ts';
import { concentrationOf } from '../../../core/risk/measures/concentration.ts';
import { USUAL_SIMULATION } from '../../../core/risk/measures/horizon.ts';
import { daysToSell } from '../../../core/risk/measures/liquidity.ts';
import { type PortfolioReturns, type ReturnHistory, portfolioReturns } from '../../../core/risk/measures/return-history.ts';
import { type ExposedHolding, gainUnder, usualScenarios } from '../../../core/risk/measures/scenarios.ts';
import { BACKTEST_WINDOW, type TailMeasures } from '../../../core/risk/measures/tail-measures.ts';
import { betaOf } from '../../../core/statistics/returns.ts';
import { type ExposureKind, type ExposurePartRow, type LiquidityRow, type MeasuresRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { equityOf } from './account.ts';
import { describe, markOf, shareOf } from './marks.ts';

type Source = Pick<Session, 'state' | 'market' | 'now' | 'history' | 'returns'>;

/** A tenth of each day's volume moves the price little. */
const SELL_SHARE = rate(RATE_ONE / 10);
/** A month of sessions is the usual volume. */
const VOLUME_SESSIONS = 20;

/** One holding with all that the measures need of it. */
interface Held extends ExposedHolding {
  readonly about: Instrument;
  readonly position: Position;
}

/**
 * What is at risk in the account as it stands; null before a day is open.
 *
 * @param tails Judges the returns that the account would have made, out of the way of trading.
 */
export async function measuresRow(session: Source, tails: (returns: readonly number[]) => Promise<TailMeasures>): Promise<MeasuresRow | null> {
  const { day } = session.state;
  if (day === null) return null;
  const index = day.config.risk.watch.index as InstrumentId;
  const held = holdings(session, index);
  const equity = equityOf(session);
  const past = pastOf(held, equity, session.returns);
  const now = standing(session, held, equity);
  const measures = await tails(past.returns);
  return {
    ...now,
    index,
    beta: betaTo(index, past.returns, session.returns),
    window: past.returns.length,
    uncovered: past.uncovered.map(({ instrument }) => describe(session.market, instrument).name),
    ...inMoney(measures, equity),
  };
}

function holdings({ state, market, returns }: Source, index: InstrumentId): readonly Held[] {
  return [...state.ledger.positions.values()].flatMap((position) => {
    if (position.quantity === 0) return [];
    const { instrument } = position;
    const about = describe(market, instrument);
    const value = turnoverOf(markOf(market, instrument), position.quantity);
    const own = returns?.returns(instrument);
    const beta = own === undefined ? null : betaTo(index, [...own], returns);
    return [{ instrument, value, about, position, sector: about.industry, beta, downLimit: downLimit(market.reference(instrument)) }];
  });
}

/** How far the price may fall today; null without a limit. */
function downLimit(reference: ReturnType<Source['market']['reference']>): Rate | null {
  if (reference === undefined || reference.limitDown <= 0 || reference.prevClose <= 0) return null;
  return ratioOf(reference.prevClose - reference.limitDown, reference.prevClose);
}

function betaTo(index: InstrumentId, returns: readonly number[], history: ReturnHistory | undefined): number | null {
  const market = history?.returns(index);
  return market === undefined || market.length !== returns.length ? null : betaOf(returns, [...market]);
}

function pastOf(held: readonly Held[], equity: Money, history: ReturnHistory | undefined): PortfolioReturns {
  return history === undefined ? { returns: [], uncovered: held } : portfolioReturns(held, equity, history);
}

type Standing = Omit<MeasuresRow, 'index' | 'beta' | 'window' | 'uncovered' | 'figures' | 'backtests'>;

/** What can be said without the past. */
function standing(session: Source, held: readonly Held[], equity: Money): Standing {
  return {
    at: session.now(),
    equity,
    held: held.reduce((sum, { value }) => addMoney(sum, value), ZERO_MONEY),
    backtestWindow: BACKTEST_WINDOW,
    paths: USUAL_SIMULATION.paths,
    exposure: exposureOf(held, equity, session),
    concentration: concentrationOf(held.map(({ value }) => value)),
    sellShare: SELL_SHARE,
    liquidity: held.map((one) => liquidityOf(one, session.history)).toSorted((a, b) => (b.days ?? Infinity) - (a.days ?? Infinity)),
    scenarios: usualScenarios(held).map((scenario) => {
      const gain = gainUnder(scenario, held);
      return { scenario, gain, share: shareOf(gain, equity) };
    }),
  };
}

function exposureOf(held: readonly Held[], equity: Money, { market }: Source): MeasuresRow['exposure'] {
  const parts: Record<ExposureKind, Map<string, Money>> = { instrument: new Map(), sector: new Map(), board: new Map(), strategy: new Map() };
  for (const { about, value, position } of held) {
    add(parts.instrument, about.name, value);
    add(parts.sector, about.industry ?? '', value);
    add(parts.board, about.board, value);
    for (const [strategy, lot] of position.lots) add(parts.strategy, strategy, turnoverOf(markOf(market, about.id), lot.quantity));
  }
  const rows = (values: ReadonlyMap<string, Money>): readonly ExposurePartRow[] =>
    [...values].map(([name, value]) => ({ name, value, share: shareOf(value, equity) })).toSorted((a, b) => b.value - a.value);
  return { instrument: rows(parts.instrument), sector: rows(parts.sector), board: rows(parts.board), strategy: rows(parts.strategy) };
}

function add(sums: Map<string, Money>, key: string, value: Money): void {
  sums.set(key, addMoney(sums.get(key) ?? ZERO_MONEY, value));
}

function liquidityOf({ about, position }: Held, history: DailyHistory | undefined): LiquidityRow {
  const dailyVolume = usualVolume(about.id, history);
  const days = dailyVolume === null ? null : daysToSell(position.quantity, dailyVolume, SELL_SHARE);
  return { instrument: about.id, name: about.name, quantity: position.quantity, dailyVolume, days };
}

function usualVolume(instrument: InstrumentId, history: DailyHistory | undefined): Quantity | null {
  const bars = history?.bars(instrument, VOLUME_SESSIONS) ?? null;
  return bars === null ? null : quantity(Math.round(bars.reduce((sum, { volume }) => sum + volume, 0) / bars.length));
}

/** Fractions of the account as money, to the nearest 1/10000 yuan. */
function inMoney({ figures, backtests }: TailMeasures, equity: Money): Pick<MeasuresRow, 'figures' | 'backtests'> {
  const worth = (fraction: number | undefined): number | null => (fraction === undefined ? null : Math.round(fraction * equity));
  return {
    figures: figures.map(({ method, confidence, days, risk }) => ({ method, confidence, days, var: worth(risk?.var), cvar: worth(risk?.cvar) })),
    backtests: backtests.map(({ confidence, days, exceptions, expected, kupiec }) => ({
      confidence,
      days,
      exceptions,
      expected,
      ratio: kupiec?.ratio ?? null,
      pValue: kupiec?.pValue ?? null,
    })),
  };
}
