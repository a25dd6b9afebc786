import { describe, expect, it } from 'vitest';
import { timeOfDay } from '../kernel/time.ts';
import { rulesFor } from './market.fixture.ts';
import { phaseAt } from './session.ts';
import { hasSharedData, readCsv } from './shared-data.fixture.ts';

const DAYS = ['600519.SH_2023-02-01', '600536.SH_2023-07-11', '600961.SH_2023-07-11'];
const fileOf = (day: string): string => `exchange/${day}.flow.csv.gz`;

describe.skipIf(!DAYS.map(fileOf).every(hasSharedData))('phases and what the Shanghai exchange really took', () => {
  it.each(DAYS)('%s: no order or cancel came when the rules take none', (day) => {
    const [instrument = '', date = ''] = day.split('_');
    const rules = rulesFor(instrument, date);
    const taken = { entries: 0, cancels: 0, wrong: 0 };
    for (const { time = '', op } of readCsv(fileOf(day))) {
      const phase = phaseAt(rules, timeOfDay(time));
      if (op === 'add') taken.entries += 1;
      else taken.cancels += 1;
      if (op === 'add' ? !phase.entry : !phase.cancel) taken.wrong += 1;
    }
    expect(taken.wrong).toBe(0);
    expect(taken.entries).toBeGreaterThan(40_000);
    expect(taken.cancels).toBeGreaterThan(9_000);
  });
});
