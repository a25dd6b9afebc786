import { type PlanLine } from '../../../core/plan/line.ts';
import { type CandidatesRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';
import { describe } from './marks.ts';

/** The candidates of a line and what became of them; null where it sells, or its strategy has none. */
export function candidatesRow({ state, market }: Pick<Session, 'state' | 'market'>, line: PlanLine): CandidatesRow | null {
  const policy = state.day?.config.execution.candidates.find(({ strategyId }) => strategyId === line.strategyId);
  if (policy === undefined || line.side === 'sell') return null;
  const { from, lastingMs, start, end } = policy;
  const look = state.candidateLooks.get(line.id);
  const substitute = [...state.lines.values()].find(({ substitution }) => substitution?.for === line.id);
  return {
    from: from === 'sector' ? from : from.map((instrument) => ({ instrument, name: describe(market, instrument).name })),
    lastingMs,
    start,
    end,
    reason: look?.reason ?? null,
    refused: (look?.refused ?? []).map(({ instrument, reason }) => ({ instrument, name: describe(market, instrument).name, reason })),
    replacedBy: substitute?.id ?? null,
  };
}
