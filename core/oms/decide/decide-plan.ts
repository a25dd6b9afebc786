import { type StrategyId } from '../../kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal } from '../../kernel/result.ts';
import { timeOfDayOf } from '../../kernel/time.ts';
import { type Rate } from '../../kernel/units.ts';
import { editedLine } from '../../plan/edit-line.ts';
import { type ExecutionStyle, type PlanLine, type ProposedLine } from '../../plan/line.ts';
import { sizePlan } from '../../plan/sizing.ts';
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
import { type LiveState } from '../state/live-state.ts';

type ImportSignals = Extract<Command, { type: 'importSignals' }>;

/** Sizes the signals against the account as it is now; where the account's policy says so, the plan is approved at once. */
export function proposePlan(
  state: LiveState,
  command: ImportSignals,
  around: Surroundings,
): Result<readonly OmsEvent[], Refusal> {
  const { date, idTag, config } = dayOf(state);
  if (command.signals.length === 0) return err(refusal('plan.noSignals', { source: command.source }));
  const { lines, warnings } = sizePlan({
    date,
    idTag,
    firstNumber: state.lineCount + 1,
    signals: command.signals,
    ledger: state.ledger,
    working: [...state.lines.values()].filter((line) => line.state === 'working' || (line.source !== 'signal' && line.state === 'approved')),
    market: planMarket(around),
    settings: {
      commission: config.fees,
      cashReserve: config.plan.cashReserve,
      style: config.execution.default,
      styles: stylesOf(config.execution),
      limits: limitsOf(config.risk),
    },
  });
  const proposed: OmsEvent = { type: 'planProposed', lines, warnings, source: command.source };
  const made = [proposed, ...policyBaskets(state, lines)];
  const expired = timeOfDayOf(around.now) >= config.plan.approvalExpiry;
  if (config.plan.approval !== 'automatic' || expired) return ok(made);
  return ok([...made, ...approveAll(state, lines)]);
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

/** What strategies have as their own default: that of their basket, where it has one. */
function stylesOf({ styles, baskets }: TradingConfig['execution']): ReadonlyMap<StrategyId, ExecutionStyle> {
  const own = new Map(styles.map(({ strategyId, style }) => [strategyId, style]));
  for (const { strategyId, style } of baskets) if (style !== null) own.set(strategyId, style);
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

function planMarket(around: Surroundings): Parameters<typeof sizePlan>[0]['market'] {
  return { reference: (id) => around.market.reference(id), rulesOf: (id) => around.rulesOf(id) };
}
