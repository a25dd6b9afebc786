import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { root } from '../scripts/lib/paths.mjs';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
import { followTwoStrategies } from './support/strategies.ts';
import { AT, jumpTo, resize } from './support/window.ts';

const FOLDER = path.join(root, 'out', 'screenshots');
/** Each page by the keys that open it, and what else is done to see it whole. */
const PAGES: readonly (readonly [name: string, keys: string, then?: (kaipan: Kaipan) => Promise<void>])[] = [
  ['plan', 'Control+1'],
  ['edit', 'Control+1', openEditor],
  ['dry-run', 'Control+1', ({ page }) => page.keyboard.press('d')],
  ['timeline', 'Control+1', openTimeline],
  ['trade', 'Control+2'],
  ['risk', 'Control+3', (kaipan) => openRisk(kaipan, /^(方案|Policy)$/)],
  ['measures', 'Control+3', (kaipan) => openRisk(kaipan, /^(度量|Measures)$/)],
  ['scripts', 'Control+4', openExample],
  ['log', 'Control+5'],
  ['review', 'Control+6'],
  ['settlement', 'Control+7'],
  ['sync', 'Control+8'],
  ['strategies', 'Control+9', ({ page }) => page.locator('.strategies-list tbody button').last().click()],
  ['switch', 'Control+9', openSwitch],
];
const LANGUAGES = ['zh', 'en'] as const;
const THEMES = ['dark', 'light'] as const;
const SIZES = [
  [1280, 800],
  [1920, 1080],
] as const;

/** There are more than a hundred pictures, half a second each and more. */
const LONGEST_MS = 300_000;

/** What is said of a line that nobody has approved. */
const UNAPPROVED = /待批准|Proposed/;
const DONE = /已完成|Done/;

/** The panel that has the most fields: a line by TWAP after the auction. */
async function openEditor({ page }: Kaipan): Promise<void> {
  await page.locator('.plan-grid .ag-row', { hasText: UNAPPROVED }).first().locator('.ag-cell').nth(1).click();
  await page.keyboard.press('e');
  await page.locator('.edit-form select').first().selectOption('callAuction');
  await page.getByLabel(/^(竞价未成交部分|What the auction leaves)$/).selectOption('twap');
}

/** A line that is done, with its timeline. */
async function openTimeline({ page }: Kaipan): Promise<void> {
  await page.locator('.plan-grid .ag-row', { hasText: DONE }).first().locator('.ag-cell').nth(1).click();
  await page.keyboard.press('t');
}

/** The first example, in the editor. */
async function openExample({ page }: Kaipan): Promise<void> {
  await page.locator('.script-list .button').first().click();
}

/** The rotation from the first strategy to the second. */
async function openSwitch({ page }: Kaipan): Promise<void> {
  await page.locator('.strategies-list tbody button').first().click();
  await page.getByRole('button', { name: /^(切换到…|Switch to…)$/ }).click();
  await page.getByRole('dialog').waitFor();
}

async function openRisk({ page }: Kaipan, view: RegExp): Promise<void> {
  await page.getByRole('radio', { name: view }).click();
  await page.locator('.risk-policy:not([aria-busy=true])').waitFor();
}

/** Texts in bars that are wider than the room they have, and anything that makes the whole page scroll. */
function overflows({ page }: Kaipan): Promise<unknown> {
  return page.evaluate(`[
    ...[...document.querySelectorAll('.top-bar, .status-bar, .plan-toolbar, .plan-summary, .ticket, .instrument-head, .rule-table, .edit-form, .panel-body, .script-head, .script-side, .settle-main, .settle-side, .strategies-head, .strategies-side')]
      .filter((bar) => bar.scrollWidth > bar.clientWidth + 1)
      .map((bar) => bar.className),
    ...(document.documentElement.scrollHeight > window.innerHeight ? ['page'] : []),
  ]`);
}

/** Pictures of every page, language, theme and size, to be looked at; and that nothing runs out of its bar in any. */
test('every page in both languages, themes and sizes', async ({ kaipan }) => {
  await mkdir(FOLDER, { recursive: true });
  await followTwoStrategies(kaipan);
  const { lines = [] } = await kaipan.snapshot();
  const proposed = lines.filter(({ state }) => state === 'proposed').map(({ id }) => id);
  await kaipan.value('approveLines', { ids: proposed.slice(1) });
  await jumpTo(kaipan, AT.ten);
  const found: string[] = [];
  for (const [width, height] of SIZES) {
    await resize(kaipan, width, height);
    for (const language of LANGUAGES) {
      for (const theme of THEMES) {
        await kaipan.value('setSettings', { language, theme });
        for (const [name, keys, then] of PAGES) {
          await kaipan.page.keyboard.press('Escape');
          await kaipan.page.keyboard.press('Escape');
          await kaipan.page.keyboard.press(keys);
          await then?.(kaipan);
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
}, LONGEST_MS);
