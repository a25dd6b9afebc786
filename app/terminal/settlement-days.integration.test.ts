import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readStatement } from '../../adapters/statements/read-statement.ts';
import { formatYuan } from '../../core/kernel/decimal.ts';
import { type Actor } from '../../core/kernel/ids.ts';
import { timeOfDay } from '../../core/kernel/time.ts';
import { addMoney, money } from '../../core/kernel/units.ts';
import { openDifferences } from '../../core/oms/decide/decide-settlement.ts';
import { demoPaperMarket } from './demo-paper-market.ts';
import { type PaperSession, openPaperSession } from './paper-session.ts';
import { settlementRow } from './view/settlement.ts';

const ANN = 'ann' as Actor;
const CENT = money(100);

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'kaipan-settle-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

function opened(): PaperSession {
  const session = openPaperSession(demoPaperMarket({ instruments: 20 }), { dataDir });
  if (!session.ok) throw new Error(session.error.code);
  return session.value;
}

async function playToClose(session: PaperSession): Promise<void> {
  session.playback.jumpTo(timeOfDay('15:30:00'));
  session.playback.play();
  await session.finished();
}

/** What the broker's file says of the cash after the close. */
async function compareCash(session: PaperSession, cash: string): Promise<void> {
  const statement = await readStatement({ name: 'funds.csv', bytes: Buffer.from(`资金账号,币种,资金余额\n1,人民币,${cash}\n`) });
  if (!statement.ok) throw new Error(statement.error.code);
  const comparison = session.compareStatements([statement.value]);
  expect(session.command({ type: 'compareStatements', comparison }, ANN)).toMatchObject({ ok: true });
}

it('comes back after a kill with its files, its differences and what was made of them, and stays in the way until it is sealed', async () => {
  const first = opened();
  expect(first.command({ type: 'holdSeal', held: true }, ANN).ok).toBe(true);
  await playToClose(first);
  const { balance } = first.state.ledger.cash;
  await compareCash(first, formatYuan(addMoney(balance, CENT)));
  const [found] = openDifferences(first.state);
  expect(found).toMatchObject({ code: 'cashBalance', proposal: { cash: CENT, shares: null } });
  const { date } = settlementRow(first);
  await first.close();

  const again = opened();
  await vi.waitUntil(() => again.state.statements !== null, { timeout: 20_000 });
  expect(settlementRow(again)).toMatchObject({ date, stage: 'closed', sealHeld: true, differences: [{ id: found?.id, resolved: null }] });
  expect(again.playback.nextDay()).toMatchObject({ error: { code: 'day.notSealed', params: { date } } });
  const accepted = again.command({ type: 'resolveDifference', id: found?.id ?? '', resolution: 'accept', adjustment: null, reason: 'interest' }, ANN);
  expect(accepted.ok).toBe(true);
  await again.close();

  const third = opened();
  await vi.waitUntil(() => third.state.differences.get(found?.id ?? '')?.resolved != null, { timeout: 20_000 });
  expect(third.state.ledger.cash.balance).toBe(addMoney(balance, CENT));
  expect(third.command({ type: 'sealDay' }, ANN).ok).toBe(true);
  const [sealed] = third.settledDays(1);
  expect(third.playback.nextDay().ok).toBe(true);
  expect(third.state.ledger.cash.balance).toBe(addMoney(balance, CENT));
  expect(settlementRow(third).days).toMatchObject([{ state: 'open' }, { date, state: 'sealed', hash: sealed?.end?.hash, by: ANN }]);
  await third.close();
});
