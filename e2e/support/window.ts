import { type Locator } from 'playwright-core';
import { type LineRow, type OrderRow, type PlaybackAction } from '../../app/preload/contract.ts';
import { type Kaipan } from './kaipan.ts';

/** Times of day, in milliseconds since midnight. */
export const AT = { ten: 10 * 3_600_000, half: 9.5 * 3_600_000 } as const;

/** A button by the words on it or, when it shows only an icon, by its name. */
export function button({ page }: Kaipan, name: string | RegExp): Locator {
  return page.getByRole('button', { name }).first();
}

/** The table with this name. */
export function table({ page }: Kaipan, name: string): Locator {
  return page.getByRole('grid', { name });
}

/** A row of a table that shows `text`. Pinned columns are rows of their own to the browser, hence the first. */
export function row(kaipan: Kaipan, name: string, text: string): Locator {
  return table(kaipan, name).locator('.ag-row', { hasText: text }).first();
}

export async function linesOf(kaipan: Kaipan): Promise<readonly LineRow[]> {
  return (await kaipan.snapshot()).lines ?? [];
}

export async function ordersOf(kaipan: Kaipan): Promise<readonly OrderRow[]> {
  return (await kaipan.snapshot()).orders ?? [];
}

export async function playback(kaipan: Kaipan, action: PlaybackAction): Promise<void> {
  await kaipan.value('playback', action);
}

/** Runs the demo day up to a time and holds it there. */
export async function jumpTo(kaipan: Kaipan, time: number): Promise<void> {
  await playback(kaipan, { action: 'jumpTo', time });
  await playback(kaipan, { action: 'pause' });
  await kaipan.until(async () => (await timeOf(kaipan)) >= time, 'the market to reach the time');
  await playback(kaipan, { action: 'pause' });
}

async function timeOf(kaipan: Kaipan): Promise<number> {
  const now = (await kaipan.snapshot()).status?.now ?? 0;
  return (now + 8 * 3_600_000) % 86_400_000;
}

/** Size of the page, frame not counted. */
export async function resize(kaipan: Kaipan, width: number, height: number): Promise<void> {
  await kaipan.app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0] ?? 0, size[1] ?? 0),
    [width, height],
  );
  await kaipan.until(
    async () => (await kaipan.page.evaluate('window.innerWidth')) === width,
    `a window ${width} pixels wide`,
  );
}
