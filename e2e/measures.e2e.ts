import { expect } from 'vitest';
import { test } from './support/fixture.ts';
import { AT, button, jumpTo } from './support/window.ts';

test('度量 says what the account may lose, where it sits, and how long it takes to sell', async ({ kaipan }) => {
  const { page } = kaipan;
  await jumpTo(kaipan, AT.half);
  await page.keyboard.press('Control+3');
  await page.getByRole('radio', { name: '度量' }).click();
  const figures = page.getByRole('table', { name: '在险价值与平均超额亏损（CVaR）' });
  await figures.getByText(/回看 250 个交易日/).waitFor();
  expect(await figures.getByRole('row').count()).toBe(1 + 9);

  const { figures: said, beta, exposure, liquidity, scenarios, backtests, held, equity } = await kaipan.value('measures', {});
  for (const figure of said) expect(figure.cvar, JSON.stringify(figure)).toBeLessThanOrEqual(figure.var ?? NaN);
  const historical = said.find(({ method, days }) => method === 'historical' && days === 1);
  expect((historical?.var ?? 0) / equity).toBeLessThan(0);
  expect(beta).toBeGreaterThan(0);
  for (const parts of Object.values(exposure)) expect(parts.reduce((sum, { value }) => sum + value, 0)).toBe(held);
  expect(liquidity.every(({ days }) => (days ?? 0) > 0)).toBe(true);
  expect(scenarios.find(({ scenario }) => scenario.kind === 'lockedDown')?.gain).toBeLessThan(0);
  expect(backtests.map(({ days }) => days)).toEqual([125, 125]);

  await page.getByRole('radio', { name: '行业', exact: true }).click();
  const sector = exposure.sector[0]?.name ?? '';
  await page.getByRole('table', { name: '敞口' }).getByText(sector, { exact: true }).waitFor();
  await button(kaipan, '重新计算').click();
  await page.locator('.risk-policy[aria-busy=false]').waitFor();
  expect(kaipan.problems).toEqual([]);
});
