import { type Refusal, type Result, err, ok, refusal } from '../kernel/result.ts';
import { timeOfDayOf } from '../kernel/time.ts';
import { editedLine } from '../plan/edit-line.ts';
import { sizePlan } from '../plan/sizing.ts';
import { type Command } from './command.ts';
import { dayOf } from './decide-order.ts';
import { type Surroundings } from './decision.ts';
import { type OmsEvent } from './events.ts';
import { type LiveState } from './live-state.ts';

type ImportSignals = Extract<Command, { type: 'importSignals' }>;
type EditLine = Extract<Command, { type: 'editLine' }>;

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
    settings: { commission: config.fees, cashReserve: config.plan.cashReserve, style: config.execution.default },
  });
  const proposed: OmsEvent = { type: 'planProposed', lines, warnings, source: command.source };
  const lineIds = lines.filter((line) => line.blocked === null).map((line) => line.id);
  const expired = timeOfDayOf(around.now) >= config.plan.approvalExpiry;
  if (config.plan.approval === 'manual' || lineIds.length === 0 || expired) return ok([proposed]);
  return ok([proposed, { type: 'linesApproved', lineIds }]);
}

/** A trader's own quantity and style for a line that nothing has worked yet. */
export function editLine(state: LiveState, command: EditLine, around: Surroundings): Result<readonly OmsEvent[], Refusal> {
  const line = state.lines.get(command.lineId);
  if (line === undefined) return err(refusal('plan.noSuchLine', { line: command.lineId }));
  if (line.state !== 'proposed' && line.state !== 'approved') {
    return err(refusal('plan.wrongState', { line: line.id, state: line.state }));
  }
  const { plannedQuantity, style } = command;
  const edited = editedLine(line, { plannedQuantity, style }, {
    ledger: state.ledger,
    market: planMarket(around),
    commission: dayOf(state).config.fees,
  });
  if (!edited.ok) return edited;
  return ok([
    {
      type: 'lineEdited',
      lineId: line.id,
      before: { plannedQuantity: line.plannedQuantity, style: line.style },
      after: { plannedQuantity, style },
      estValue: edited.value.estValue,
      estFees: edited.value.estFees,
    },
  ]);
}

function planMarket(around: Surroundings): Parameters<typeof sizePlan>[0]['market'] {
  return { reference: (id) => around.market.reference(id), rulesOf: (id) => around.rulesOf(id) };
}
