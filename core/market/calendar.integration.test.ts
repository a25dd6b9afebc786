import { describe, expect, it } from 'vitest';
import { exchangeCalendar } from './calendar.ts';
import { readCsv, hasSharedData } from './shared-data.fixture.ts';

const FILE = 'reference/sessions.csv';

describe.skipIf(!hasSharedData(FILE))('the calendar and the published trading days', () => {
  it('agree on every day from 1990-12-19 to 2026-12-31', () => {
    const published = [...readCsv(FILE)].map((row) => row['date']);
    const calendar = exchangeCalendar();
    const ours = calendar.sessionsBetween(calendar.first, calendar.last);
    expect(published).toHaveLength(8_797);
    expect(ours).toEqual({ ok: true, value: published });
  });
});
