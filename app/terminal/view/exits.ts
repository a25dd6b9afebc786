import { numbersOf } from '../../../core/conditions/why.ts';
import { type StrategyId } from '../../../core/kernel/ids.ts';
import { type ExitPolicy, exitKey } from '../../../core/oms/exit.ts';
import { type Position } from '../../../core/portfolio/ledger.ts';
import { type ExitRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { conditionRow } from './condition-row.ts';
import { describe } from './marks.ts';

type Source = Pick<Session, 'state' | 'market' | 'lookAtHolding'>;

/** Most rows that are sent. */
const MOST_ROWS = 300;

/** Every exit with each holding that it looks at, those that fired first. */
export function exitRows(session: Source): readonly ExitRow[] {
  const { day, ledger } = session.state;
  const exits = day?.config.execution.exits ?? [];
  const rows = exits.flatMap((exit) =>
    [...ledger.positions.values()].flatMap((position) => strategiesOf(exit, position).map((strategyId) => exitRow(session, exit, position, strategyId))),
  );
  return rows.toSorted((a, b) => Number(b.fired !== null) - Number(a.fired !== null)).slice(0, MOST_ROWS);
}

function strategiesOf({ strategyId }: ExitPolicy, { lots }: Position): readonly StrategyId[] {
  return [...lots.keys()].filter((id) => strategyId === null || id === strategyId);
}

function exitRow(session: Source, exit: ExitPolicy, { instrument }: Position, strategyId: StrategyId): ExitRow {
  const { watches } = session.state;
  const look = session.lookAtHolding({ exit, held: { instrument, strategyId } });
  const id = exitKey({ exit: exit.name, instrument, strategyId });
  const fired = watches.firedExits.get(id);
  return {
    id,
    exit: exit.name,
    instrument,
    name: describe(session.market, instrument).name,
    strategyId,
    words: conditionRow(exit.condition, false).words,
    holds: look.holds,
    numbers: numbersOf(look),
    share: exit.share,
    action: exit.action,
    armed: watches.isExitArmed(exit.name),
    fired: fired === undefined ? null : { at: fired.at, lines: fired.lines },
  };
}
