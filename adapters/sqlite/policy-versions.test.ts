import { afterAll, describe, expect, it } from 'vitest';
import { type Actor } from '../../core/kernel/ids.ts';
import { refusal } from '../../core/kernel/result.ts';
import { type TradeDate, atTime, timeOfDay } from '../../core/kernel/time.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { type RiskPolicy, TEMPLATES } from '../../core/risk/policy.ts';
import { policyVersions } from './policy-versions.ts';
import { sampleDay } from './sample-day.fixture.ts';
import { ScratchDatabases, openedDatabase, written } from './scratch.fixture.ts';

const DAY = '2023-02-01' as TradeDate;
const NEXT = '2023-02-02' as TradeDate;
const scratch = new ScratchDatabases();
afterAll(() => scratch.remove());

function changed(version: number, before: RiskPolicy, after: RiskPolicy, approvedBy: string | null): OmsEvent {
  const reason = refusal('policy.byPerson', { reason: `reason ${version}` });
  return { type: 'policyChanged', before, after, version, reason, by: 'ann' as Actor, approvedBy: approvedBy as Actor | null };
}

describe('the versions of a policy', () => {
  it('are there after the database was closed and opened again, over all days, with who, when and why', () => {
    const file = scratch.fresh();
    const [first, next] = [changed(1, TEMPLATES.none, TEMPLATES.cautious, null), changed(2, TEMPLATES.cautious, TEMPLATES.balanced, 'bob')];
    const moments = [atTime(DAY, timeOfDay('10:00:00')), atTime(NEXT, timeOfDay('11:00:00'))] as const;
    const database = openedDatabase(file);
    written(database, DAY, [...sampleDay(DAY).slice(0, 1), { step: 1, at: moments[0], events: [first] }]);
    written(database, NEXT, [...sampleDay(NEXT).slice(0, 1), { step: 1, at: moments[1], events: [next] }]);
    database.close();

    const again = openedDatabase(file);
    const why = (version: number) => refusal('policy.byPerson', { reason: `reason ${version}` });
    expect(policyVersions(again.connection)).toEqual([
      { version: 1, at: moments[0], by: 'ann', approvedBy: null, reason: why(1), before: TEMPLATES.none, policy: TEMPLATES.cautious },
      { version: 2, at: moments[1], by: 'ann', approvedBy: 'bob', reason: why(2), before: TEMPLATES.cautious, policy: TEMPLATES.balanced },
    ]);
    expect([...again.records(NEXT)].map(({ event }) => event.type)).toEqual(['dayOpened', 'policyChanged']);
    again.close();
  });
});
