import { afterAll, describe, expect, it } from 'vitest';
import { closingEquity } from '../../core/analytics/past-day.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { rebuild } from '../../core/oms/state/rebuild.ts';
import { AccountHistory } from './account-history.ts';
import { sampleDay } from './sample-day.fixture.ts';
import { ScratchDatabases, openedDatabase, written } from './scratch.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const NEXT = '2023-02-02' as TradeDate;
const scratch = new ScratchDatabases();
afterAll(() => scratch.remove());

describe('the past of an account', () => {
  it('is what its journal says of each sealed day', () => {
    const database = openedDatabase(scratch.fresh());
    written(database, DAY, sampleDay(DAY));
    written(database, NEXT, sampleDay(NEXT).slice(0, 8));
    const history = new AccountHistory(database.connection);
    expect(history.sealedDays()).toEqual([DAY]);
    const day = history.day(DAY);
    const { settled, fills, strategies } = rebuild(history.records(DAY));
    expect(history.records(DAY)[0]?.event).toMatchObject({ type: 'dayOpened', opening: day.opening });
    expect(day).toMatchObject({ cash: settled?.cash, marketValue: settled?.marketValue, openingEquity: settled?.openingEquity });
    expect(closingEquity(day)).toBe(settled?.equity);
    expect(day.fills).toMatchObject(fills.map(({ id, orderId, price, quantity, time, fees }) => ({ id, orderId, price, quantity, time, fees })));
    expect(day.transfers).toHaveLength(2);
    expect(day.transfers).toEqual(strategies.transfers);
    database.close();
  });
});
