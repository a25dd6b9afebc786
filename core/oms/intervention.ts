import { type Actor, type LineId, type OrderId } from '../kernel/ids.ts';
import { type EpochMs } from '../kernel/time.ts';
import { type PlanLine } from '../plan/line.ts';
import { type Command } from './command.ts';
import { type OmsEvent, type PauseScope } from './events.ts';
import { type LiveState } from './state/live-state.ts';

/** Something that somebody asked for and that was not refused: what a line's history shows, and what undo takes back. */
export interface Intervention {
  readonly at: EpochMs;
  readonly by: Actor;
  readonly command: Command;
  /** The lines that it meant, and the pauses, as they stood before it. */
  readonly lines: readonly PlanLine[];
  readonly pauses: PauseScope;
  /** Null: it has not been taken back. */
  readonly undoneAt: EpochMs | null;
}

/** What was asked for, with what it found. */
export function interventionOf(live: LiveState, { command, by }: Extract<OmsEvent, { type: 'commandGiven' }>, at: EpochMs): Intervention {
  const lines = linesMeant(live, command).flatMap((id) => live.lines.get(id) ?? []);
  return { at, by, command, lines, pauses: live.pauses, undoneAt: null };
}

function linesMeant(live: LiveState, command: Command): readonly LineId[] {
  if ('lineId' in command) return [command.lineId];
  switch (command.type) {
    case 'approveLines':
    case 'makeBasket':
      return command.lineIds;
    case 'dissolveBasket':
      return live.baskets.get(command.basketId)?.lineIds ?? [];
    case 'cancelOrder':
      return lineOfOrder(live, command.orderId);
    case 'cancelAll':
      return [...new Set([...live.openOrders].flatMap((id) => lineOfOrder(live, id)))];
    default:
      return [];
  }
}

function lineOfOrder(live: LiveState, id: OrderId): readonly LineId[] {
  const lineId = live.orders.get(id)?.lineId ?? null;
  return lineId === null ? [] : [lineId];
}
