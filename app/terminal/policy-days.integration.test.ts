import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Actor } from '../../core/kernel/ids.ts';
import { timeOfDay } from '../../core/kernel/time.ts';
import { TEMPLATES } from '../../core/risk/policy.ts';
import { demoPaperMarket } from './demo-paper-market.ts';
import { type PaperSession, openPaperSession } from './paper-session.ts';

const ANN = 'ann' as Actor;

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'kaipan-policy-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

function opened(): PaperSession {
  const session = openPaperSession(demoPaperMarket({ instruments: 20 }), { dataDir });
  if (!session.ok) throw new Error(session.error.code);
  return session.value;
}

async function closed(session: PaperSession): Promise<void> {
  await session.close();
}

describe('a policy that was changed during the day', () => {
  it('holds when the day goes on after a restart, and on the days after it', async () => {
    const first = opened();
    const change = { type: 'changePolicy', policy: TEMPLATES.cautious, base: 0, reason: 'earnings season', approvedBy: null } as const;
    expect(first.command(change, ANN).ok).toBe(true);
    await closed(first);

    const again = opened();
    await vi.waitUntil(() => again.state.policyVersion === 1);
    expect(again.state.day?.config.risk).toEqual(TEMPLATES.cautious);
    expect(again.policyVersions()).toMatchObject([{ version: 1, by: ANN, before: TEMPLATES.none, policy: TEMPLATES.cautious }]);

    again.playback.jumpTo(timeOfDay('15:30:00'));
    again.playback.play();
    await again.finished();
    expect(again.playback.nextDay().ok).toBe(true);
    expect(again.state.day?.config.risk).toEqual(TEMPLATES.cautious);
    expect(again.state.policyVersion).toBe(1);
    await closed(again);
  });
});

describe('what the gate has counted', () => {
  it('goes on after a restart, and begins anew with the next day', async () => {
    const first = opened();
    const lineIds = [...first.state.lines.values()].filter(({ state }) => state === 'proposed').map(({ id }) => id);
    expect(first.command({ type: 'approveLines', lineIds }, ANN).ok).toBe(true);
    first.command({ type: 'setTradingState', state: 'reducingOnly', reason: 'news' }, ANN);
    first.command({ type: 'setTradingState', state: 'active', reason: 'better news' }, ANN);
    first.playback.jumpTo(timeOfDay('10:00:00'));
    first.playback.play();
    await vi.waitUntil(() => first.state.traffic.opened.size > 0, { timeout: 20_000 });
    first.playback.pause();
    await closed(first);
    const { traffic, equityHigh, trading } = first.state;
    expect(traffic.orders).toBeGreaterThan(0);

    const again = opened();
    await vi.waitUntil(() => again.broker() === 'connected', { timeout: 20_000 });
    expect(again.state.traffic).toEqual(traffic);
    expect([again.state.equityHigh, again.state.trading]).toEqual([equityHigh, trading]);
    again.playback.jumpTo(timeOfDay('15:30:00'));
    again.playback.play();
    await again.finished();
    expect(again.playback.nextDay().ok).toBe(true);
    expect([again.state.traffic.orders, again.state.traffic.cancels, again.state.traffic.opened.size]).toEqual([0, 0, 0]);
    await closed(again);
  });
});
