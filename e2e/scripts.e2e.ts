import { describe, expect } from 'vitest';
import { test } from './support/fixture.ts';
import { type Kaipan } from './support/kaipan.ts';
import { AT, button, jumpTo } from './support/window.ts';

/** Well-behaved until its parameters say otherwise. */
const MOODY = `export function nextMove({ params, phase }) {
  if (params.mood === 'bad' && phase.matching === 'continuous') for (;;) phase.until;
  return { kind: 'wait', reason: 'in a good mood' };
}
`;

async function plannedLine(kaipan: Kaipan) {
  const { lines = [] } = await kaipan.snapshot();
  const line = lines.find(({ state }) => state === 'proposed');
  if (line === undefined) throw new Error('the plan has no line to approve');
  return line;
}

describe('脚本', () => {
  test('begins from an example, is edited, saved and tried on a recorded day', async ({ kaipan }) => {
    const { page } = kaipan;
    const { instrument } = await plannedLine(kaipan);
    await page.keyboard.press('Control+4');
    await button(kaipan, '耐心追价（执行方式）').click();
    await page.getByText('未保存').waitFor();
    const code = page.getByRole('textbox', { name: '脚本代码' });
    await code.press('Control+End');
    const marks = page.locator('.cm-lintRange-error, .cm-lintPoint-error');
    await code.pressSequentially('\n)');
    await marks.first().waitFor();
    await code.press('Backspace');
    await marks.first().waitFor({ state: 'detached' });
    await code.pressSequentially('// onTi');
    await button(kaipan, '检查').click();
    await page.getByText('脚本 patient-chaser（执行方式）通过了检查').waitFor();
    await page.getByRole('textbox', { name: '证券代码' }).fill(instrument);
    await button(kaipan, '在历史行情上试运行').click();
    await page.getByText('成交 1,000 / 1,000 股').waitFor({ timeout: 60_000 });
    await page.getByRole('img', { name: /价格与 \d+ 笔委托/ }).waitFor();
    await page.getByRole('navigation', { name: '脚本列表' }).getByText('已试运行').waitFor();
    expect(kaipan.problems).toEqual([]);
  });

  test('is stopped alone when it loops, and says where; an untried one may not touch the account', async ({ kaipan }) => {
    const { page } = kaipan;
    const line = await plannedLine(kaipan);
    const style = { style: 'script', script: 'moody', params: { mood: 'bad' } };
    await kaipan.value('saveScript', { name: 'moody', file: 'moody.js', source: MOODY });
    await kaipan.value('editLine', { id: line.id, quantity: line.plannedQuantity, style });
    expect(await kaipan.ask('approveLines', { ids: [line.id] })).toMatchObject({ ok: false, error: { code: 'script.untried' } });
    await kaipan.value('tryScript', { name: 'moody', instrument: line.instrument, side: 'buy', quantity: 1_000, params: {} });
    await kaipan.value('approveLines', { ids: [line.id] });
    await jumpTo(kaipan, AT.ten);
    const notice = page.getByRole('region', { name: '通知' });
    await notice.getByText(`脚本 moody 已停止，暂停的计划行（1）：${line.instrument}`).waitFor();
    await notice.getByText(/第 2 行运行步数过多/).waitFor();
    await button(kaipan, '查看脚本').click();
    await page.getByRole('navigation', { name: '脚本列表' }).getByText('已停止').waitFor();
    await page.getByRole('alert').getByText(/第 2 行/).waitFor();
    const { lines = [] } = await kaipan.snapshot();
    expect(lines.find(({ id }) => id === line.id)).toMatchObject({ paused: true, reason: { code: 'script.budget' } });
    expect(await kaipan.ask('resumeLine', { id: line.id })).toMatchObject({ ok: false, error: { code: 'script.stopped' } });
    expect(kaipan.problems).toEqual([]);
  });
});
