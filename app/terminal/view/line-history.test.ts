import { expect, it } from 'vitest';
import { quantity } from '../../../core/kernel/units.ts';
import { DEFAULT_STYLES } from '../../../core/plan/styles.ts';
import { Desk, MAOTAI, MIDEA } from '../../../core/oms/desk.fixture.ts';
import { lineHistory } from './line-history.ts';

it('says who did what to a line and when, from what to what, and why', () => {
  const desk = new Desk();
  desk.propose({ [MIDEA]: 40, [MAOTAI]: 20 });
  const { id: lineId, style } = desk.line(MIDEA);
  desk.do({ type: 'pauseLine', lineId: desk.line(MAOTAI).id });
  desk.do({ type: 'editLine', lineId, plannedQuantity: quantity(5_000), style: DEFAULT_STYLES.bestFive, condition: 'price<61', reason: 'earnings' });
  desk.do({ type: 'skipLine', lineId });
  desk.do({ type: 'undo' });
  const [edited, skipped, ...more] = lineHistory(desk.oms.state.interventions, lineId);
  expect(edited).toEqual({
    number: 3,
    at: desk.now,
    by: 'trader',
    deed: 'editLine',
    changes: [
      { what: 'quantity', before: 6_600, after: 5_000 },
      { what: 'style', before: style, after: DEFAULT_STYLES.bestFive },
      { what: 'condition', before: null, after: 'price < 61.00' },
    ],
    reason: 'earnings',
    undoneAt: null,
  });
  expect(skipped).toMatchObject({ deed: 'skipLine', changes: [{ what: 'state', before: 'proposed', after: 'skipped' }], undoneAt: desk.now });
  expect(more).toEqual([]);
});
