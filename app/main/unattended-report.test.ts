import { expect, it } from 'vitest';
import { type LineId } from '../../core/kernel/ids.ts';
import { refusal } from '../../core/kernel/result.ts';
import { money } from '../../core/kernel/units.ts';
import { FakeSession, aLine } from '../terminal/view/session.fixture.ts';
import { reportLines } from './unattended-report.ts';

it('says how the day ended, to the cent', () => {
  const { state } = new FakeSession();
  state.lines.set('L1' as LineId, aLine('L1', { state: 'done' }));
  state.lines.set('L2' as LineId, aLine('L2', { state: 'blocked' }));
  state.settled = {
    cash: money(1_449_597_800),
    marketValue: money(8_553_115_300),
    equity: money(10_002_713_100),
    openingEquity: money(10_000_000_000),
    fees: { commission: money(3_000_000), stampTax: money(500_000), transferFee: money(29_100) },
    marks: [],
    differences: [],
  };
  state.sealed = true;
  expect(reportLines(state)).toEqual([
    '2026-03-02 demo (paper): settled and sealed',
    'plan lines: 1 done, 1 blocked',
    'orders: 0, fills: 0',
    'equity 1000271.31: cash 144959.78 + positions 855311.53',
    'profit 271.31 (0.03 %), fees 352.91',
  ]);
});

it('says so when it did not end', () => {
  const { state } = new FakeSession();
  state.halted = refusal('account.halted');
  expect(reportLines(state)).toEqual(['2026-03-02 demo (paper): not settled, halted: account.halted']);
});
