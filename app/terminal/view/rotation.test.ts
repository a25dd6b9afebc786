import { expect, it } from 'vitest';
import { type LineId, type StrategyId } from '../../../core/kernel/ids.ts';
import { UNITS_PER_YUAN, ZERO_MONEY, money, price, quantity } from '../../../core/kernel/units.ts';
import { type Rotation } from '../../../core/oms/decide/decide-switch.ts';
import { type ProposedLine } from '../../../core/plan/line.ts';
import { DEFAULT_STYLES } from '../../../core/plan/styles.ts';
import { rotationRow } from './rotation.ts';
import { FakeSession, MAOTAI, PINGAN } from './session.fixture.ts';

const BETA = 'beta' as StrategyId;
const yuan = (amount: number) => money(amount * UNITS_PER_YUAN);

function line(side: ProposedLine['side'], instrument: ProposedLine['instrument'], [held, target, planned]: readonly [number, number, number]): ProposedLine {
  return {
    id: `L${instrument}` as LineId,
    source: 'signal',
    strategyId: BETA,
    instrument,
    side,
    targetWeight: null,
    targetQuantity: quantity(target),
    currentQuantity: quantity(held),
    plannedQuantity: quantity(planned),
    refPrice: price(100_000),
    estValue: yuan(planned * 10),
    estFees: yuan(5),
    style: DEFAULT_STYLES.bestFive,
    condition: null,
    signalReason: '',
    blocked: null,
    adjustments: [],
  };
}

it('says of each instrument what is kept, sold and bought, and what that comes to', () => {
  const followed = { capital: yuan(1), enabled: true, style: null, guards: null };
  const rotation: Rotation = {
    from: { ...followed, strategyId: 'alpha' as StrategyId },
    to: { ...followed, strategyId: BETA },
    transfers: [],
    lines: [line('sell', MAOTAI, [500, 300, 200]), line('buy', PINGAN, [100, 400, 200])],
    warnings: [],
    equity: yuan(1_000),
  };
  const row = rotationRow(new FakeSession(), rotation);
  expect(row.lines).toMatchObject([
    { instrument: MAOTAI, kept: 300, sold: 200, bought: 0 },
    { instrument: PINGAN, kept: 100, sold: 0, bought: 200 },
  ]);
  expect(row).toMatchObject({ sold: yuan(2_000), bought: yuan(2_000), fees: yuan(10), slippage: ZERO_MONEY, withoutBook: 2 });
});
