import { parseStrategySettings, strategySettingsJson } from '../../../adapters/files/strategy-settings.ts';
import { MONEY_SCALE, parseDecimal } from '../../../core/kernel/decimal.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../../core/kernel/result.ts';
import { money, rate } from '../../../core/kernel/units.ts';
import { type Command, type HoldingsFate } from '../../../core/oms/command.ts';
import { type StrategySettings } from '../../../core/oms/strategy/followed.ts';
import { type Reply, type RequestPayload, type StrategyFactsRow } from '../../preload/contract.ts';
import { type Session } from '../../terminal/session.ts';
import { rotationRow } from '../../terminal/view/rotation.ts';
import { strategiesRow } from '../../terminal/view/strategies.ts';
import { type Access } from '../access/access.ts';
import { instrumentId, strategyId, toStyle } from '../core-values.ts';
import { type Handlers } from '../gate.ts';
import { type StrategyFacts, type StrategyFactsStore } from './strategy-facts-store.ts';

type StrategyRequest = 'strategies' | 'followStrategy' | 'unfollowStrategy' | 'previewSwitch' | 'switchStrategy' | 'netInternally' | 'replan';

export interface StrategyParts {
  readonly session: Session;
  readonly access: Pick<Access, 'actor'>;
  readonly facts: Pick<StrategyFactsStore, 'all'>;
}

/** Which strategies the account follows, how, and how it goes from one to another. */
export function strategyHandlers({ session, access, facts }: StrategyParts): Pick<Handlers, StrategyRequest> {
  const give = (command: Command): Reply<null> => {
    const done = session.command(command, access.actor());
    return done.ok ? ok(null) : done;
  };
  return {
    strategies: ({ detail }) => {
      const row = strategiesRow(session, new Map(facts.all().map((one) => [one.id, factsRow(one)])), detail);
      return row === null ? refuse('policy.noDay') : ok(row);
    },
    followStrategy: ({ strategy, settings, reason }) => {
      const checked = settingsOf(settings);
      return checked.ok ? give({ type: 'followStrategy', strategyId: strategyId(strategy), ...checked.value, reason }) : checked;
    },
    unfollowStrategy: ({ strategy, holdings, reason }) => give({ type: 'unfollowStrategy', strategyId: strategyId(strategy), holdings: fateOf(holdings), reason }),
    previewSwitch: ({ from, to }) => {
      const rotation = session.previewSwitch({ from: strategyId(from), to: strategyId(to) });
      return rotation.ok ? ok(rotationRow(session, rotation.value)) : rotation;
    },
    switchStrategy: ({ from, to, reason }) => give({ type: 'switchStrategy', from: strategyId(from), to: strategyId(to), reason }),
    netInternally: ({ instrument, reason }) => {
      const id = instrumentId(instrument);
      return id.ok ? give({ type: 'netInternally', instrument: id.value, reason }) : id;
    },
    replan: () => give({ type: 'importSignals', signals: [...session.state.strategies.signals.values()].flat(), source: 'strategies' }),
  };
}

/** As the window has them, held against the schema that a configuration is read with. */
function settingsOf({ capital, enabled, style, guards }: RequestPayload<'followStrategy'>['settings']): Result<StrategySettings, Refusal> {
  const asked: StrategySettings = {
    capital: money(capital),
    enabled,
    style: style === null ? null : toStyle(style),
    guards: guards === null ? null : { ...guards, maxBuyChange: guards.maxBuyChange === null ? null : rate(guards.maxBuyChange) },
  };
  const parsed = parseStrategySettings(strategySettingsJson(asked));
  return parsed.ok ? parsed : err(parsed.error[0] ?? refusal('strategy.needsCapital', { capital }));
}

function fateOf(holdings: RequestPayload<'unfollowStrategy'>['holdings']): HoldingsFate {
  return holdings.kind === 'handOver' ? { kind: 'handOver', to: strategyId(holdings.to) } : holdings;
}

function factsRow({ id: _id, capital, signalsMadeAt, signalsFor, signalsVerified, fetchedAt, ...facts }: StrategyFacts): StrategyFactsRow {
  const yuan = parseDecimal(capital, MONEY_SCALE);
  return {
    ...facts,
    capital: yuan.ok ? yuan.value : 0,
    madeAt: signalsMadeAt === null ? null : Date.parse(signalsMadeAt),
    signalsFor,
    verified: signalsVerified,
    fetchedAt: Date.parse(fetchedAt),
  };
}
