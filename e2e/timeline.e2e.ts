import { describe, expect } from 'vitest';
import { type DryRunRow, type LineRow } from '../app/preload/contract.ts';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
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
    expect(run.slices.map(({ quantity }) => quantity)).toEqual([200, 300, 200, 300]);
    for (const { from, until, quantity, bound } of run.slices) {
      const within = sent.filter(({ created }) => timeOf(created) >= from && timeOf(created) < until);
      expect(within[0]?.quantity).toBe(quantity);
      expect(within.reduce((sum, { filled }) => sum + filled, 0)).toBe(quantity);
      expect(within.every(({ price }) => price <= (bound ?? 0))).toBe(true);
    }
  });
});

function timeOf(moment: number): number {
  return (moment + 8 * HOUR) % (24 * HOUR);
}
