import { describe, expect } from 'vitest';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';

/** Controls in sight that a screen reader could not name. */
function namelessControls({ page }: Kaipan): Promise<unknown> {
  return page.evaluate(`
    [...document.querySelectorAll('button, input, select, a[href], [role=button], [role=separator], [role=grid]')]
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => {
        const label = element.getAttribute('aria-label') || element.getAttribute('title') || element.innerText?.trim();
        return !label && !element.labels?.length && !element.getAttribute('aria-labelledby');
      })
      .map((element) => element.outerHTML.slice(0, 200))
  `);
}

describe('the command palette', () => {
  test('finds a command by its name and runs it', async ({ kaipan }) => {
    const { page } = kaipan;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('深色');
    await page.keyboard.press('Enter');
    await kaipan.until(async () => (await page.evaluate('document.documentElement.dataset.theme')) === 'light', 'light');
    expect((await kaipan.value('getSettings', {})).theme).toBe('light');
  });

  test('finds an instrument by its code and turns the trade page to it', async ({ kaipan }) => {
    const [, , chosen] = (await kaipan.snapshot()).instruments ?? [];
    await kaipan.page.keyboard.press('Control+k');
    await kaipan.page.keyboard.type(chosen?.id.slice(0, 6) ?? '');
    await kaipan.page.getByRole('option', { name: chosen?.name ?? '' }).waitFor();
    await kaipan.page.keyboard.press('Enter');
    await kaipan.page.getByRole('heading', { level: 2, name: chosen?.name ?? '' }).waitFor();
    expect(await kaipan.page.getByRole('heading', { level: 1 }).innerText()).toBe('交易');
  });
});

describe('shortcuts', () => {
  test('are all on the help sheet, in the chosen language', async ({ kaipan }) => {
    const { page } = kaipan;
    await page.keyboard.press('Shift+/');
    await page.getByRole('dialog', { name: '快捷键一览' }).getByText('批准全部计划行').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+l');
    await page.keyboard.press('Shift+/');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Approve all lines').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  test('play and pause the demo, and pause trading', async ({ kaipan }) => {
    const { page } = kaipan;
    await page.keyboard.press('Alt+p');
    await page.getByRole('button', { name: '暂停播放' }).waitFor();
    expect((await kaipan.snapshot()).status?.playback?.playing).toBe(true);
    await page.keyboard.press('Alt+p');
    await page.getByRole('button', { name: '播放', exact: true }).waitFor();
    expect((await kaipan.snapshot()).status?.playback?.playing).toBe(false);
    await page.keyboard.press('F8');
    await kaipan.until(async () => (await kaipan.snapshot()).status?.pauses.buys === true, 'buys to be paused');
  });

  test('do nothing while something is being typed', async ({ kaipan }) => {
    await kaipan.page.getByRole('searchbox', { name: '筛选计划' }).fill('');
    await kaipan.page.keyboard.type('asrp');
    const states = ((await kaipan.snapshot()).lines ?? []).map(({ state }) => state);
    expect(states.every((state) => state === 'proposed' || state === 'blocked')).toBe(true);
  });
});

describe('every control', () => {
  test('has a name, on both pages', async ({ kaipan }) => {
    expect(await namelessControls(kaipan)).toEqual([]);
    await kaipan.page.keyboard.press('Control+2');
    await kaipan.page.getByRole('form', { name: '下单' }).waitFor();
    expect(await namelessControls(kaipan)).toEqual([]);
  });

  test('is reached with Tab, the stop control among them', async ({ kaipan }) => {
    await kaipan.page.evaluate('document.body.focus()');
    const reached = new Set<string>();
    for (let press = 0; press < 60 && !reached.has('停止'); press += 1) {
      await kaipan.page.keyboard.press('Tab');
      reached.add(String(await kaipan.page.evaluate('document.activeElement.innerText?.trim() ?? ""')));
    }
    expect(reached).toContain('导入信号');
    expect(reached).toContain('停止');
  });
});
