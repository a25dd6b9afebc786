import { describe, expect, it } from 'vitest';
import { UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { refusal } from '../kernel/result.ts';
import { type EpochMs } from '../kernel/time.ts';
import { ZERO_MONEY, money } from '../kernel/units.ts';
import { NO_FEES } from '../portfolio/fees.ts';
import { type SettlementCommand } from './command.ts';
import { Desk, MAOTAI, MIDEA, TRADER, holding, yuan } from './desk.fixture.ts';
import { type FoundDifference } from './differences.ts';
import { type Difference } from './events.ts';
import { rebuild } from './state/rebuild.ts';

const CASH = 1_000_000 * 10_000;
const DAY_MS = 86_400_000;
const ONE_MORE = { instrument: MIDEA, strategyId: UNASSIGNED_STRATEGY, quantity: 1, cost: yuan(60) } as const;
const POSITION: Difference = { what: 'position', key: MIDEA, ours: '300', brokers: '301', proposal: { cash: ZERO_MONEY, shares: { ...ONE_MORE, cost: money(yuan(60)) } } };
const MISSING_CENT: FoundDifference = {
  code: 'cashBalance',
  about: '',
  fields: [{ name: 'cash', ours: '1000000.00', brokers: '999999.99' }],
  places: [{ file: 'funds.txt', line: 2 }],
  correction: 'adjustCash',
  proposal: { cash: money(-100), shares: null },
};

/** A desk after the close, with what the broker's records differ in. */
function closedDesk(...differences: readonly Difference[]): Desk {
  const desk = new Desk({ positions: [holding(MIDEA, 300, 50)] });
  const marks = [{ instrument: MIDEA, price: yuan(60) }];
  const [cash, marketValue] = [money(CASH), money(300 * yuan(60))];
  const equity = money(cash + marketValue);
  desk.oms.nextStep();
  desk.oms.settle({ cash, marketValue, equity, openingEquity: equity, fees: NO_FEES, marks, differences });
  return desk;
}

function compare(...differences: readonly FoundDifference[]): SettlementCommand {
  const files = [{ name: 'funds.txt', broker: null, kind: 'funds', rows: 1 }];
  return { type: 'compareStatements', comparison: { files, differences, tolerated: [], unchecked: [] } };
}

const accept = (id: string): SettlementCommand => ({ type: 'resolveDifference', id, resolution: 'accept', adjustment: null, reason: 'the broker is right' });

describe('a day with differences', () => {
  it('is not sealed before each of them is resolved, and books what is accepted', () => {
    const desk = closedDesk(POSITION);
    expect(desk.do({ type: 'sealDay' })).toMatchObject({ error: { code: 'day.differencesOpen', params: { open: 1 } } });
    expect(desk.do(accept('D1')).ok).toBe(true);
    expect(desk.events.at(-1)).toMatchObject({ type: 'differenceResolved', by: TRADER, before: { cash: CASH, shares: 300 }, after: { cash: CASH, shares: 301 } });
    const { state } = desk.oms;
    expect(state.ledger.positions.get(MIDEA)).toMatchObject({ quantity: 301, sellable: 301, cost: 300 * yuan(50) + yuan(60) });
    expect(state.settled).toMatchObject({ cash: CASH, marketValue: 301 * yuan(60), equity: CASH + 301 * yuan(60) });
    expect(desk.do({ type: 'sealDay' }).ok).toBe(true);
    expect(state.sealed).toBe(true);
    expect(desk.do(accept('D1'))).toMatchObject({ error: { code: 'day.sealed' } });
    expect(rebuild(desk.records)).toEqual(state);
  });

  it('leaves the books alone where a correction is refused, and books what a person writes instead', () => {
    const desk = closedDesk(POSITION);
    desk.do(compare(MISSING_CENT));
    expect(desk.do({ ...accept('D1'), resolution: 'refuse' } as SettlementCommand).ok).toBe(true);
    const edit = { type: 'resolveDifference', id: 'D2', resolution: 'edit', reason: 'interest' } as const;
    expect(desk.do({ ...edit, adjustment: null })).toMatchObject({ error: { code: 'settlement.editNeedsBooking' } });
    expect(desk.do({ ...edit, adjustment: { cash: money(250), shares: null } }).ok).toBe(true);
    expect(desk.oms.state.ledger.cash.balance).toBe(CASH + 250);
    expect(desk.oms.state.ledger.positions.get(MIDEA)?.quantity).toBe(300);
    expect(desk.do({ type: 'sealDay' }).ok).toBe(true);
  });

  it('takes no correction twice, without a reason, or of more shares than there are', () => {
    const desk = closedDesk(POSITION);
    expect(desk.do({ ...accept('D1'), reason: ' ' } as SettlementCommand)).toMatchObject({ error: { code: 'settlement.needsReason' } });
    expect(desk.do(accept('D9'))).toMatchObject({ error: { code: 'settlement.noSuchDifference' } });
    const adjustment = { cash: ZERO_MONEY, shares: { ...ONE_MORE, quantity: -301, cost: ZERO_MONEY } };
    const tooMany = { type: 'resolveDifference', id: 'D1', resolution: 'edit', adjustment, reason: 'gone' } as const;
    expect(desk.do(tooMany)).toMatchObject({ error: { code: 'settlement.notHeld', params: { quantity: 301, held: 300 } } });
    expect(desk.do({ ...tooMany, adjustment: { cash: ZERO_MONEY, shares: { ...adjustment.shares, quantity: -300 } } }).ok).toBe(true);
    expect(desk.oms.state.ledger.positions.size).toBe(0);
    expect(desk.oms.state.settled).toMatchObject({ marketValue: 0, marks: [] });
    expect(desk.do(accept('D1'))).toMatchObject({ error: { code: 'settlement.alreadyResolved' } });
  });

  it('values a holding that a correction begins at its last price', () => {
    const desk = closedDesk({ ...POSITION, key: MAOTAI, ours: '-', brokers: '1', proposal: { cash: ZERO_MONEY, shares: { ...ONE_MORE, instrument: MAOTAI, cost: money(yuan(1700)) } } });
    desk.do(accept('D1'));
    expect(desk.oms.state.settled?.marks).toEqual([{ instrument: MIDEA, price: yuan(60) }, { instrument: MAOTAI, price: yuan(1700) }]);
  });
});

describe('comparing files again', () => {
  it('finds nothing new in what is resolved, and drops what is found no more', () => {
    const desk = closedDesk();
    const other = { ...MISSING_CENT, fields: [{ name: 'cash', ours: '1', brokers: '2' }] };
    desk.do(compare(MISSING_CENT, other));
    desk.do(accept('D1'));
    desk.do(compare(MISSING_CENT));
    expect([...desk.oms.state.differences.values()].map(({ id, resolved }) => [id, resolved?.resolution])).toEqual([['D1', 'accept']]);
    desk.do(compare(MISSING_CENT, other));
    expect([...desk.oms.state.differences.keys()]).toEqual(['D1', 'D5']);
  });
});

describe('the end of a day', () => {
  it('can be kept for a person, and released with a reason alone', () => {
    const desk = new Desk();
    expect(desk.do({ type: 'sealDay' })).toMatchObject({ error: { code: 'day.notSettled' } });
    expect(desk.do({ type: 'holdSeal', held: true }).ok).toBe(true);
    expect(desk.oms.state.sealHeld).toBe(true);
    const closed = closedDesk(POSITION);
    expect(closed.do({ type: 'releaseDay', reason: '' })).toMatchObject({ error: { code: 'settlement.needsReason' } });
    expect(closed.do({ type: 'releaseDay', reason: 'the broker answers tomorrow' }).ok).toBe(true);
    expect(closed.oms.state).toMatchObject({ sealed: false, released: { params: { reason: 'the broker answers tomorrow' } } });
    expect(closed.do({ type: 'cancelAll' })).toMatchObject({ error: { code: 'day.settled' } });
  });

  it('is released though it was never settled once it has gone by or nothing can leave, and not before', () => {
    const release = { type: 'releaseDay', reason: 'the machine was off at the close' } as const;
    const open = new Desk();
    expect(open.do(release)).toMatchObject({ error: { code: 'day.notSettled' } });
    open.now = (open.now + DAY_MS) as EpochMs;
    expect(open.do(release).ok).toBe(true);
    for (const stop of ['halt', 'onUnreconciled'] as const) {
      const stopped = new Desk();
      stopped.oms.nextStep();
      stopped.oms[stop](refusal('reconcile.connectionLost'));
      expect(stopped.do(release).ok).toBe(true);
      expect(stopped.oms.state.released).not.toBeNull();
    }
  });
});
