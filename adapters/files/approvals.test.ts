import { describe, expect, it } from 'vitest';
import { type StrategyId } from '../../core/kernel/ids.ts';
import { refusal } from '../../core/kernel/result.ts';
import { ZERO_QUANTITY } from '../../core/kernel/units.ts';
import { type PlanLine } from '../../core/plan/line.ts';
import { aLedger, aMarket, sizingInput, target } from '../../core/plan/plan.fixture.ts';
import { sizePlan } from '../../core/plan/sizing.ts';
import { approvalCommands, readApprovals } from './approvals.ts';
import { inputProblemText } from './input-problem.ts';

const { lines } = sizePlan(
  sizingInput({
    ledger: aLedger('1000000'),
    market: aMarket({ '000333.SZ': '50.00', '600036.SH': '40.00' }),
    signals: [
      target('000333.SZ', '0.3'),
      target('000333.SZ', '0.2', { strategyId: 'alpha' as StrategyId }),
      target('600036.SH', '0.1'),
      target('600519.SH', '0.1'),
    ],
  }),
);
const PLAN = lines.map((line): PlanLine => {
  const state = line.blocked === null ? 'proposed' : 'blocked';
  return { ...line, state, paused: false, filled: ZERO_QUANTITY, reason: line.blocked };
});
const id = (n: number): string => `L20240603-test-0000${n}`;

async function commands(text: string, plan = PLAN): Promise<unknown> {
  const rows = await readApprovals({ name: 'a.csv', bytes: Buffer.from(text) });
  if (!rows.ok) return inputProblemText(rows.error);
  const decided = approvalCommands(rows.value, plan);
  return decided.ok ? decided.value : inputProblemText(decided.error);
}

describe('approvals', () => {
  it('name lines, instruments or a strategy’s line', async () => {
    expect(await commands(`line_id,reason\n${id(3)},ok\n${id(1)},\n`)).toEqual([{ type: 'approveLines', lineIds: [id(1), id(3)] }]);
    expect(await commands('instrument\nsz000333\n')).toEqual([{ type: 'approveLines', lineIds: [id(1), id(2)] }]);
    expect(await commands('instrument,strategy_id\n000333.SZ,alpha\n')).toEqual([{ type: 'approveLines', lineIds: [id(2)] }]);
  });

  it('may skip lines too', async () => {
    expect(await commands('instrument,strategy_id,decision\n600036.SH,,skip\n000333.SZ,default,approve\n')).toEqual([
      { type: 'approveLines', lineIds: [id(1)] },
      { type: 'skipLine', lineId: id(3) },
    ]);
    expect(await commands('instrument,decision\n600036.SH,skip\n')).toEqual([{ type: 'skipLine', lineId: id(3) }]);
  });

  it('may decide nothing', async () => {
    expect(await commands('line_id\n')).toEqual([]);
  });

  it.each([
    ['line\n1\n', 'a.csv:1: missing columns: line_id'],
    ['line_id,decision\n,approve\n', 'a.csv:2: line_id: is missing: a row names a line_id or an instrument'],
    [`line_id\n${id(9)}\n`, `a.csv:2: line_id: no line of the plan matches ${id(9)}`],
    ['instrument\n000001.SZ\n', 'a.csv:2: instrument: no line of the plan matches 000001.SZ'],
    ['instrument\n600519.SH\n', 'a.csv:2: instrument: 600519.SH cannot be decided any more: plan.noReference'],
    [`line_id\n${id(1)}\n${id(1)}\n`, `a.csv:3: line_id: ${id(1)} is already in line 2`],
    [`line_id,decision\n${id(1)},maybe\n`, 'a.csv:2: decision: must be one of approve, skip, was maybe'],
  ])('%j are refused', async (text, problem) => {
    expect(await commands(text)).toBe(problem);
  });

  it('of a line that was decided before are refused', async () => {
    const done = PLAN.map((line) => ({ ...line, state: 'done' as const, reason: refusal('line.filled') }));
    expect(await commands(`line_id\n${id(1)}\n`, done)).toBe(`a.csv:2: line_id: ${id(1)} cannot be decided any more: line.filled`);
  });
});
