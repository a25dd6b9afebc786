import { expect, it } from 'vitest';
import { type OrderId } from '../../../core/kernel/ids.ts';
import { refusal } from '../../../core/kernel/result.ts';
import { type OmsEvent, type Recorded } from '../../../core/oms/events.ts';
import { MOST_RECORDS, recordRows } from './day-records.ts';
import { FakeSession, PINGAN, anOrder } from './session.fixture.ts';

function recorded(count: number, event: OmsEvent): readonly Recorded[] {
  return Array.from({ length: count }, (_, i) => ({ seq: i + 1, step: i, at: new FakeSession().clock, event }));
}

it('says of each record who, what and which instrument', () => {
  const session = new FakeSession();
  session.state.orders.set('O1' as OrderId, anOrder('O1'));
  session.journal = recorded(1, { type: 'orderOutcomeUnknown', orderId: 'O1' as OrderId, reason: refusal('broker.timeout') });
  expect(recordRows(session, 0)).toMatchObject([{ seq: 1, type: 'orderOutcomeUnknown', by: '', instrument: PINGAN, detail: expect.stringContaining('broker.timeout') }]);
});

it('gives a long day in pieces', () => {
  const session = new FakeSession();
  session.journal = recorded(MOST_RECORDS + 10, { type: 'phaseChanged', phase: 'morning' });
  expect(recordRows(session, 0)).toHaveLength(MOST_RECORDS);
});
