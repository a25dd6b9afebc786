import { type StrategyChange } from '../../../adapters/sqlite/strategy-changes.ts';
import { dayProfits } from '../../../core/analytics/day-profits.ts';
import { type StrategyId, UNASSIGNED_STRATEGY } from '../../../core/kernel/ids.ts';
import { type Money, ZERO_MONEY, addMoney, subtractMoney, turnoverOf } from '../../../core/kernel/units.ts';
import { nettings } from '../../../core/oms/decide/decide-netting.ts';
import { type Purse } from '../../../core/oms/strategy/followed.ts';
import { lotValues, profitOf } from '../../../core/oms/strategy/strategy-memory.ts';
import { type NettingRow, type StrategiesRow, type StrategyChangeRow, type StrategyFactsRow, type StrategyRow, type TransferRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { equityOf } from './account.ts';
import { dayAtHand } from './day-at-hand.ts';
import { describe, markOf, prevCloseOf } from './marks.ts';
import { idleCash, targetRows } from './strategy-targets.ts';

export type StrategySource = Pick<Session, 'state' | 'market' | 'records' | 'strategyChanges'>;
type FactsById = ReadonlyMap<string, StrategyFactsRow>;

const NO_PURSE: Purse = { allotted: ZERO_MONEY, cash: ZERO_MONEY, high: ZERO_MONEY };

/** Every strategy that the account follows, holds something of or has heard of; null before a day is open. */
export function strategiesRow(session: StrategySource, facts: FactsById, detail: string | null): StrategiesRow | null {
  const { state, market } = session;
  if (state.day === null) return null;
  const { date, mode, account, config } = state.day;
  const values = lotValues(state.ledger.positions, (instrument, quantity) => turnoverOf(markOf(market, instrument), quantity));
  const profits = profitsToday(session);
  const strategies = knownStrategies(session, facts).map((id) => {
    return strategyRow(session, id, { facts: facts.get(id) ?? null, marketValue: values.get(id) ?? ZERO_MONEY, dayProfit: profits.get(id) ?? ZERO_MONEY });
  });
  const cash = [...state.strategies.purses.values()].reduce((left, purse) => subtractMoney(left, purse.cash), state.ledger.cash.balance);
  const marketValue = values.get(UNASSIGNED_STRATEGY) ?? ZERO_MONEY;
  return {
    date,
    mode,
    account,
    equity: equityOf(session),
    unassigned: { cash, marketValue, equity: addMoney(cash, marketValue), dayProfit: profits.get(UNASSIGNED_STRATEGY) ?? ZERO_MONEY },
    strategies,
    targets: strategies.filter(({ id }) => id === detail).flatMap(({ id, equity }) => targetRows(session, id as StrategyId, equity as Money)),
    nettings: nettingRows(session),
    transfers: state.strategies.transfers.map((transfer) => transferRow(session, transfer)),
    changes: session.strategyChanges().map(changeRow).toReversed(),
    defaults: { style: config.execution.default, guards: config.execution.guards },
  };
}

/** Followed first, then those that hold something, then those that are only known; each by name. */
function knownStrategies({ state }: StrategySource, facts: FactsById): readonly StrategyId[] {
  const { followed, signals } = state.strategies;
  const holders = [...state.ledger.positions.values()].flatMap(({ lots }) => [...lots.keys()]);
  const groups = [[...followed.keys()], holders, [...signals.keys(), ...(facts.keys() as Iterable<StrategyId>)]];
  return [...new Set(groups.flatMap((ids) => ids.toSorted()))].filter((id) => id !== UNASSIGNED_STRATEGY);
}

/** What each has made since the previous close, as the settlement will say it. */
function profitsToday(session: StrategySource): ReadonlyMap<StrategyId, Money> {
  const day = dayAtHand(session);
  return day === null ? new Map() : dayProfits(day, (instrument) => prevCloseOf(session.market, instrument));
}

type Figures = Pick<StrategyRow, 'facts'> & Readonly<Record<'marketValue' | 'dayProfit', Money>>;

function strategyRow(session: StrategySource, id: StrategyId, { facts, marketValue, dayProfit }: Figures): StrategyRow {
  const { strategies } = session.state;
  const purse = strategies.purses.get(id) ?? NO_PURSE;
  const profit = profitOf(purse, marketValue);
  const equity = addMoney(purse.cash, marketValue);
  const targets = targetRows(session, id, equity);
  const settings = strategies.followed.get(id) ?? null;
  return {
    id,
    facts,
    settings: settings === null ? null : { capital: settings.capital, enabled: settings.enabled, style: settings.style, guards: settings.guards },
    signals: strategies.signals.get(id)?.length ?? 0,
    cash: purse.cash,
    marketValue,
    equity,
    dayProfit,
    profit,
    drawdown: drawdownOf(purse, profit),
    targets: targets.length,
    belowOneLot: targets.filter(({ notes }) => notes.some(({ code }) => code === 'plan.belowOneLot')).length,
    idle: settings === null ? null : idleCash(session, targets, equity),
  };
}

/** From its highest close, against what it had then, deposits since then counted in. */
function drawdownOf({ allotted, high }: Purse, profit: Money): number | null {
  const most = Math.max(high, profit);
  const base = allotted + most;
  return base > 0 ? (profit - most) / base : null;
}

function nettingRows({ state, market }: StrategySource): readonly NettingRow[] {
  return nettings(state).map(({ instrument, lines, netted, rest, restSide }) => ({
    instrument,
    name: describe(market, instrument).name,
    wishes: lines.map(({ strategyId, side, plannedQuantity }) => ({ strategy: strategyId, side, quantity: plannedQuantity })),
    netted,
    rest,
    restSide,
  }));
}

type Transfer = StrategySource['state']['strategies']['transfers'][number];

function transferRow({ market }: StrategySource, { instrument, from, to, quantity, price }: Transfer): TransferRow {
  return { instrument, name: describe(market, instrument).name, from, to, quantity, price };
}

function changeRow({ seq, at, event }: StrategyChange): StrategyChangeRow {
  const { strategyId: strategy, ...settings } = event.strategy;
  const { by, reason } = event;
  if (event.type === 'strategyUnfollowed') return { seq, at, by, strategy, kind: 'left', before: settings, after: null, reason };
  const kind = event.before === null ? 'followed' : 'changed';
  return { seq, at, by, strategy, kind, before: event.before, after: settings, reason };
}
