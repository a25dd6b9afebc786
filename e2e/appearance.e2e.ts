import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { root } from '../scripts/lib/paths.mjs';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, jumpTo, resize } from './support/window.ts';

const FOLDER = path.join(root, 'out', 'screenshots');
const PAGES = [
  ['plan', 'Control+1'],
  ['trade', 'Control+2'],
] as const;
const LANGUAGES = ['zh', 'en'] as const;
const THEMES = ['dark', 'light'] as const;
const SIZES = [
  [1280, 800],
  [1920, 1080],
] as const;

/** Texts in bars that are wider than the room they have, and anything that makes the whole page scroll. */
function overflows({ page }: Kaipan): Promise<unknown> {
  return page.evaluate(`[
    ...[...document.querySelectorAll('.top-bar, .status-bar, .plan-toolbar, .plan-summary, .ticket, .instrument-head')]
      .filter((bar) => bar.scrollWidth > bar.clientWidth + 1)
      .map((bar) => bar.className),
    ...(document.documentElement.scrollHeight > window.innerHeight ? ['page'] : []),
  ]`);
}

/** Pictures of every page, language, theme and size, to be looked at; and that nothing runs out of its bar in any. */
test('every page in both languages, themes and sizes', async ({ kaipan }) => {
  await mkdir(FOLDER, { recursive: true });
  await kaipan.approveAll();
  await jumpTo(kaipan, AT.ten);
  const found: string[] = [];
  for (const [width, height] of SIZES) {
    await resize(kaipan, width, height);
    for (const language of LANGUAGES) {
      for (const theme of THEMES) {
        await kaipan.value('setSettings', { language, theme });
        for (const [name, keys] of PAGES) {
          await kaipan.page.keyboard.press(keys);
          await kaipan.page.mouse.move(0, 0);
          await kaipan.page.waitForTimeout(400);
          const picture = `${name}-${language}-${theme}-${width}x${height}`;
          await kaipan.page.screenshot({ path: path.join(FOLDER, `${picture}.png`) });
          const bars = await overflows(kaipan);
          if (JSON.stringify(bars) !== '[]') found.push(`${picture}: ${JSON.stringify(bars)}`);
        }
      }
    }
  }
  expect(found).toEqual([]);
  expect(kaipan.problems).toEqual([]);
});
