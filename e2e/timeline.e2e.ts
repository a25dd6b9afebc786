import { describe, expect } from 'vitest';
import { type DryRunRow, type LineRow } from '../app/preload/contract.ts';
import { test } from './support/fixture.ts';
import { Kaipan } from './support/kaipan.ts';
import { journalled } from './support/journal.ts';
import { AT, jumpTo, linesOf, ordersOf, row } from './support/window.ts';

const PLAN = '今日计划';
const HOUR = 3_600_000;

/** A buy of the demo plan made a TWAP of four slices from ten to eleven, and approved. */
async function twapLine(kaipan: Kaipan): Promise<LineRow> {
  const line = (await linesOf(kaipan)).find(({ state, side, board }) => state === 'proposed' && side === 'buy' && board === 'main');
  if (line === undefined) throw new Error('the demo plan has no buy on the main board');
  const rates = { cap: null, bound: 10_000_000, sizeJitter: 0, timeJitter: 0 };
  const times = { start: AT.ten, end: AT.ten + HOUR, slices: 4, intervalMs: 60_000 };
  const style = { style: 'twap', ...times, ...rates, catchUp: 'gradual', rest: 'cancel' } as const;
  await kaipan.value('editLine', { id: line.id, quantity: 1_000, style });
  await kaipan.value('approveLines', { ids: [line.id] });
  return line;
}

async function openLine(kaipan: Kaipan, line: LineRow): Promise<void> {
  await row(kaipan, PLAN, line.name).locator('.ag-cell').nth(2).click();
}

describe('a dry run', () => {
  test('shows the slices that are then sent, and what stands in their way', async ({ kaipan }) => {
    const line = await twapLine(kaipan);
    const run: DryRunRow = await kaipan.value('dryRun', { id: line.id, draft: {} });
    await openLine(kaipan, line);
    const table = kaipan.page.getByRole('table', { name: '将发出的委托' });
    await table.waitFor();
    const shown = await table.locator('tbody tr td:nth-child(1)').allInnerTexts();
    expect(shown).toEqual(['10:00–10:15', '10:15–10:30', '10:30–10:45', '10:45–11:00']);
    await kaipan.page.keyboard.press('p');
    await kaipan.page.getByText('本行已暂停').waitFor();
    await kaipan.page.keyboard.press('p');
    await jumpTo(kaipan, AT.ten + HOUR);
    const sent = (await ordersOf(kaipan)).filter(({ lineId }) => lineId === line.id);
    const intended = (await journalled(kaipan, 'orderIntended')).map(({ order }) => order).filter(({ lineId }) => lineId === line.id);
    expect(intended.map(({ id, quantity, price }) => [id, quantity, price])).toEqual(sent.map(({ id, quantity, price }) => [id, quantity, price]));
    expect(run.slices.map(({ quantity }) => quantity)).toEqual([200, 300, 200, 300]);
    for (const { from, until, quantity, bound } of run.slices) {
      const within = sent.filter(({ created }) => timeOf(created) >= from && timeOf(created) < until);
      expect(within[0]?.quantity).toBe(quantity);
      expect(within.reduce((sum, { filled }) => sum + filled, 0)).toBe(quantity);
      expect(within.every(({ price }) => price <= (bound ?? 0))).toBe(true);
    }
  });
});

describe('a timeline', () => {
  test('shows plan, fills and what comes next, and the same slices after the app was killed', async ({ kaipan, display }) => {
    const line = await twapLine(kaipan);
    await jumpTo(kaipan, AT.ten + HOUR / 2 + 120_000);
    const before = await kaipan.value('watchLine', { id: line.id });
    expect(before?.schedule.map(({ cumulative }) => cumulative)).toEqual([200, 500, 700, 1_000]);
    expect(before?.slices.map(({ quantity }) => quantity)).toEqual([300]);
    expect(before?.quality).toMatchObject({ filled: 700, fillRate: 70_000_000 });
    await openTimeline(kaipan, line);
    await kaipan.page.getByText('10:45，最多 300 股').waitFor();

    kaipan.app.process().kill('SIGKILL');
    const again = await Kaipan.launch(kaipan.dataDir, display);
    try {
      await again.until(async () => (await again.snapshot()).status?.broker === 'connected', 'the day to be caught up with');
      await openTimeline(again, line);
      await again.page.getByText('10:45，最多 300 股').waitFor();
      const after = await again.value('watchLine', { id: line.id });
      expect(after?.schedule).toEqual(before?.schedule);
      expect(after?.slices.map(({ from, until, quantity }) => [from, until, quantity])).toEqual(
        before?.slices.map(({ from, until, quantity }) => [from, until, quantity]),
      );
    } finally {
      await again.close();
    }
  });
});

/** Goes to the line and its timeline with the keyboard. */
async function openTimeline(kaipan: Kaipan, line: LineRow): Promise<void> {
  await openLine(kaipan, line);
  await kaipan.page.keyboard.press('t');
  await kaipan.page.waitForFunction("document.activeElement?.id === 'line-timeline'");
}

function timeOf(moment: number): number {
  return (moment + 8 * HOUR) % (24 * HOUR);
}
