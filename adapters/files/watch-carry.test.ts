import { expect, it } from 'vitest';
import { DEFAULT_STRATEGY } from '../../core/kernel/ids.ts';
import { quantity } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type WatchCarry } from '../../core/oms/watch/watch-memory.ts';
import { readAccountFile } from './account.ts';
import { inputProblemText } from './input-problem.ts';
import { watchCarryJson } from './watch-carry.ts';

const MIDEA = '000333.SZ' as InstrumentId;
const REF = { watch: 'stopLoss', scope: 'instrument', of: MIDEA } as const;

const CARRIED: WatchCarry = {
  highs: [
    { scope: 'instrument', of: MIDEA, high: 601_200 },
    { scope: 'account', of: '', high: -1_234_500 },
  ],
  own: [
    { ...REF, setting: { at: 8_000_000, rearm: 2_000_000, action: 'act', execution: 'bestFive' } },
    { watch: 'timeStop', scope: 'account', of: '', setting: { at: 20, rearm: null, action: 'alert', execution: null } },
  ],
  disarmed: [REF],
  owed: [{ ...REF, instrument: MIDEA, strategyId: DEFAULT_STRATEGY, quantity: quantity(400), action: 'act', execution: 'bestFive' }],
};

async function read(watches: unknown): Promise<WatchCarry | null | string> {
  const account = { cash: '1000', positions: [], watches };
  const result = await readAccountFile({ name: 'account.json', bytes: Buffer.from(JSON.stringify(account)) });
  return result.ok ? result.value.watches : inputProblemText(result.error);
}

it('reads back what was written', async () => {
  expect(await read(watchCarryJson(CARRIED))).toEqual(CARRIED);
});

it('is nothing where nothing is said', async () => {
  expect(await read(undefined)).toBeNull();
});

it.each([
  [{ owed: [{ ...REF, instrument: 'x', strategy_id: 'a', quantity: 1, action: 'act', execution: null }] }, 'account.json:1: watches.owed[0].instrument: x is not an instrument such as 600519.SH'],
  [{ highs: [{ scope: 'planet', of: '', high: '1' }] }, 'account.json:1: watches.highs[0].scope: must be one of instrument, strategy, account, market'],
  [{ own: [{ ...REF, setting: { at: 0, action: 'act' } }] }, 'account.json:1: watches.own[0].setting.at: must be between 0.0001 and 1, was 0'],
  [{ all: [] }, 'account.json:1: watches.all: unknown key'],
])('names what is wrong: %j', async (watches, problem) => {
  expect(await read(watches)).toBe(problem);
});
