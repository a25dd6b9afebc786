import { groupBy } from '../../kernel/group-by.ts';
import { type StrategyId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { timeOfDayOf } from '../../kernel/time.ts';
import { type Money, type Rate, ZERO_MONEY } from '../../kernel/units.ts';
import { editedLine } from '../../plan/edit-line.ts';
import { type ExecutionStyle, type PlanLine, type ProposedLine } from '../../plan/line.ts';
import { sizePlan } from '../../plan/sizing.ts';
import { type SizingInput } from '../../plan/plan.ts';
import { type Signal } from '../../plan/signal.ts';
import { type PlanLimits } from '../../plan/limits.ts';
import { type RiskPolicy } from '../../risk/policy.ts';
import { type Command } from '../command.ts';
import { type TradingConfig } from '../config.ts';
import { policyBaskets } from '../basket/baskets-of-plan.ts';
import { changeable } from './decide-change.ts';
import { dayOf } from './decide-order.ts';
import { scriptProblem } from './decide-script.ts';
import { type Surroundings } from './decision.ts';
import { type LineChange, type OmsEvent } from '../events.ts';
import { type StrategyView } from '../strategy/strategy-memory.ts';
import { type LiveState } from '../state/live-state.ts';

type ImportSignals = Extract<Command, { type: 'importSignals' }>;

/** Sizes the signals against the account as it is now; where the account's policy says so, the plan is approved at once. */
export function proposePlan(
  state: LiveState,
  command: ImportSignals,
  around: Surroundings,
): Result<readonly OmsEvent[], Refusal> {
  const { date, idTag } = dayOf(state);
  if (command.signals.length === 0) return err(refusal('plan.noSignals', { source: command.source }));
  const { planned, ignored } = plannedSignals(state.strategies, command.signals);
  const sized = sizePlan({
    ...sizingSettings(state),
    date,
    idTag,
    firstNumber: state.lineCount + 1,
    signals: planned,
    ledger: state.ledger,
    purses: pursesOf(state.strategies),
    working: [...state.lines.values()].filter((line) => line.state === 'working' || (line.source !== 'signal' && line.state === 'approved')),
    market: planMarket(around),
  });
  const { lines } = sized;
  const proposed: OmsEvent = { type: 'planProposed', lines, warnings: [...sized.warnings, ...ignored], source: command.source };
  return ok([proposed, ...policyBaskets(state, lines), ...approvedAtOnce(state, lines, around)]);
}

/** How the account sizes what its strategies want. */
export function sizingSettings(state: LiveState): Pick<SizingInput, 'settings'> {
  const { config } = dayOf(state);
  return {
    settings: {
      commission: config.fees,
      cashReserve: config.plan.cashReserve,
      style: config.execution.default,
      styles: stylesOf(config.execution, state.strategies),
      limits: limitsOf(config.risk),
    },
  };
}

/** What the followed strategies may spend. */
export function pursesOf({ followed, purses }: StrategyView): ReadonlyMap<StrategyId, Money> {
  return new Map([...followed.keys()].map((id) => [id, purses.get(id)?.cash ?? ZERO_MONEY]));
}

/** Where strategies are followed, only those that are turned on are planned; what is left alone is said. */
function plannedSignals({ followed }: StrategyView, signals: readonly Signal[]): { readonly planned: readonly Signal[]; readonly ignored: readonly Refusal[] } {
  if (followed.size === 0) return { planned: signals, ignored: [] };
  const ignored = [...groupBy(signals, ({ strategyId }) => strategyId)].flatMap(([strategy, own]) => {
    const known = followed.get(strategy);
    if (known?.enabled === true) return [];
    return [refusal(known === undefined ? 'plan.strategyNotFollowed' : 'plan.strategyOff', { strategy, signals: own.length })];
  });
  return { planned: signals.filter(({ strategyId }) => followed.get(strategyId)?.enabled === true), ignored };
}

/** Approves what a policy of that kind approves as soon as it is proposed. */
export function approvedAtOnce(state: LiveState, lines: readonly ProposedLine[], { now }: Surroundings): readonly OmsEvent[] {
  const { plan } = dayOf(state).config;
  return plan.approval !== 'automatic' || timeOfDayOf(now) >= plan.approvalExpiry ? [] : approveAll(state, lines);
}

/** Limits that cut what is beyond them cut the plan already; those that deny or ask are left to speak of each order. */
function limitsOf({ rules }: RiskPolicy): PlanLimits {
  const share = (setting: RiskPolicy['rules']['exposure']): Rate | null => (setting?.severity === 'shrink' ? setting.most : null);
  return {
    instrumentShare: share(rules.instrumentShare),
    sectorShare: share(rules.sectorShare),
    strategyShare: share(rules.strategyShare),
    exposure: share(rules.exposure),
  };
}

/** What strategies have as their own default: what a person has set, else that of their basket, where it has one. */
function stylesOf({ styles, baskets }: TradingConfig['execution'], { followed }: StrategyView): ReadonlyMap<StrategyId, ExecutionStyle> {
  const own = new Map(styles.map(({ strategyId, style }) => [strategyId, style]));
  for (const { strategyId, style } of [...baskets, ...followed.values()]) if (style !== null) own.set(strategyId, style);
  return own;
}

/** A line whose script may not touch the account is left to a person, and says why. */
function approveAll(state: LiveState, lines: readonly ProposedLine[]): readonly OmsEvent[] {
  const judged = lines
    .filter((line) => line.blocked === null)
    .map(({ id: lineId, style, condition }) => ({ lineId, reason: scriptProblem(state, { style, condition }) }));
  const lineIds = judged.filter(({ reason }) => reason === null).map(({ lineId }) => lineId);
  const held = judged.flatMap(({ lineId, reason }) => (reason === null ? [] : [{ type: 'lineWaiting', lineId, reason } as const]));
  return lineIds.length === 0 ? held : [{ type: 'linesApproved', lineIds }, ...held];
}

/** A trader's own quantity, style and condition for a line that nothing has worked yet. */
export function editUnworked(
  state: LiveState,
  line: PlanLine,
  after: LineChange,
  around: Surroundings,
): Result<readonly OmsEvent[], Refusal> {
  const edited = editedLine(line, after, {
    ledger: state.ledger,
    market: planMarket(around),
    commission: dayOf(state).config.fees,
  });
  if (!edited.ok) return edited;
  return ok([
    {
      type: 'lineEdited',
      lineId: line.id,
      before: changeable(line),
      after,
      estValue: edited.value.estValue,
      estFees: edited.value.estFees,
    },
  ]);
}

export function planMarket(around: Surroundings): Parameters<typeof sizePlan>[0]['market'] {
  return { reference: (id) => around.market.reference(id), rulesOf: (id) => around.rulesOf(id) };
}
