import { beforeEach, describe, expect, it } from 'vitest';
import { type Actor } from '../../../core/kernel/ids.ts';
import { refusal } from '../../../core/kernel/result.ts';
import { money } from '../../../core/kernel/units.ts';
import { type DayDifference } from '../../../core/oms/differences.ts';
import { NO_FEES } from '../../../core/portfolio/fees.ts';
import { type SettlementItem } from '../../preload/contract.ts';
import { FakeSession, MAOTAI } from './session.fixture.ts';
import { settlementRow } from './settlement.ts';

let session: FakeSession;

beforeEach(() => {
  session = new FakeSession();
});

function settle(): void {
  const equity = money(10_000_000_000);
  session.state.settled = { cash: equity, marketValue: money(0), equity, openingEquity: equity, fees: NO_FEES, marks: [], differences: [] };
}

function differ(id: string, code: string, about: string): DayDifference {
  const difference = { id, code, about, fields: [], places: [], correction: 'adjust', proposal: null, resolved: null };
  session.state.differences.set(id, difference);
  return difference;
}

function stateOf(item: SettlementItem): string | undefined {
  return settlementRow(session).items.find((row) => row.item === item)?.state;
}

describe("the day's checklist", () => {
  it('waits for the close, all of it', () => {
    expect(new Set(settlementRow(session).items.map(({ state }) => state))).toEqual(new Set(['waiting']));
    expect(settlementRow(session).stage).toBe('trading');
  });

  it("is done where the broker's records agree, but for the fees, which only its files tell, and the seal", () => {
    settle();
    const undone = settlementRow(session).items.filter(({ state }) => state !== 'done');
    expect(undone.map(({ item, state }) => [item, state])).toEqual([['brokerFees', 'unchecked'], ['seal', 'open']]);
    session.state.statements = { files: [], tolerated: [], unchecked: [] };
    expect(stateOf('brokerFees')).toBe('done');
  });

  it('is open where a difference is, until a person has resolved it', () => {
    settle();
    const cash = differ('D1', 'cashBalance', '');
    differ('D2', 'fillMissingAtBroker', `${MAOTAI} F1`);
    expect([stateOf('cash'), stateOf('fills'), stateOf('positions')]).toEqual(['open', 'open', 'done']);
    const books = { cash: money(0), shares: 0 };
    const resolved = { resolution: 'refuse', booked: null, before: books, after: books, mark: null, by: 'wang' as Actor, at: session.clock } as const;
    session.state.differences.set('D1', { ...cash, resolved: { ...resolved, reason: refusal('settlement.byPerson', { reason: 'ours is right' }) } });
    expect(stateOf('cash')).toBe('done');
    expect(settlementRow(session).differences).toMatchObject([
      { id: 'D1', resolved: { resolution: 'refuse', by: 'wang', reason: 'ours is right' } },
      { id: 'D2', item: 'fills', name: '贵州茅台', resolved: null },
    ]);
    expect(settlementRow(session).items.at(-1)).toMatchObject({ item: 'seal', says: [{ code: 'settled.toResolve', params: { open: 1 } }] });
  });
});
