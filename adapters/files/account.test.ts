import { describe, expect, it } from 'vitest';
import { readAccount } from './account.ts';
import { inputProblemText } from './input-problem.ts';

const position = (more: Record<string, unknown>): Record<string, unknown> => ({
  instrument: '600519.SH',
  quantity: 300,
  sellable: 300,
  cost: '1700.00',
  ...more,
});

async function read(account: unknown): Promise<unknown> {
  const bytes = Buffer.from(typeof account === 'string' ? account : JSON.stringify(account, null, 1));
  const result = await readAccount({ name: 'account.json', bytes });
  return result.ok ? result.value : inputProblemText(result.error);
}

describe('an account', () => {
  it('is read with what its positions cost in all', async () => {
    expect(await read({ cash: '1000000.00', positions: [position({ strategy_id: 'alpha' }), position({})] })).toEqual({
      cash: 10_000_000_000,
      positions: [
        { instrument: '600519.SH', strategyId: 'alpha', quantity: 300, sellable: 300, cost: 5_100_000_000 },
        { instrument: '600519.SH', strategyId: 'default', quantity: 300, sellable: 300, cost: 5_100_000_000 },
      ],
    });
  });

  it('may hold nothing', async () => {
    expect(await read({ cash: 0 })).toEqual({ cash: 0, positions: [] });
  });

  it.each([
    [{ cash: '1', positions: [position({ sellable: 400 })] }, 'account.json:7: positions[0].sellable: is 400, more than the 300 held'],
    [{ cash: '-1' }, 'account.json:2: cash: must not be negative, was -1'],
    [{ positions: [] }, 'account.json:1: cash: is missing'],
    [{ cash: '1', postions: [] }, 'account.json:3: postions: unknown key'],
    [{ cash: '1', positions: [position({ quantity: 0.5 })] }, 'account.json:6: positions[0].quantity: must be a whole number, was 0.5'],
    [
      { cash: '1', positions: [position({ instrument: 'GOOG' })] },
      'account.json:5: positions[0].instrument: GOOG is not an instrument such as 600519.SH',
    ],
    [
      { cash: '1', positions: [position({}), position({})] },
      'account.json:11: positions[1].instrument: 600519.SH of strategy default is listed twice',
    ],
    [{ date: '2023-02-01', cash: '1', available: '1' }, 'account.json:2: date: unknown key'],
    [
      { cash: '1', positions: [position({ quantity: 1e12, cost: '99999' })] },
      'account.json:6: positions[0].quantity: is too large, was 1000000000000',
    ],
  ])('%# is refused', async (account, problem) => {
    expect(await read(account)).toBe(problem);
  });
});
