import { describe, expect } from 'vitest';
import { test as plain } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
import { jumpTo, playback, row } from './support/window.ts';

/** About as many as the three exchanges list. */
const INSTRUMENTS = 5_500;
const JUST_OPEN = (9 * 60 + 30.5) * 60_000;
const LIST = '行情列表';

const test = plain.extend<{ args: readonly string[] }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from the pattern
  args: async ({}, provide) => {
    await provide([`--demo-instruments=${INSTRUMENTS}`]);
  },
});

/** Notes, in the page, of which instruments a quote came. */
async function listen({ page }: Kaipan): Promise<void> {
  await page.evaluate(`(() => {
    window.quoted = new Set();
    window.kaipan.onUpdate(({ quotes = [] }) => quotes.forEach(({ instrument }) => window.quoted.add(instrument)));
  })()`);
}

/** How many of these no quote has come of. */
async function unquoted({ page }: Kaipan, ids: readonly string[]): Promise<number> {
  return (await page.evaluate(`${JSON.stringify(ids)}.filter((id) => !window.quoted.has(id)).length`)) as number;
}

describe('a market of 5,500 instruments', () => {
  test('reaches the window whole, and the page stays usable while it moves', async ({ kaipan }) => {
    const { page } = kaipan;
    await listen(kaipan);
    await page.keyboard.press('Control+2');
    await jumpTo(kaipan, JUST_OPEN);
    await kaipan.play(1);

    const { instruments = [] } = await kaipan.snapshot();
    expect(instruments).toHaveLength(INSTRUMENTS);
    const chosen = instruments.findLast(({ board }) => board === 'main');
    await page.keyboard.press('/');
    await page.keyboard.type(chosen?.id ?? '');
    await row(kaipan, LIST, chosen?.name ?? '').locator('.ag-cell').first().click();
    await page.getByRole('heading', { level: 2, name: chosen?.name ?? '' }).waitFor();
    await page.keyboard.press('F1');
    await page.keyboard.type('100');
    await page.getByText(/条规则通过/).waitFor();

    const ids = instruments.map(({ id }) => id);
    await kaipan.until(async () => (await unquoted(kaipan, ids)) === 0, 'a quote of every instrument');
    await playback(kaipan, { action: 'pause' });
    const { quotes = [] } = await kaipan.snapshot();
    const latest = new Map(quotes.map((quote) => [quote.instrument, quote]));
    const sample = instruments.filter(({ board, id }) => board === 'main' && latest.has(id)).filter((_, at) => at % 700 === 7);
    for (const { id, name } of sample) {
      await page.getByRole('searchbox').fill(id);
      const last = ((latest.get(id)?.last ?? 0) / 10_000).toFixed(2);
      await row(kaipan, LIST, name).getByText(last, { exact: true }).first().waitFor();
    }
    expect(kaipan.problems).toEqual([]);
  });
});
